/**
 * What a spreadsheet would take for a formula, in full width as well, or turn into a number or date of its own: `=…`, `+86138…`, `0012`, long numbers,
 * `3-4`. In a CSV file, which knows no types, such a text goes behind an apostrophe, and comes back without.
 */
const isAtRisk = (text: string): boolean =>
  /^[=+\-@\t\r\n＝＋－＠]/.test(text) || (/^[\d\s.,:/e+-]+$/i.test(text) && !/^(0|[1-9]\d{0,10})$/.test(text))

const withoutApostrophes = (text: string): string => text.replace(/^'+/, '')

export const guarded = (text: string): string => (isAtRisk(withoutApostrophes(text)) ? `'${text}` : text)
export const unguarded = (text: string): string =>
  text.startsWith("'") && isAtRisk(withoutApostrophes(text)) ? text.slice(1) : text
