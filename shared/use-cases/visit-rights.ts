import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { namedUntil } from '../oncall/rights.ts'
import type { VisitState } from '../visit/state/visit.ts'
import type { VisitSummary } from '../visit/summary.ts'
import type { Requester } from './audit.ts'
import type { Deps } from './deps.ts'
import type { Reach } from './reach.ts'
import { dispatchersRights, notOnFile, type Rights } from './rights.ts'

// Who may see and do what of which visit: managers all, dispatchers those of their service point, engineers their own and those of the
// rosters that name them. A viewer looks.

export async function rightsOnVisit(deps: Deps, who: Requester, visit: VisitState): Promise<Rights> {
  const { role, actor } = who
  if (role === 'viewer') return { sees: true, acts: false }
  if (role === 'dispatcher') return dispatchersRights(deps, who, visit.terms)
  if (role !== 'engineer') return { sees: true, acts: true }
  const id = actor.id ?? ''
  if (!(await deps.directory.person(id))) return { sees: false, acts: false, why: notOnFile(id) }
  const found = await deps.directory.roster(visit.terms.roster)
  const until: Instant = (found && namedUntil(found.roster, id)) ?? ''
  const isTheirs = visit.engineer?.id === id || visit.terms.planners.some((one) => one.id === id)
  return isTheirs || deps.clock.now() < until
    ? { sees: true, acts: true }
    : { sees: false, acts: false, why: ELSEWHERE }
}

/** A row of a list; `reach`: how far an engineer sees, absent: everything. */
export const seesVisit = (
  { engineer, roster }: Pick<VisitSummary, 'engineer' | 'roster'>,
  reach: Reach | undefined,
  { actor }: Requester,
  now: Instant,
): boolean => !reach || engineer === actor.id || reach.ofRoster(roster, now)

const ELSEWHERE: Text = {
  zh: '这次服务归别的值班表，也没有指派给您：请找客服或经理',
  en: 'This is of another roster, and was not given to you: ask a dispatcher or a manager.',
}
