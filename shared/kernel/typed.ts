/**
 * What people can type: half a character, what no keyboard writes, and what turns the words around it the other way are nobody's
 * word. Lines and tabs stay.
 */
export const typed = (text: string): string => text.toWellFormed().replace(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu, '')

/** The same of every word in a JSON value. */
export const typedIn = (_name: string, value: unknown): unknown => (typeof value === 'string' ? typed(value) : value)

/** So much of what somebody reports is kept; whoever writes more is told. */
export const LONGEST_REPORT = 10_000
