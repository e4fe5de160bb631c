/** Blanks, digits, letters, signs, and what no expression expects. */
const ALPHABET = [' ', '\n', '\t', '0', '7', 'a', 'x', 'A', '-', '.', ',', '/', '"', "'", '!', '*', '中', '\u0000']
const SUFFIXES = ['', '\u0000', '\n!']

/**
 * Texts of about this length that make a backtracking expression try every way it has: a beginning that fits, one part over and
 * over, and an end that does not fit.
 */
export function* attacksOn(pattern: RegExp, length: number): Generator<string> {
  const fitting = fittingTexts(pattern)
  const words = pattern.source.split(/[^\p{L}\p{N} ;:"]+/u).filter((word) => word !== '')
  const parts = new Set([...ALPHABET, ...words, ...fitting.flatMap(piecesOf)])
  const beginnings = new Set(['', ...fitting.slice(0, 3).flatMap((text) => [text, ...cuts(text)])])
  for (const part of parts)
    for (const beginning of beginnings)
      for (const end of SUFFIXES) yield beginning + part.repeat(Math.ceil(length / part.length)) + end
}

/** About what matches, one text for each way: classes as one of theirs, groups and repetitions once. */
const fittingTexts = (pattern: RegExp): string[] =>
  pattern.source
    .replace(/\[\^[^\]]*\]|\\[SwWDB]/g, 'a')
    .replace(/\[\\?([^\]])[^\]]*\]/g, '$1')
    .replace(/\\p\{[^}]*\}/g, '中')
    .replace(/\\d/g, '7')
    .replace(/\\s/g, ' ')
    .replace(/\\b/g, '')
    .replace(/\(\?[:=!]|\(\?<\w+>|[()^$]/g, '')
    .replace(/\{\d+(,\d*)?\}|(?<!\\)[*+?]/g, '')
    .split('|')
    .map((text) => text.replace(/\\(.)/g, '$1').replaceAll('.', 'a'))
    .filter((text) => text !== '')

const piecesOf = (text: string): string[] => [text, ...[1, 2, 3].map((size) => text.slice(-size)), ...cuts(text)]
const cuts = (text: string): string[] =>
  [text.slice(0, Math.ceil(text.length / 2)), text.slice(Math.floor(text.length / 2))].filter((cut) => cut !== '')

/** The lengths at which it is tried: what takes exponentially long shows before it hangs. */
const LENGTHS = [24, 250, 8000]

/** A text on which the expression takes longer than this; nothing when there is none. */
export const slowText = (pattern: RegExp, longestMs: number): { beginning: string; ms: number } | undefined => {
  for (const length of LENGTHS)
    for (const text of attacksOn(pattern, length)) {
      const ms = timeOf(pattern, text)
      // Once more: the machine may have been busy with something else.
      if (ms > longestMs && timeOf(pattern, text) > longestMs) return { beginning: text.slice(0, 60), ms }
    }
  return undefined
}

/** As `replace`, `split` and `matchAll` use it: at every place of the text. */
const timeOf = (pattern: RegExp, text: string): number => {
  const begin = performance.now()
  text.replace(pattern, '')
  return performance.now() - begin
}
