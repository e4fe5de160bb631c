import { earliest, type Instant, later, laterOf } from '../kernel/instant.ts'
import { isUnended } from '../promise/promised.ts'
import type { ContractState, Paper } from './contract.ts'

// What is done on site or by telephone is planned in visits and calls of their own (see `shared/visit`): each opens before the first of
// its works is due. The contract knows of each work which visit it is in, and no more.

/** So long before it is due there is time to agree on a date; three weeks. */
const LEAD_MS = 21 * 24 * 3_600_000

/** Work for which somebody has to meet the customer, and which is owed. */
export const needsMeeting = (paper: Paper): boolean =>
  (paper.work === 'visit' || paper.work === 'call') && isUnended(paper)

/** When a visit is to be opened for it: before it is due, and once it may be done; undefined where one was. */
export const plannedFrom = (paper: Paper): Instant | undefined =>
  needsMeeting(paper) && paper.visit === undefined ? laterOf(paper.startedAt, later(paper.dueAt, -LEAD_MS)) : undefined

/** The next instant at which one is to be opened; what is due for it now is opened now. */
export const nextPlannedAt = ({ papers }: Pick<ContractState, 'papers'>, now: Instant): Instant | undefined =>
  earliest(papers.flatMap((paper) => plannedFrom(paper) ?? []).filter((at) => at > now))

/** The paper as its reminders see it: with a visit that is agreed in time, nobody is told that it is soon due; of the last day, they are. */
export const asPlanned = (paper: Paper): Paper => {
  const { visit, told, dueAt } = paper
  const isInTime = visit?.at !== undefined && !visit.over && visit.at < dueAt
  return isInTime && told === undefined ? { ...paper, told: 1 } : paper
}

/** What is due so long after the first of them belongs to the same occasion; what is due later has one of its own. */
const TOGETHER_MS = 31 * 24 * 3_600_000

/** Of what may be done at one place those that are due now, and what one visit settles with them. */
export function withFirst<W extends Pick<Paper, 'key' | 'dueAt'>>(
  works: readonly W[],
  due: ReadonlySet<string>,
): readonly W[] {
  const last = works
    .filter(({ key }) => due.has(key))
    .map(({ dueAt }) => dueAt)
    .reduce(laterOf, '')
  return last === '' ? [] : works.filter(({ dueAt }) => dueAt <= later(last, TOGETHER_MS))
}
