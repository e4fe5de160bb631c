import { canonical } from '../kernel/canonical.ts'
import type { Text } from '../kernel/text.ts'
import type { PlanDocument, PlanFile } from '../plan/document.ts'
import { documentOf } from '../plan/document-of.ts'
import { inOrder, isSameVersion } from '../plan/version.ts'

/** What was published lies over the plans that were known. `tell` hears of each of these that says otherwise. */
export function over(
  known: readonly PlanDocument[],
  published: readonly PlanFile[],
  tell: (warning: Text) => void,
): readonly PlanDocument[] {
  const news = published.map(documentOf)
  for (const one of news) if (known.some((file) => isSameVersion(file, one) && !isSame(file, one))) tell(behind(one))
  const kept = known.filter((file) => !news.some((one) => isSameVersion(file, one)))
  return [...kept, ...news].toSorted(inOrder)
}

const isSame = (one: PlanDocument, other: PlanDocument): boolean => canonical(one) === canonical(other)

const behind = ({ id, version }: PlanDocument): Text => ({
  zh: `承诺 ${id} 第 ${version} 版的文件与已发布的不同：以发布的为准。请把文件改成一样（npm run plans -- published 文件夹 可取出），要改请发布下一版`,
  en: `the file of plan ${id} version ${version} says otherwise than what was published, which holds: make the file the same (npm run plans -- published FOLDER writes it), and change the plan by publishing the next version`,
})
