import type { Pressed } from '../../shared/ports/messaging.ts'
import { acceptedAs } from '../../shared/shell/receipts.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { openLink } from '../../shared/use-cases/open-link.ts'
import { press } from '../links/key.ts'

/** The key does what it would by the link that the phone was sent, while that link lasts. */
export async function passOn(deps: Deps, by: string, { of, key }: Pressed): Promise<void> {
  const known = await acceptedAs(deps.shelf, deps.clock.now(), by, of.id)
  const link = known?.link === undefined ? undefined : await deps.links.find(known.link)
  if (link?.kind !== 'engineer' || (await deps.links.revokedAt(link)) !== link.epoch) return
  const opened = await openLink(deps, link)
  if (!opened) return
  const actor = { kind: link.kind, id: link.holder, name: opened.holder.name }
  await press(deps, { repair: opened.repair, actor }, key)
}
