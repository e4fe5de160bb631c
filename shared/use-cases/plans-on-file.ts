import type { Actor } from '../kernel/actor.ts'
import { canonical } from '../kernel/canonical.ts'
import type { Instant } from '../kernel/instant.ts'
import { type Subject, subjectOf } from '../kernel/subject.ts'
import type { Text } from '../kernel/text.ts'
import { documentOf, inOrder, isSameVersion, type PlanDocument, type PlanFile } from '../plan/document.ts'
import type { SubjectStore } from '../ports/store.ts'
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
    const news = (await publishedAfter(source, count)).map(({ file }) => documentOf(file))
    // Somebody else may have been told meanwhile.
    if (count + news.length <= known.count) return known.documents
    for (const one of news) if (files.some((file) => isSameVersion(file, one) && !isSame(file, one))) tell(behind(one))
    const kept = documents.filter((file) => !news.some((one) => isSameVersion(file, one)))
    known = { count: count + news.length, documents: [...kept, ...news].toSorted(inOrder) }
    return known.documents
  }
}

const isSame = (one: PlanDocument, other: PlanDocument): boolean => canonical(one) === canonical(other)

const behind = ({ id, version }: PlanDocument): Text => ({
  zh: `承诺 ${id} 第 ${version} 版的文件与已发布的不同：以发布的为准。请把文件改成一样（npm run plans -- published 文件夹 可取出），要改请发布下一版`,
  en: `the file of plan ${id} version ${version} says otherwise than what was published, which holds: make the file the same (npm run plans -- published FOLDER writes it), and change the plan by publishing the next version`,
})
