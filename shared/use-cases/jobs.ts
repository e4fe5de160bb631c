import type { Instant } from '../kernel/instant.ts'
import { questionFor } from '../repair/part.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { UpgradeSummary } from '../upgrade/summary.ts'
import type { VisitSummary } from '../visit/summary.ts'
import type { Deps } from './deps.ts'
import { inboxOf } from './inbox.ts'

/** What an engineer has to do, repairs by what hurts next, planned work by its time. */
export interface Jobs {
  /** Paged to them, and nobody has it. */
  readonly toTake: readonly Repair[]
  /** They are asked for help, and have not answered. */
  readonly asked: readonly Repair[]
  readonly own: readonly Repair[]
  /** Visits and calls that are theirs. */
  readonly visits: readonly VisitSummary[]
  /** Upgrades that they are to do. */
  readonly upgrades: readonly UpgradeSummary[]
}

/** By what they were written to about, or took themselves (see `on-their-list.ts`): what others have is not read, however much that is. */
export async function jobsOf(deps: Deps, person: string): Promise<Jobs> {
  const { toTake, own, others, visits, upgrades } = await inboxOf(deps, person)
  return {
    toTake: toTake.filter(isUnclosed).toSorted(byPain),
    asked: (await askedOf(deps, others, person)).toSorted(byPain),
    own: own.filter(isUnclosed).toSorted(byPain),
    visits: visits.filter(({ engineer }) => engineer === person).toSorted(byTime),
    upgrades: upgrades.filter(({ engineer }) => engineer?.id === person).toSorted(byBegin),
  }
}

const isUnclosed = ({ stage }: Repair): boolean => stage !== 'closed'

async function askedOf(deps: Deps, repairs: readonly Repair[], person: string): Promise<readonly Repair[]> {
  const asked = await Promise.all(
    repairs
      // Most ask nobody anything: their archives stay unread.
      .filter(({ escalations, stage }) => stage !== 'closed' && escalations?.some(({ answer }) => answer === undefined))
      .map(async (repair) => (questionFor(await deps.repairs.history(repair.id), repair, person) ? [repair] : [])),
  )
  return asked.flat()
}

/** What has been late longest, then what is due next; what nothing drives comes last. */
const byPain = (one: Repair, other: Repair): number => {
  const [a, b] = [dueOf(one), dueOf(other)]
  return a < b ? -1 : a > b ? 1 : one.reportedAt < other.reportedAt ? -1 : 1
}
const dueOf = ({ clocks }: Repair): Instant =>
  clocks
    .filter(({ endedAt, drives }) => endedAt === undefined && drives)
    .map(({ dueAt }) => dueAt)
    .toSorted()[0] ?? '9999'

/** As agreed, else as due; what has neither comes last. */
const byTime = (one: VisitSummary, other: VisitSummary): number => compare(timeOf(one), timeOf(other))
const timeOf = ({ slot, dueAt }: VisitSummary): Instant => slot?.from ?? dueAt ?? '9999'
const byBegin = (one: UpgradeSummary, other: UpgradeSummary): number =>
  compare(one.from ?? '9999', other.from ?? '9999')
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
