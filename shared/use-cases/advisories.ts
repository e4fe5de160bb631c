import type { Advisory, AdvisorySummary } from '../advisory/advisory.ts'
import type { Notice, NoticeSummary } from '../advisory/notice.ts'
import { ADVISORIES, advisorySubject, noticeSubject, noticesBoard } from '../advisory/subject.ts'
import type { Page } from '../ports/store.ts'
import type { Deps } from './deps.ts'

type Stored = Pick<Deps, 'store'>

/** Undefined: there is none of that number. */
export const loadAdvisory = async ({ store }: Stored, id: string): Promise<Advisory | undefined> =>
  (await store.load(advisorySubject(id))) as Advisory | undefined
export const loadNotice = async ({ store }: Stored, id: string): Promise<Notice | undefined> =>
  (await store.load(noticeSubject(id))) as Notice | undefined

interface PageOf {
  readonly limit: number
  readonly cursor?: string
}

/** The latest first. */
export const listAdvisories = async ({ store }: Stored, page: PageOf): Promise<Page<AdvisorySummary>> =>
  (await store.list({ board: ADVISORIES, order: 'descending', ...page })) as Page<AdvisorySummary>

/** How it stands with each customer, by their ids. */
export const listNotices = async ({ store }: Stored, advisory: string, page: PageOf): Promise<Page<NoticeSummary>> =>
  (await store.list({ board: noticesBoard(advisory), order: 'ascending', ...page })) as Page<NoticeSummary>

const AT_ONCE = 200

/** The numbers of all notices, or of those of one advisory. */
export async function noticeIds(deps: Stored, advisory?: string): Promise<readonly string[]> {
  if (advisory !== undefined) return allOf((page) => listNotices(deps, advisory, page))
  const advisories = await allOf((page) => listAdvisories(deps, page))
  return (await Promise.all(advisories.map((id) => noticeIds(deps, id)))).flat()
}

/** The numbers of those of one advisory that are not withdrawn. */
export const standingNotices = (deps: Stored, advisory: string): Promise<readonly string[]> =>
  allOf(async (page) => {
    const { items, ...rest } = await listNotices(deps, advisory, page)
    return { ...rest, items: items.filter(({ withdrawn }) => withdrawn === undefined) }
  })

async function allOf(list: (page: PageOf) => Promise<Page<{ readonly id: string }>>): Promise<readonly string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await list({ limit: AT_ONCE, ...(cursor && { cursor }) })
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.cursor
  } while (cursor)
  return ids
}
