import type { PersonRef } from '../kernel/actor.ts'
import { defined } from '../kernel/fields.ts'
import { earliest, type Instant } from '../kernel/instant.ts'
import { attentionOf } from '../plan/defaults.ts'
import type { RepairEvent } from './events.ts'
import { awaitsFeedback } from './features/archive/offers.ts'
import { isLoanerOut, questionAt, slotAfter } from './features/attention/rules.ts'
import { isUnlistedJunk } from './features/junk/list.ts'
import { awaitsApprovalAfterwards } from './features/visit/offers.ts'
import { openComplaints } from './state/complaint.ts'
import type { AskedAbout } from './state/page.ts'
import type { Repair } from './state/repair.ts'

// What stays to be given however the repair itself stands, also once it is closed: each is asked for on its own, every day on
// which the plan asks, until it is there.

/** Something of ours that is still missing, since when, and who is to give it. */
interface LooseEnd {
  readonly about: AskedAbout
  readonly since: Instant
  readonly person?: PersonRef | undefined
  /** Asked after the plan's number of unanswered questions, or where there is nobody else. */
  readonly above: PersonRef | undefined
}

/** `manager`: who stands above them now, where that was looked up. */
const looseEnds = (state: Repair, manager?: PersonRef): readonly LooseEnd[] => {
  const { visitApproval, assignee, keeper, closed } = state
  return [
    ...(awaitsApprovalAfterwards(state) && visitApproval
      ? [{ about: 'visitApproval', since: visitApproval.at, above: manager ?? visitApproval.manager } as const]
      : []),
    ...openComplaints(state)
      .slice(0, 1)
      .map(({ at, manager: told }) => ({ about: 'complained', since: at, above: manager ?? told }) as const),
    ...(awaitsFeedback(state) && closed
      ? [{ about: 'feedback', since: closed.at, person: assignee, above: keeper ?? manager } as const]
      : []),
  ]
}

const hasLooseEnds = (state: Repair): boolean => looseEnds(state).length > 0

/** What a closed repair still waits for, which its execution goes on to ask; undefined when nothing is left. */
export const leftOver = (repair: Repair): 'loanerOut' | 'looseEnds' | undefined => {
  if (isLoanerOut(repair)) return 'loanerOut'
  return repair.stage === 'closed' && (hasLooseEnds(repair) || isUnlistedJunk(repair)) ? 'looseEnds' : undefined
}

/** Somebody still waits for something: an open repair, a loaner to be fetched back, junk the manager has not read of, a loose end. */
export const isAttended = (repair: Repair): boolean => repair.stage !== 'closed' || leftOver(repair) !== undefined

/** How often it was asked for already, this time. */
const lastAsked = ({ askedApart }: Repair, { about, since }: LooseEnd) => {
  const last = askedApart?.[about]
  return last && last.at > since ? last : undefined
}

const askedForAt = (state: Repair, end: LooseEnd): Instant =>
  slotAfter(state, lastAsked(state, end)?.at ?? end.since, 1)

/** When someone is asked next: how the repair stands, or for a loose end. */
export const nextAskedAt = (state: Repair): Instant | undefined => {
  const instants = [questionAt(state), ...looseEnds(state).map((end) => askedForAt(state, end))]
  return earliest(instants.filter((instant) => instant !== undefined))
}

/** Whoever is to give it is asked now; after the plan's number of questions in vain, whoever stands above them. */
export const askForLooseEnds = (state: Repair, manager: PersonRef | undefined, now: Instant): RepairEvent[] =>
  looseEnds(state, manager)
    .filter((end) => askedForAt(state, end) <= now)
    .map((end) => {
      const count = (lastAsked(state, end)?.count ?? 0) + 1
      const isAbove = end.person === undefined || count > attentionOf(state.plan).climbAfter
      const person = isAbove ? (end.above ?? end.person) : end.person
      return { type: 'asked', ...defined({ person }), about: end.about, count }
    })
