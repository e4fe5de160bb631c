import { call } from './api.ts'
import { local } from './local.ts'
import { overStore, sessionStore, signedIn } from './signed-in.ts'

export const ROLES = ['dispatcher', 'manager', 'engineer', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export async function readSession(): Promise<void> {
  try {
    signedIn(await call('GET /api/session'))
  } catch {
    if (!overStore.get()) sessionStore.set(null)
  }
}

/** In the playground a role is picked. */
export async function signIn(role: Role, subject: string): Promise<void> {
  await local('login', { role, subject })
  await readSession()
}

/** Elsewhere the deployment's provider asks who it is, and leads back. */
export const signInAddress = (to: string): string => `/sign-in?${new URLSearchParams({ to })}`

/** Until the session has ended one stays signed in, and sees it. */
export async function signOut(): Promise<void> {
  if (sessionStore.get()?.playground) {
    await fetch('/local/logout', { method: 'POST' }).catch(() => undefined)
    sessionStore.set(null)
    return
  }
  const answer = await fetch('/sign-out', { method: 'POST' }).catch(() => undefined)
  if (!answer?.ok) return
  const { leave = '/console' } = (await answer.json()) as { readonly leave?: string }
  location.assign(leave)
}

/** Calls `look` whenever somebody comes back to this page from another. */
export function onReturn(look: () => void): () => void {
  window.addEventListener('focus', look)
  document.addEventListener('visibilitychange', look)
  return () => {
    window.removeEventListener('focus', look)
    document.removeEventListener('visibilitychange', look)
  }
}
