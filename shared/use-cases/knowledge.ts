import type { KnowledgeHit, KnowledgeQuery } from '../records/record.ts'
import type { Deps } from './deps.ts'

/** What was done about a fault like this one before (H2): an article without whose it was. */
export type Article = Pick<KnowledgeHit['record'], (typeof FIELDS)[number]> & Pick<KnowledgeHit, 'match'>

const FIELDS = [
  'repair',
  'product',
  'model',
  'reportedAt',
  'outcome',
  'symptoms',
  'problem',
  'cause',
  'origin',
  'done',
  'parts',
  'tried',
  'advice',
] as const

/** Best match first; a withdrawn report is found too, and says so. */
export const searchKnowledge = async (
  deps: Pick<Deps, 'records'>,
  query: KnowledgeQuery,
): Promise<readonly Article[]> =>
  (await deps.records.search(query)).map(({ record, match }) => ({ ...only(record, FIELDS), match }))

const only = <T extends object, const K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> =>
  Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]])) as Pick<T, K>
