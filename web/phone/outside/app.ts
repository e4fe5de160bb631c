import { allOf, clearOf, type Waiting } from './queue.ts'

/** Under which the worker keeps pages; see `worker.ts`. */
const KEPT = 'chengnuo-jobs:'

const said = (name: string): string | undefined =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content

/** Whose page it is, where somebody has signed in; behind a link nobody has. */
export const holder = said('holder')

/** What waits here, and is theirs. */
export const all = (): Promise<readonly Waiting[]> => allOf(holder)

/** Pages are kept for when there is no network, where the browser can. */
export async function install(): Promise<void> {
  if (holder === undefined || !('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/phone/worker.js', { scope: '/jobs' }).catch(() => undefined)
}

/** Nothing of theirs is left on the phone: neither what they read nor what they have written. */
export async function signOut(): Promise<void> {
  if (holder === undefined) return
  const names = 'caches' in self ? await caches.keys() : []
  await Promise.all(names.filter((name) => name.startsWith(KEPT)).map((name) => caches.delete(name)))
  await clearOf(holder)
  const answer = await fetch(said('leave') ?? '/sign-out', { method: 'POST' }).catch(() => undefined)
  const { leave } = answer?.status === 200 ? ((await answer.json()) as { readonly leave?: string }) : {}
  location.assign(leave ?? '/jobs')
}

/** Milliseconds until an instant on the host's clock, as the page that it gave had it, however long ago that was. */
export function leftUntil(dueAt: string): number {
  const keptAt = said('kept-at')
  const old = keptAt === undefined ? 0 : Date.now() - Date.parse(keptAt)
  const since = keptAt === undefined ? performance.now() : 0
  return Date.parse(dueAt) - Date.parse(said('now') ?? '') - old - since
}
