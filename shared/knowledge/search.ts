import type { KnowledgeHit, KnowledgeQuery, ServiceRecord } from './record.ts'
import { modelTerm, wordsOfQuery, wordsOfRecord } from './terms.ts'

/**
 * Under each term a store looks at the latest so many records, and of a model at those among them that are of it. Rare words
 * are thus found however old the record; of a word that thousands of records have, the latest.
 */
export const LOOKED_AT_PER_TERM = 5000
export const FOUND_PER_TERM = 500
/** So many of what was found are read and compared in full. */
const COMPARED = 200

/** The records that are worth reading: `found` names, for each term, the latest that have it. A rare word says more than a common one. */
export function shortlist(found: readonly (readonly string[])[]): readonly string[] {
  const weights = new Map<string, number>()
  for (const names of found) for (const name of names) weights.set(name, (weights.get(name) ?? 0) + 1 / names.length)
  return [...weights]
    .toSorted(([a, weight], [b, other]) => other - weight || (a < b ? 1 : -1))
    .slice(0, COMPARED)
    .map(([name]) => name)
}

/** Where a record stands among those of a term: by report. Sorts as text. */
export const positionOf = ({ reportedAt, repair }: Pick<ServiceRecord, 'reportedAt' | 'repair'>): string =>
  `${reportedAt}_${repair}`

/** The records that fit, best match first; among equals the latest. */
export function rank(query: KnowledgeQuery, candidates: readonly ServiceRecord[]): readonly KnowledgeHit[] {
  const wanted = wordsOfQuery(query)
  return candidates
    .filter(({ model }) => query.model === undefined || (model !== undefined && isSameModel(model, query.model)))
    .map((record) => ({ record, match: matchOf(wanted, record) }))
    .filter(({ match }) => match > 0)
    .toSorted((a, b) => b.match - a.match || (positionOf(a.record) < positionOf(b.record) ? 1 : -1))
    .slice(0, query.limit)
}

const isSameModel = (one: string, other: string): boolean => modelTerm(one) === modelTerm(other)

/** Nothing looked for is found in everything. */
function matchOf(wanted: readonly string[], record: ServiceRecord): number {
  if (wanted.length === 0) return 1
  const has = new Set(wordsOfRecord(record))
  return wanted.filter((term) => has.has(term)).length / wanted.length
}
