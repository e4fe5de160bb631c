import type { Person } from '../directory/directory.ts'
import type { Deps } from './deps.ts'
import { inboxOf, type Listed } from './inbox.ts'
import { linkOf } from './open-link.ts'

/** Whose inbox a link admits to, and what is in it: open as long as something there waits for them. */
export async function openInbox(
  deps: Deps,
  token: string,
): Promise<{ readonly person: Person; readonly listed: Listed } | undefined> {
  const link = await linkOf(deps, token)
  const person = link?.kind === 'inbox' ? await deps.directory.person(link.holder) : undefined
  if (!link || !person) return undefined
  const listed = await inboxOf(deps, person.id)
  const { toTake, own, contracts, upgrades } = listed
  const isNeeded = toTake.length + own.length + contracts.length + upgrades.length > 0
  return isNeeded || link.expiresAt > deps.clock.now() ? { person, listed } : undefined
}
