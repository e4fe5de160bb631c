import { isPastDue } from '../contract/contract.ts'
import { CONTRACT } from '../contract/subject.ts'
import type { Actor } from '../kernel/actor.ts'
import { idOf, kindOf, type Subject } from '../kernel/subject.ts'
import { isOpen, isOverdue } from '../promise/promised.ts'
import { isOnList } from '../repair/features/junk/list.ts'
import { isAttended } from '../repair/loose-ends.ts'
import { isAskedToTake } from '../repair/state/paging.ts'
import type { Repair } from '../repair/state/repair.ts'
import { summaryOf as rowOf } from '../repair/summary.ts'
import { UPGRADE } from '../upgrade/state/subject.ts'
import { isOver } from '../upgrade/state/upgrade.ts'
import { summaryOf, type UpgradeSummary } from '../upgrade/summary.ts'
import type { VisitSummary } from '../visit/summary.ts'
import { act } from './act.ts'
import { answersFor } from './contract-people.ts'
import type { Deps } from './deps.ts'
import { repairOf } from './link-end.ts'
import { loadUpgrade } from './upgrades.ts'
import { visitsAmong } from './visits-of-person.ts'

/** What of their inbox a person sees: `toTake` was paged to them and nobody has it; `own` is theirs; `others` they were written to about. */
export interface Listed {
  readonly toTake: readonly Repair[]
  readonly own: readonly Repair[]
  readonly others: readonly Repair[]
  /** Contracts of which something is owed. */
  readonly contracts: readonly OwingContract[]
  /** Upgrades that have not ended. */
  readonly upgrades: readonly UpgradeSummary[]
  /** Visits and calls that are not over. */
  readonly visits: readonly VisitSummary[]
}
interface OwingContract {
  readonly id: string
  readonly customer: string
  readonly missing: number
  readonly open: number
  /** Stages of payment that the customer has let pass. */
  readonly pastDue: number
}

/** Everything open that this person was paged or asked about, severest first; what is to be taken by its next limit. */
export async function inboxOf(deps: Deps, person: string): Promise<Listed> {
  const { subjects } = await deps.inboxes.load(person)
  const [loaded, contracts, upgrades, visits] = await Promise.all([
    Promise.all(subjects.map((subject) => readable(deps, subject, repairOf(deps, subject)))),
    owingContracts(deps, person, subjects),
    openUpgrades(deps, subjects),
    visitsAmong(deps, person, subjects),
  ])
  const now = deps.clock.now()
  const open = loaded
    .filter((repair) => repair !== undefined)
    .filter((repair) => isAttended(repair) || isOnList(repair, now))
    .toSorted(bySeverity)
  const toTake = open.filter((repair) => isAskedToTake(repair, person)).toSorted(byLimit)
  const rest = open.filter((repair) => !toTake.includes(repair))
  const isOwn = (repair: Repair) => repair.assignee?.id === person
  const others = rest.filter((repair) => !isOwn(repair))
  return { toTake, own: rest.filter(isOwn), others, contracts, upgrades, visits }
}

/** One that cannot be read keeps nobody from the others. */
async function readable<State>(deps: Deps, subject: Subject, reading: Promise<State>): Promise<State | undefined> {
  try {
    return await reading
  } catch (error) {
    deps.log.error('Left out of an inbox, for it cannot be read', { subject, error })
    return undefined
  }
}

async function openUpgrades(deps: Deps, subjects: readonly Subject[]): Promise<readonly UpgradeSummary[]> {
  const known = subjects.filter((subject) => kindOf(subject) === UPGRADE)
  const loaded = await Promise.all(known.map((subject) => readable(deps, subject, loadUpgrade(deps, idOf(subject)))))
  return loaded.flatMap((upgrade) => (upgrade && !isOver(upgrade) ? [summaryOf(upgrade)] : []))
}

/** Those that this person still answers for: what another was given meanwhile is that one's to see to. */
async function owingContracts(
  deps: Deps,
  person: string,
  subjects: readonly Subject[],
): Promise<readonly OwingContract[]> {
  const contracts = subjects.filter((subject) => kindOf(subject) === CONTRACT)
  const owing = contracts.map((subject) => readable(deps, subject, owingOf(deps, idOf(subject), person)))
  return (await Promise.all(owing)).filter((one) => one !== undefined)
}

async function owingOf(deps: Deps, id: string, person: string): Promise<OwingContract | undefined> {
  const [state, contract] = await Promise.all([deps.contracts.load(id), deps.directory.contract(id)])
  if (!state?.terms || !contract || !(await answersFor(deps, contract, person))) return undefined
  const { papers, payments = [] } = state
  const [missing, open, pastDue] = [papers.filter(isOverdue), papers.filter(isOpen), payments.filter(isPastDue)]
  if (missing.length + open.length + pastDue.length === 0) return undefined
  const counts = { missing: missing.length, open: open.length, pastDue: pastDue.length }
  return { id, customer: state.terms.customerName, ...counts }
}

/** What has the least time left, first: how severe it is says each plan for itself. */
const byLimit = (one: Repair, other: Repair): number => (limitOf(one) < limitOf(other) ? -1 : 1)
const limitOf = (repair: Repair): string => rowOf(repair).next?.dueAt ?? '~'

/** Severest first by their own plan; alike, the oldest report. */
const bySeverity = (one: Repair, other: Repair): number =>
  rank(one) - rank(other) || (one.reportedAt < other.reportedAt ? -1 : 1)
const rank = ({ plan, severity }: Repair): number => plan.severities.findIndex(({ id }) => id === severity)

/**
 * Takes repairs of this inbox: those named, or all that are to be taken. Gives the numbers of those that a colleague had
 * already. A repair that this person was never asked about is not touched.
 */
export async function takeFromInbox(
  deps: Deps,
  person: string,
  actor: Actor,
  wanted: readonly string[] | 'all',
): Promise<readonly string[]> {
  const { toTake, others } = await inboxOf(deps, person)
  const ids = wanted === 'all' ? toTake.map(({ id }) => id) : wanted
  const late: string[] = []
  for (const id of ids) {
    if (others.some((repair) => repair.id === id)) late.push(id)
    if (!toTake.some((repair) => repair.id === id)) continue
    const { outcome } = await act(deps, id, { type: 'acknowledge' }, actor)
    if (outcome !== 'done') late.push(id)
  }
  return late
}
