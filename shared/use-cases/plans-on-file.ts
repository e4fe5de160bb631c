import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { type Subject, subjectOf } from '../kernel/subject.ts'
import type { Text } from '../kernel/text.ts'
import type { PlanDocument, PlanFile } from '../plan/document.ts'
import type { Commit, SubjectStore } from '../ports/store.ts'
import type { Deps } from './deps.ts'

/** One version of a plan as somebody has published it: never changed, and never taken back but by the next. */
export interface PublishedPlan {
  readonly type: 'published'
  readonly at: Instant
  readonly by: Actor
  readonly reason: string
  /** As it was written. */
  readonly text: string
  /** What it says; what follows from that is derived whenever it is read. */
  readonly file: PlanFile
}

/** All of them stand in one log, kept like that of a subject: each save is one, and the feed tells of it. */
export const PUBLISHED: Subject = subjectOf('plans', 'published')

/** How one more is saved, after so many others: nothing but the log has any of it. */
export const publishing = (event: PublishedPlan, count: number): Commit => ({
  subject: PUBLISHED,
  expectedVersion: count,
  at: event.at,
  state: {},
  events: [event],
  effects: [],
  take: [],
  release: [],
  lines: { put: [], remove: [] },
  entry: { board: 'plans', position: 'published', summary: {} },
  isAttended: false,
})

/** Published after so many others, in order. */
export const publishedAfter = async (
  { store }: { readonly store: Pick<SubjectStore, 'history'> },
  count: number,
): Promise<readonly PublishedPlan[]> => (await store.history(PUBLISHED, count)) as readonly PublishedPlan[]

/**
 * The plans there are: those of the files, and over them those that were published. Asked each time for what was published since, and
 * for nothing else, so that whoever runs for days knows a version as soon as it is there. `tell` hears of each file that says
 * otherwise than what was published.
 */
export function plansOnFile(
  source: { readonly store: Pick<SubjectStore, 'history'> },
  files: readonly PlanDocument[],
  tell: (warning: Text) => void = () => {},
): Deps['plans'] {
  let known = { count: 0, documents: files }
  return async () => {
    const { count, documents } = known
    const news = await publishedAfter(source, count)
    if (news.length === 0) return known.documents
    const { over } = await import('./published-over.ts')
    const published = news.map(({ file }) => file)
    const next = { count: count + news.length, documents: over(documents, published, tell) }
    // Somebody else may have been told of more meanwhile.
    if (next.count > known.count) known = next
    return known.documents
  }
}
