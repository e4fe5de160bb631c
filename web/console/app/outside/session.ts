import { call } from './api.ts'
import { sessionStore } from './signed-in.ts'

export const ROLES = ['dispatcher', 'manager', 'engineer', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export async function readSession(): Promise<void> {
  sessionStore.set(await call('GET /api/session').catch(() => null))
}

/** In the playground a role is picked. */
export async function signIn(role: Role, subject: string): Promise<void> {
  const response = await fetch('/local/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, subject }),
  })
  if (!response.ok) throw new Error(String(response.status))
  await readSession()
}

export async function signOut(): Promise<void> {
  await fetch('/local/logout', { method: 'POST' }).catch(() => undefined)
  sessionStore.set(null)
}
