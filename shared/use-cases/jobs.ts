import type { Instant } from '../kernel/instant.ts'
import { questionFor } from '../repair/part.ts'
import type { Repair } from '../repair/state/repair.ts'
import { openRows } from './board-rows.ts'
import type { Deps } from './deps.ts'
import { inboxOf, isAskedToTake } from './inbox.ts'

/** What an engineer has to do, as far as repairs go, each list by what hurts next. */
export interface Jobs {
  /** Paged to them, and nobody has it. */
  readonly toTake: readonly Repair[]
  /** They are asked for help, and have not answered. */
  readonly asked: readonly Repair[]
  readonly own: readonly Repair[]
}

/** More than anybody has at once. */
const MOST_SHOWN = 60

/** By the rows of the board, which name whoever has a repair or is paged, and by what they were written to about, where they are asked. */
export async function jobsOf(deps: Deps, person: string): Promise<Jobs> {
  const [rows, { others }] = await Promise.all([
    openRows(deps, (row) => row.assigneeId === person || (row.concerns ?? []).includes(person)),
    inboxOf(deps, person),
  ])
  const loaded = await Promise.all(rows.slice(0, MOST_SHOWN).map(({ id }) => deps.repairs.load(id)))
  const repairs = loaded.filter((repair) => repair !== undefined && repair.stage !== 'closed') as Repair[]
  const toTake = repairs.filter((repair) => repair.assignee?.id !== person && isAskedToTake(repair, person))
  const own = repairs.filter((repair) => repair.assignee?.id === person)
  const rest = others.filter(({ id }) => ![...toTake, ...own].some((known) => known.id === id))
  return {
    toTake: toTake.toSorted(byPain),
    asked: (await askedOf(deps, rest, person)).toSorted(byPain),
    own: own.toSorted(byPain),
  }
}

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
