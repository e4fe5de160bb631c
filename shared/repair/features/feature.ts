import type { Actor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Text } from '../../kernel/text.ts'
import type { ClockEvent } from '../clocks/events.ts'
import type { Settling } from '../clocks/settle.ts'
import type { LookedUp } from '../state/looked-up.ts'
import type { Recorded } from '../state/recorded.ts'
import type { Repair } from '../state/repair.ts'

// A feature of the repair stands in one folder: in `offers.ts` what people may do there, who and when; in `rules.ts` what that
// decides and what happens there, with what each event does to state and clocks; in `messages.ts` whom it is told; in `words.ts` what
// the timeline says. Files of their own, so that a page that only offers does not load how it is decided. `../offers.ts`,
// `../action-rules.ts`, `../event-rules.ts`, `../event-messages.ts` and `../event-lines.ts` put the features together.

interface Typed {
  readonly type: string
}
type Of<U extends Typed, T extends U['type']> = Extract<U, { readonly type: T }>

/** Where an action stands among the others; `../allowed.ts` says whose page has which. */
export type Part =
  | 'first'
  | 'work'
  | 'confirmation'
  | 'answer'
  | 'organise'
  | 'review'
  | 'desk'
  | 'office'
  | 'takeOver'
  | 'last'

/** To whom an action is offered, and when. */
export interface Offer {
  /** What the button says. */
  readonly name: Text
  /** The least of the staff API's roles that may. */
  readonly role: 'engineer' | 'dispatcher' | 'manager'
  readonly part: Part
  /** Customers may too. */
  readonly toCustomer?: true
  /** An engineer may too while a colleague has the repair. */
  readonly toColleague?: true
  /** Someone who was asked to may too, whoever has the repair. */
  readonly isAsked?: (repair: Repair, actor: Actor) => boolean
  isAllowed(repair: Repair, actor: Actor, now: Instant): boolean
  /** What has to happen before, where that is not plain from the repair's stage. */
  readonly obstacle?: (repair: Repair) => Text | undefined
}
export type Offers<A extends Typed> = { readonly [T in A['type']]: Offer }

/** What an action comes with. `before`: the repair as it was. */
export interface Given {
  readonly lookedUp: LookedUp
  readonly by: Actor
  readonly now: Instant
  readonly before: Repair
}

export type Need = 'manager' | 'history'

/** What an allowed action does. */
export interface ActionRule<A, E> {
  /** Throws BadRequestError for what a clause of the plan asks for and is missing. */
  decide(state: Repair, action: A, given: Given): readonly E[]
  /** What follows, each seen once the one before is on record. */
  readonly follows?: readonly ((state: Repair, given: Given) => readonly E[])[]
  /**
   * Doing the work says as much as acknowledging the page: one's own, or, where only someone sent out can have done it, that of
   * whoever was paged.
   */
  readonly acknowledges?: 'own' | 'paged'
  /** What only an engineer can do: the desk's turn ends. */
  readonly isForEngineers?: true
  /** The wait for the customer is over when work goes on. */
  readonly endsPause?: true
  /** However often somebody does it: a person must be able to say that they have it, that it works, or that it does not. */
  readonly isNeverTooMuch?: true
  /** However many promises it starts anew: the customer's word is never refused. */
  readonly isNeverFull?: true
  /** It would add to a list that is full. */
  readonly isFull?: (repair: Repair) => boolean
  /** What it needs to know besides what it names: the roster's manager, or what counts failed repairs of the unit. */
  readonly needs?: readonly Need[]
  /** Throws BadRequestError for whoever nobody can name. */
  readonly requires?: (repair: Repair, given: Given) => void
}
export type Actions<A extends Typed, E> = { readonly [T in A['type']]: ActionRule<Of<A, T>, E> }

/** What an event does; `F`: what else than clocks may follow from it. */
export interface EventRule<E, F = ClockEvent> {
  fold(state: Repair, event: Recorded<E>): Repair
  /** Which milestones it reaches, or voids. */
  readonly settles?: Settling
  settlesBy?(event: E): Settling
  /** What else it does to the clocks; a breach may make a loss ours. */
  clocks?(after: Repair, event: Recorded<E>, before: Repair | undefined): readonly (ClockEvent | F)[]
  /** The clocks that are due by it start. */
  readonly starts?: true
  /** A tap that may be taken back, or one after which the last may not. */
  readonly tap?: 'undoable' | 'final'
  /** Whether someone of ours knows of the repair by it, where that is not by having done it. */
  heard?(state: Repair, event: Recorded<E>): Repair['heard']
}
export type Events<E extends Typed, F = ClockEvent> = { readonly [T in E['type']]: EventRule<Of<E, T>, F> }

type KeysOf<U> = U extends unknown ? keyof U : never
type Doubled<P extends readonly object[]> = P extends readonly [infer First, ...infer Rest extends readonly object[]]
  ? (keyof First & KeysOf<Rest[number]>) | Doubled<Rest>
  : never
type All<P extends readonly object[]> = P extends readonly [infer First, ...infer Rest extends readonly object[]]
  ? First & All<Rest>
  : unknown

/** The parts of all features as one. A name that two of them have does not compile. */
export const together = <const P extends readonly object[]>(
  parts: P & ([Doubled<P>] extends [never] ? unknown : Doubled<P>),
): All<P> => Object.assign({}, ...parts)
