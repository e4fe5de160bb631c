import { type Mask, maskOf } from '../kernel/mask.ts'
import type { KnowledgeQuery, ServiceRecord } from './record.ts'

/** A record is found by at most so many words, those of product, cause and work first. */
const TERMS_PER_RECORD = 400
/** More words than this make a search no better. */
const TERMS_PER_QUERY = 24
const LONGEST_TERM = 40

/**
 * The search terms of a text in any language: lower-cased words, numbers and model codes (`bwc-5` also as `bwc` and `5`), and
 * the pairs of neighbouring characters of Chinese and Japanese, which put no blanks between words; a single one when it stands
 * alone. Each once, in the order of the text.
 */
export const termsOf = (text: string): readonly string[] => {
  const terms = new Set<string>()
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(RUN)) {
    for (const term of CJK_START.test(run) ? pairsOf(run) : wordsOf(run)) terms.add(term.slice(0, LONGEST_TERM))
  }
  return [...terms]
}

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}'
const CJK_START = new RegExp(`^[${CJK}]`, 'u')
const WORD = `(?:(?![${CJK}])[\\p{L}\\p{M}\\p{N}])+`
/** A stretch of Chinese or Japanese, or one word with its inner hyphens, dots and slashes. */
const RUN = new RegExp(`[${CJK}]+|${WORD}(?:[\\-._\\/]${WORD})*`, 'gu')

const pairsOf = (run: string): string[] => {
  const characters = [...run]
  return characters.length === 1 ? [run] : characters.slice(1).map((character, index) => characters[index] + character)
}

const wordsOf = (run: string): string[] => {
  const parts = run.split(/[-._/]/)
  return parts.length === 1 ? [run] : [run, ...parts]
}

/** Every record is filed under this, and under its model: what is looked for without words. No text has a blank in a term. */
export const ANY_TERM = ' any'
export const modelTerm = (model: string): string => ` model ${model.trim().toLowerCase()}`

/** H2: everybody reads how a fault was mended, and nobody whose it was. Numbers and addresses are masked, names left out. */
export const leavingOut = (names: readonly string[]): Mask => maskOf(names, () => '…')

/** The words of a record; by the name of a customer, or of anyone of theirs, it is not found. */
export const wordsOfRecord = (record: ServiceRecord): readonly string[] => {
  const { product, model, unit, problem, cause, done, parts, symptoms, tried = [], advice = [], names = [] } = record
  const before = tried.flatMap((work) => [work.cause, work.done])
  const words = [product, model, unit, problem, cause, done, ...parts, symptoms, ...advice, ...before]
  return termsOf(leavingOut(names)(words.filter(Boolean).join('\n')))
}

/** What a record is filed under. */
export const termsOfRecord = (record: ServiceRecord): readonly string[] => [
  ANY_TERM,
  ...(record.model === undefined ? [] : [modelTerm(record.model)]),
  ...wordsOfRecord(record).slice(0, TERMS_PER_RECORD),
]

export const wordsOfQuery = ({ words }: Pick<KnowledgeQuery, 'words'>): readonly string[] =>
  termsOf(words).slice(0, TERMS_PER_QUERY)

/** What a search looks under: its words and its model, or everything. */
export const termsOfQuery = (query: KnowledgeQuery): readonly string[] => {
  const terms = [...wordsOfQuery(query), ...(query.model === undefined ? [] : [modelTerm(query.model)])]
  return terms.length > 0 ? terms : [ANY_TERM]
}
