import { idOf, kindOf, type Subject } from '../kernel/subject.ts'
import { VISIT } from '../visit/state/subject.ts'
import { summaryOf, type VisitSummary } from '../visit/summary.ts'
import type { Deps } from './deps.ts'
import { loadVisit } from './visits.ts'

/** Of what somebody was written to about, the visits that are not over and in which they have a part. */
export async function visitsAmong(
  deps: Deps,
  person: string,
  subjects: readonly Subject[],
): Promise<readonly VisitSummary[]> {
  const known = subjects.filter((subject) => kindOf(subject) === VISIT)
  const loaded = await Promise.all(known.map((subject) => loadVisit(deps, idOf(subject))))
  return loaded.flatMap((visit) => {
    const isTheirs = visit?.engineer?.id === person || visit?.terms.planners.some(({ id }) => id === person)
    return visit && !visit.ended && isTheirs ? [summaryOf(visit)] : []
  })
}
