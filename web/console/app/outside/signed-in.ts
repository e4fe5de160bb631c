import type { Schemas } from '../../generated/api.ts'
import { createStore } from './store.ts'

export type Session = Schemas['Session']

/** Who is signed in; null: nobody, undefined: not known yet. What proves it is the browser's alone to keep. */
export const sessionStore = createStore<Session | null | undefined>(undefined)

/** How one signs in here, as whoever turned us away says: a role is picked, a provider is asked, or in their own words. */
export type WayIn = 'role' | 'provider' | { readonly said: string }
export const wayInStore = createStore<WayIn>('role')

/** The session has run out while somebody is at work: what they have written stays until they are back. */
export const overStore = createStore(false)

interface TurnedAway {
  readonly login?: string
  readonly error?: string
  readonly message?: string
}

/** By us in full, or by the authorizer before us, which has one word and leaves signing in to the provider. */
export function turnedAway({ login, error, message }: TurnedAway): void {
  const way = wayIn(login, error, message)
  wayInStore.set(way)
  if (way === 'provider' && sessionStore.get()) overStore.set(true)
  else sessionStore.set(null)
}

/** An answer that broke off, as when nobody waits for it any more, says nothing of it. */
const wayIn = (login?: string, error?: string, message?: string): WayIn => {
  if (message === undefined) return wayInStore.get()
  if (login) return 'role'
  return error ? { said: message } : 'provider'
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
