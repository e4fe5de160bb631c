import { earliest, type Instant, laterOf } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { askingFrom, mayBeAskedAt } from '../promise/asking-hours.ts'
import { isOpen, isOverdue } from '../promise/promised.ts'
import {
  askedAgainAt,
  type Climbed,
  climbedTo,
  isLastDay,
  isNews,
  nextSpokenOf,
  spokenOfAt,
} from '../promise/reminding.ts'
import { type ContractState, isPastDue, type Paper } from './contract.ts'
import type { Asked, ContractEvent } from './events.ts'
import { asPlanned } from './visits.ts'

// All that one contract lacks is one question, at one time of day: whoever is asked reads it.

/** Of what is named in an event. */
const MOST_NAMED = 20

/** Who is asked, nearest first. */
export interface Ladders {
  /** Who sees to the papers, the contract's coordinator, its manager. */
  readonly papers: readonly Asked[]
  /** Money is not asked for by whoever hands over papers: the latter two. */
  readonly money: readonly Asked[]
  /** Whoever at the customer's is written to of what they owe. */
  readonly contact?: { readonly id: string; readonly name: string }
}

/** Whom to ask, and what papers are called. */
export interface Asking {
  readonly ladders: Ladders
  readonly called: (owed: Owed) => Text
}
type Owed = Pick<Paper, 'key' | 'dueAt' | 'since'>

const lastDueOf = (papers: readonly Owed[]): Instant => papers.map(({ dueAt }) => dueAt).reduce(laterOf)

/** When the next question may be asked: not before now, and where that is no time to ask, at the next that is. */
export const nextAskedAt = (state: ContractState, now: Instant): Instant | undefined => {
  const { terms, papers, late, payments = [], chased } = state
  if (!terms) return undefined
  const lateAt = askedAgainAt(terms, papers.filter(isOverdue), late)
  const paymentAt = askedAgainAt(terms, payments.filter(isPastDue), chased)
  const due = earliest(
    [lateAt, paymentAt, nextSpokenOf(terms, papers.map(asPlanned))].filter((instant) => instant !== undefined),
  )
  if (due === undefined) return undefined
  const at = laterOf(due, now)
  return mayBeAskedAt(terms, at) ? at : askingFrom(terms, at)
}

/** The questions that are due now, each to one person. */
export function questions(state: ContractState, { ladders, called }: Asking, now: Instant): readonly ContractEvent[] {
  const { terms, payments = [] } = state
  if (!terms || !mayBeAskedAt(terms, now)) return []
  const papers = state.papers.map(asPlanned)
  const next = nextSpokenOf(terms, papers)
  const due = next === undefined || next > now ? [] : papers.filter((paper) => (spokenOfAt(terms, paper) ?? '~') <= now)
  const [lastDay, soon] = [true, false].map((isLast) => due.filter((paper) => isLastDay(terms, paper, now) === isLast))
  const [missing, unpaid] = [papers.filter(isOverdue), payments.filter(isPastDue)]
  const lateCount = (state.late?.count ?? 0) + 1
  const lateAt = askedAgainAt(terms, missing, state.late)
  const paymentAt = askedAgainAt(terms, unpaid, state.chased)
  const nearest = { people: ladders.papers.slice(0, 1), called }
  return [
    ...asked('soon', soon ?? [], nearest, 1),
    ...asked('lastDay', lastDay ?? [], nearest, 1),
    ...(lateAt !== undefined && lateAt <= now
      ? asked('late', missing, { people: climbedTo(ladders.papers, lateCount), called }, lateCount, state.late)
      : []),
    ...(paymentAt !== undefined && paymentAt <= now
      ? asked('payment', unpaid, { people: ladders.money, called }, (state.chased?.count ?? 0) + 1, state.chased)
      : []),
  ]
}

function asked(
  about: 'soon' | 'lastDay' | 'late' | 'payment',
  papers: readonly Owed[],
  { people, called }: { readonly people: readonly Asked[]; readonly called: Asking['called'] },
  count: number,
  last?: Climbed,
): readonly ContractEvent[] {
  // What nobody was asked about yet is named first, or it would stand behind what everybody has read for weeks.
  const rank = (paper: Owed) => `${isNews(paper, last) ? 0 : 1}${paper.dueAt}`
  const inOrder = papers.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1))
  const [first] = inOrder
  if (!first) return []
  const question = {
    type: 'asked',
    about,
    until: lastDueOf(papers),
    keys: inOrder.slice(0, MOST_NAMED).map(({ key }) => key),
    first: called(first),
    missing: papers.length,
    count,
  } as const
  return people.length === 0 ? [question] : people.map((person) => ({ ...question, person }))
}

/** Whether what somebody was asked about is owed yet. */
export function isStillOwed({ papers, payments = [] }: ContractState, about: string | undefined): boolean {
  if (about === 'paymentDue') return true
  if (about === 'payment') return payments.some(isPastDue)
  return papers.some(about === 'late' ? isOverdue : isOpen)
}
