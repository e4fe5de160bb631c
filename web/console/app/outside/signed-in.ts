import type { Schemas } from '../../generated/api.ts'
import { type TurnedAway, type WayIn, wayIn } from '../way-in.ts'
import { createStore } from './store.ts'

export type Session = Schemas['Session']

/** Who is signed in; null: nobody, undefined: not known yet. What proves it is the browser's alone to keep. */
export const sessionStore = createStore<Session | null | undefined>(undefined)

/** What colleagues read where somebody has something. */
export const ownName = (session: Session | null | undefined): string | undefined => session?.name ?? session?.subject

export const wayInStore = createStore<WayIn>('role')

/** The session has run out while somebody is at work: what they have written stays until they are back. */
export const overStore = createStore(false)

/** Nobody is signed in any more. */
export function turnedAway(said: TurnedAway): void {
  const way = wayIn(said, wayInStore.get())
  wayInStore.set(way)
  if (way === 'provider' && sessionStore.get()) overStore.set(true)
  else sessionStore.set(null)
}

/** Somebody is signed in. What one person had open is no other's to go on with. */
export function signedIn(session: Session): void {
  const before = sessionStore.get()
  if (before && before.subject !== session.subject) location.reload()
  else {
    sessionStore.set(session)
    overStore.set(false)
  }
}
