import type { LinkRecord } from '../notify/effect.ts'
import type { Repair } from '../repair/repair.ts'
import type { Deps } from './deps.ts'

/** What a link admits to; undefined when it is unknown or has expired. Looking never changes anything. */
export async function openLink(
  deps: Deps,
  token: string,
): Promise<{ readonly link: LinkRecord; readonly repair: Repair } | undefined> {
  const link = await deps.store.link(deps.capabilities.hashOf(token))
  if (!link || link.expiresAt <= deps.clock.now()) return undefined
  const repair = await deps.store.load(link.repairId)
  return repair && { link, repair }
}
