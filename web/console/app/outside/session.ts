import { createStore } from './store.ts'

export const ROLES = ['dispatcher', 'manager', 'engineer', 'viewer'] as const
export type Role = (typeof ROLES)[number]
export interface Session {
  readonly role: Role
  readonly subject: string
}

/** Who is signed in; undefined: nobody. The token stays in this page's memory alone. */
export const sessionStore = createStore<Session | undefined>(undefined)
let token: string | undefined

export const authorization = (): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {})

export async function signIn(role: Role, subject: string): Promise<void> {
  const response = await fetch('/local/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, subject }),
  })
  if (!response.ok) throw new Error(String(response.status))
  token = (await response.json()).token
  sessionStore.set({ role, subject })
}

export function signedOut(): void {
  token = undefined
  sessionStore.set(undefined)
}
