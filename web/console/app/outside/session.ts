import { call } from './api.ts'
import { forgetBegun } from './begun.ts'
import { local } from './local.ts'
import { overStore, sessionStore, signedIn } from './signed-in.ts'

export const ROLES = ['dispatcher', 'manager', 'engineer', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export async function readSession(): Promise<void> {
  try {
    const session = await call('GET /api/session')
    await forgetOthers(session.subject)
    signedIn(session)
  } catch {
    if (!overStore.get()) sessionStore.set(null)
  }
}

/** In the playground a role is picked. */
export async function signIn(role: Role, subject: string): Promise<void> {
  await local('login', { role, subject })
  await readSession()
  const to = new URLSearchParams(location.search).get('to')
  if (to && /^\/jobs(\/[\w-]+)?$/.test(to)) location.assign(to)
}

/**
 * What was begun here, and what a phone has kept of `/jobs`, is of whoever signed in there, and no other's to read; see
 * `web/phone/outside/worker.ts`.
 */
async function forgetOthers(but?: string): Promise<void> {
  forgetBegun(but)
  const names = 'caches' in window ? await caches.keys() : []
  const own = but === undefined ? undefined : `chengnuo-jobs:${encodeURIComponent(but)}`
  await Promise.all(names.map((name) => name.startsWith('chengnuo-jobs:') && name !== own && caches.delete(name)))
}

/** Elsewhere the deployment's provider asks who it is, and leads back. */
export const signInAddress = (to: string): string => `/sign-in?${new URLSearchParams({ to })}`

/** Until the session has ended one stays signed in, and sees it. */
export async function signOut(): Promise<void> {
  await forgetOthers()
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
