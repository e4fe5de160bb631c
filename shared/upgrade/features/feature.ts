import type { Actor, PersonRef } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Text } from '../../kernel/text.ts'
import type { Words } from '../../kernel/words.ts'
import type { Effect } from '../../subject/effect.ts'
import type { Stamp } from '../../subject/recording.ts'
import type { Upgrade } from '../state/upgrade.ts'
import type { Busy } from '../state/window.ts'

// A feature of the upgrade stands in one folder, as one of the repair does: in `offers.ts` what people may do there, who and when; in
// `rules.ts` what that decides, and what each event does to the state; in `messages.ts` whom it is told; in `words.ts` what the timeline
// says. `../offers.ts`, `../rules.ts` and `../says.ts` put the features together.

interface Typed {
  readonly type: string
}
type Of<U extends Typed, T extends U['type']> = Extract<U, { readonly type: T }>
export type Recorded<E> = E & Stamp

/** To whom an action is offered, and when. */
export interface Offer {
  /** What the button says. */
  readonly name: Text
  /** The least of the staff API's roles that may. */
  readonly role: 'engineer' | 'dispatcher' | 'manager'
  /** Customers may too, by their own link. */
  readonly toCustomer?: true
  isAllowed(upgrade: Upgrade, now: Instant): boolean
  /** What has to happen before, where that is not plain from its stage. */
  readonly obstacle?: (upgrade: Upgrade, now: Instant) => Text | undefined
}
export type Offers<A extends Typed> = { readonly [T in A['type']]: Offer }

/** What an action comes with. */
export interface Given {
  readonly by: Actor
  readonly now: Instant
  /** Whom it names. */
  readonly person?: PersonRef
  /** The customer's peak hours around the window that it is about. */
  readonly busy: readonly Busy[]
  /** Whoever answers for the contract now: its coordinator, its manager. */
  readonly office: Office
}

/** Whom an event that went wrong is told, by name: whoever answered for the contract then. */
export type Office = readonly PersonRef[]
export interface Told {
  readonly tell?: Office
}

/** What an allowed action does. Throws BadRequestError for what is missing. */
export type Actions<A extends Typed, E> = {
  readonly [T in A['type']]: { decide(state: Upgrade, action: Of<A, T>, given: Given): readonly E[] }['decide']
}

/** What each event does to the state, its promises included. */
export type Events<E extends Typed> = {
  readonly [T in E['type']]: { fold(state: Upgrade, event: Recorded<Of<E, T>>): Upgrade }['fold']
}

/** What each event says to whom. */
export type Messages<E extends Typed> = {
  readonly [T in E['type']]: { of(event: Recorded<Of<E, T>>, after: Upgrade): readonly Effect[] }['of']
}
export const silent = (): readonly Effect[] => []

/** What the timeline says of each event. */
export type Lines<E extends Typed> = {
  readonly [T in E['type']]: { of(event: Recorded<Of<E, T>>, words: Words): string }['of']
}
