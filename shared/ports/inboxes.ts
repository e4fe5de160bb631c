import type { Instant } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'
import type { Effect } from '../subject/effect.ts'
import type { Inbox } from '../subject/inbox.ts'

/** What each person of ours was sent lately and what waits for them; one item a person. */
export interface Inboxes {
  /** An empty one for whoever has none. */
  load(person: string): Promise<Inbox>
  /** Saves it as the next version; false when someone saved since it was loaded: load and admit again. */
  save(person: string, inbox: Inbox): Promise<boolean>
  /** An effect that is not settled yet. */
  effect(about: Subject, key: string): Promise<Effect | undefined>
  /** The sweeper need not look for it before this instant. Whoever sends it earlier may. */
  hold(effect: Pick<Effect, 'about' | 'key'>, until: Instant): Promise<void>
}
