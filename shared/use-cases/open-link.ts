import type { LinkRecord, RepairLinkRecord } from '../notify/effect.ts'
import type { Repair } from '../repair/repair.ts'
import type { Deps } from './deps.ts'

/** What a link admits to; undefined when it is unknown or has expired. Looking never changes anything. */
export async function openLink(
  deps: Deps,
  token: string,
): Promise<{ readonly link: RepairLinkRecord; readonly repair: Repair } | undefined> {
  const link = await deps.store.link(deps.capabilities.hashOf(token))
  if (!link || link.kind === 'inbox' || link.expiresAt <= deps.clock.now()) return undefined
  const repair = await deps.store.load(link.repairId)
  return repair && { link, repair }
}

/** Whose inbox a link admits to. */
export async function openInbox(
  deps: Deps,
  token: string,
): Promise<(LinkRecord & { readonly kind: 'inbox' }) | undefined> {
  const link = await deps.store.link(deps.capabilities.hashOf(token))
  return link?.kind === 'inbox' && link.expiresAt > deps.clock.now() ? link : undefined
}
