import type { Actor, PersonRef } from '../kernel/actor.ts'
import type { Day } from '../kernel/calendar.ts'
import { pick } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { Agreement } from '../promise/agreement.ts'
import type { Stamp } from '../subject/recording.ts'
import type { Paper, PaperVisit, Payment, PaymentTold, Terms } from './contract.ts'
import { type FactEvent, readFact } from './facts.ts'

/** Who is asked about a contract's papers. Events name people; where they are reached is looked up when they are written to. */
export interface Asked {
  readonly id: string
  readonly name: string
  /** They are reached by mail as well. */
  readonly hasMail?: true
}

/** What was said of which of the customer's days. */
export interface CalendarSaid {
  readonly what: 'entered' | 'changed' | 'withdrawn'
  readonly name: string
  readonly from: Day
}

/** What happens to a contract's promises. */
export type ContractEvent =
  /** Somebody recorded something about its clauses of fact, or it came into the system, or was moved to another version. */
  | ({ readonly type: 'fact' } & Omit<FactEvent, 'seq' | 'at' | 'by'>)
  /** What it is bound to, where that is not what it was. */
  | { readonly type: 'termsSeen'; readonly terms: Terms }
  | { readonly type: 'paperDue'; readonly paper: Paper }
  /** Another day counts, or it was never right as it stood. */
  | { readonly type: 'paperMoved'; readonly paper: Paper }
  | { readonly type: 'paperLate'; readonly paper: string; readonly clause: string }
  /** It ended as `paper` says. */
  | { readonly type: 'paperEnded'; readonly paper: Paper }
  /**
   * Someone was asked: that papers due until then are `soon` due, on the `lastDay`, or for the `count`th time that they are `late`, or that a `payment` is past due.
   * `missing`: how many. `keys`: some of them, `first` what the first is called.
   */
  | {
      readonly type: 'asked'
      readonly person?: Asked
      readonly about: 'soon' | 'lastDay' | 'late' | 'payment'
      readonly until: Instant
      readonly keys: readonly string[]
      readonly first: Text
      readonly missing: number
      readonly count: number
    }
  /** An engineer brought a repair under it to an end in this month (C29). */
  | {
      readonly type: 'repaired'
      readonly repair: string
      readonly month: string
      /** Whoever of ours had it, whoever brought it to an end first: they do not ask how it is rated. */
      readonly workers?: readonly string[]
    }
  /** Which visit is to settle which work, and when; without one: none any more. */
  | { readonly type: 'planned'; readonly works: readonly { readonly key: string; readonly visit?: PaperVisit }[] }
  /** A stage of payment that the customer owes us is due then, past due, paid, or no longer owed. */
  | { readonly type: 'payment'; readonly payment: Payment }
  /**
   * Manager and customer are told of a stage of payment: that it falls `due`, that it `moved` to another day than they were told, or is
   * `withdrawn`, as what it counted from was taken back, or it is no longer asked for.
   */
  | {
      readonly type: 'paymentTold'
      readonly about: 'due' | 'moved' | 'withdrawn'
      readonly payment: string
      readonly told: PaymentTold
      /** The day that they were told before. */
      readonly before?: Instant
    }
  /** A contact of the customer's wrote something on their calendar: whoever coordinates the contract hears so. */
  | { readonly type: 'calendarSaid'; readonly person: Asked; readonly said: CalendarSaid }
  /** The customer is told to what later day they are said to have agreed, and from which: they may deny it. */
  | {
      readonly type: 'agreementTold'
      /** The time of planned work, and what it is called. */
      readonly key: string
      readonly name: Text
      readonly site?: string
      readonly timezone: string
      readonly before: Instant
      readonly dueAt: Instant
      readonly agreement: Agreement
      readonly contact: PersonRef
    }
  /** They deny it: whoever answers for the contract hears so. */
  | { readonly type: 'agreementDenied'; readonly key: string; readonly name: Text; readonly people: readonly Asked[] }
  /** More is to be recorded: than fits, or as what it is bound to is about to change. In the next decision. */
  | { readonly type: 'unfinished' }

export type RecordedContractEvent = ContractEvent & Stamp

/** Before the rest was recorded, a contract's file held facts alone, without a type. */
export function readContractEvent(kept: object): RecordedContractEvent {
  const event = 'type' in kept ? (kept as RecordedContractEvent) : { type: 'fact' as const, ...(kept as FactEvent) }
  return event.type === 'fact' ? readFact(event) : event
}

/** What was recorded about its clauses of fact, in order. */
export const factsIn = (events: readonly RecordedContractEvent[]): readonly FactEvent[] =>
  events.flatMap((event): FactEvent[] => {
    if (event.type !== 'fact') return []
    const { seq, at, by, clause, need, about, fact } = event
    return [{ seq, at, by, clause, need, about, fact }]
  })

/** The same fact, with no more of it than what follows from it. */
export const gist = ({ fact, by, ...event }: FactEvent): FactEvent => ({
  ...event,
  by: shortActor(by),
  fact: fact.type === 'recorded' ? { type: 'recorded', document: '', ...pick(fact, 'doneAt', 'doneOn') } : fact,
})

const shortActor = ({ kind, id, name }: Actor): Actor => ({ kind, ...(id && { id }), ...(name && { name }) })
