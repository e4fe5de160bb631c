import type { Form } from '../../form/form.ts'
import type { Actor, PersonRef } from '../../kernel/actor.ts'
import type { KeptFile } from '../../kernel/file-kind.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Text } from '../../kernel/text.ts'
import type { Words } from '../../kernel/words.ts'
import type { Effect } from '../../subject/effect.ts'
import type { ContactRef, Recorded, Slot, VisitState, VisitWork } from '../state/visit.ts'

// A feature of the visit stands in one folder, like one of the repair (see `repair/features/feature.ts`): in `offers.ts` what people
// may do there, who, when and with which fields; in `rules.ts` what that decides and what each event does to the state; in
// `messages.ts` whom it is told; in `words.ts` what the timeline says. Page, API and console take their forms from the offers.

interface Typed {
  readonly type: string
}
type Of<U extends Typed, T extends U['type']> = Extract<U, { readonly type: T }>

/** As what somebody acts: as whoever plans it, whoever goes or calls, a colleague of the roster, or the customer. */
export type Part = 'planner' | 'worker' | 'colleague' | 'customer'

/** What a form asks for. `slot`: one of the dates offered; `person`: of the roster; `contact`: at the customer's; `work`: of its works; `owedWork`: of the contract's; `suggestion`: one that waits for an answer; `accepted`: one that the customer wants and that is not done; `form`: one that its works name, with its answers. */
export type VisitFieldKind =
  | 'line'
  | 'prose'
  | 'time'
  | 'tick'
  | 'choice'
  | 'slot'
  | 'person'
  | 'contact'
  | 'work'
  | 'owedWork'
  | 'suggestion'
  | 'accepted'
  | 'form'
  | 'file'
export interface VisitField {
  readonly name: string
  readonly label: Text
  readonly kind: VisitFieldKind
  readonly required?: true
  /** Required of ours, who write down what another said; whoever says it themselves by the customer's link is not asked. */
  readonly ofOurs?: true
  /** Of a choice: each value and what it is called. */
  readonly choices?: Readonly<Record<string, Text>>
  /** What it means to choose nothing. */
  readonly none?: Text
}

/** To whom an action is offered, when, and what it asks for. */
export interface Offer {
  /** What the button says. */
  readonly name: Text
  /** The least of the staff API's roles that may. */
  readonly role: 'engineer' | 'dispatcher' | 'manager'
  readonly parts: readonly Part[]
  readonly fields: readonly VisitField[]
  isAllowed(visit: VisitState, actor: Actor, now: Instant): boolean
  /** What has to happen before, where that is not plain from the stage. */
  readonly obstacle?: (visit: VisitState, now: Instant) => Text | undefined
}
export type Offers<A extends Typed> = { readonly [T in A['type']]: Offer }

/** What an action names, looked up. */
export interface LookedUp {
  readonly person?: PersonRef
  readonly contact?: ContactRef
  /** Whoever would go, where nobody was named. */
  readonly suggested?: PersonRef
  readonly slots?: readonly Slot[]
  readonly work?: VisitWork
  /** What is filled in. */
  readonly form?: Form
  /** What came with the action. */
  readonly file?: KeptFile
}
export interface Given {
  readonly lookedUp: LookedUp
  readonly by: Actor
  readonly now: Instant
}

/** What an allowed action does. */
export interface ActionRule<A, E> {
  /** Throws BadRequestError for what is missing or cannot be. */
  decide(state: VisitState, action: A, given: Given): readonly E[]
}
export type Actions<A extends Typed, E> = { readonly [T in A['type']]: ActionRule<Of<A, T>, E> }

/** What an event does. */
export interface EventRule<E> {
  fold(state: VisitState, event: Recorded<E>): VisitState
}
export type Events<E extends Typed> = { readonly [T in E['type']]: EventRule<Of<E, T>> }

/** What each event says, and to whom. Written as methods, so that what one event says may stand where any event is told. */
export type Messages<E extends Typed> = { readonly [T in E['type']]: Telling<Of<E, T>> }
export type Telling<E> = {
  of(event: Recorded<E>, after: VisitState, before: VisitState | undefined): readonly Effect[]
}['of']
/** Nobody is written to. */
export const silent: Telling<unknown> = () => []

/** What the timeline says of each event. */
export type Lines<E extends Typed> = { readonly [T in E['type']]: Line<Of<E, T>> }
export type Line<E> = { of(event: E & { readonly by?: Actor }, words: Words): string }['of']
