import type { LinkRecord, RepairLinkRecord } from '../notify/effect.ts'
import { isStranger, type Repair } from '../repair/repair.ts'
import type { Deps } from './deps.ts'

/** What a link admits to; undefined when it is unknown or has expired. Looking never changes anything. */
export async function openLink(
  deps: Deps,
  token: string,
): Promise<{ readonly link: RepairLinkRecord; readonly repair: Repair } | undefined> {
  const link = await deps.store.link(deps.capabilities.hashOf(token))
  if (!link || link.kind === 'inbox' || link.expiresAt <= deps.clock.now()) return undefined
  const repair = await deps.store.load(link.repairId)
  return repair && mayLook(repair, link) ? { link, repair } : undefined
}

/** A customer's link ends when its holder turns out to be another customer's, or is no contact of the repair any more. */
function mayLook(repair: Repair, { kind, holder }: RepairLinkRecord): boolean {
  if (kind === 'engineer') return true
  const contact = repair.contacts.find(({ id }) => id === holder)
  return contact !== undefined && !isStranger(repair, contact)
}

/** Whose inbox a link admits to. */
export async function openInbox(
  deps: Deps,
  token: string,
): Promise<(LinkRecord & { readonly kind: 'inbox' }) | undefined> {
  const link = await deps.store.link(deps.capabilities.hashOf(token))
  return link?.kind === 'inbox' && link.expiresAt > deps.clock.now() ? link : undefined
}
