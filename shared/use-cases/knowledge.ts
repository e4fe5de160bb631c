import type { KnowledgeHit, KnowledgeQuery, ServiceRecord } from '../knowledge/record.ts'
import { leavingOut } from '../knowledge/terms.ts'
import type { Deps } from './deps.ts'

/** What was done about a fault like this one before (H2): an article without whose it was. */
export type Article = Pick<KnowledgeHit['record'], (typeof FIELDS)[number]> & Pick<KnowledgeHit, 'match'>
type KnowledgeDeps = Pick<Deps, 'records' | 'directory'>

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
export const searchKnowledge = async (deps: KnowledgeDeps, query: KnowledgeQuery): Promise<readonly Article[]> => {
  const found = await deps.records.search(query)
  return Promise.all(found.map(async ({ record, match }) => ({ ...(await articleOf(deps, record)), match })))
}

/** One record as an article. */
export async function articleOf(deps: KnowledgeDeps, record: ServiceRecord): Promise<Omit<Article, 'match'>> {
  const mask = leavingOut(record.names ?? (await namesOnFile(deps, record)))
  const { product, symptoms, problem, cause, done, parts, tried, advice, ...plain } = only(record, FIELDS)
  return {
    ...plain,
    ...texts({ product, problem, cause, done }, mask),
    symptoms: mask(symptoms),
    parts: parts.map(mask),
    ...(tried && { tried: tried.map((work) => ({ cause: mask(work.cause), done: mask(work.done) })) }),
    ...(advice && { advice: advice.map(mask) }),
  }
}

/** Of a record that an earlier version saved: what its customer and site are called today, and who is there. */
async function namesOnFile({ directory }: KnowledgeDeps, record: ServiceRecord): Promise<readonly string[]> {
  const [customer, site, contacts] = await Promise.all([
    record.customer === undefined ? undefined : directory.customer(record.customer),
    record.site === undefined ? undefined : directory.site(record.site),
    record.site === undefined ? [] : directory.contactsOf(record.site),
  ])
  const names = [customer, site, ...contacts].flatMap((named) => (named ? [named.name] : []))
  return site ? [...names, site.shortName] : names
}

type Texts = Readonly<Record<string, string | undefined>>
const texts = <T extends Texts>(of: T, mask: (text: string) => string): { [K in keyof T]?: string } =>
  Object.fromEntries(
    Object.entries(of).flatMap(([name, text]) => (text === undefined ? [] : [[name, mask(text)]])),
  ) as { [K in keyof T]?: string }

const only = <T extends object, const K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> =>
  Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]])) as Pick<T, K>
