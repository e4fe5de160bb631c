import type { LinkRecord, RepairLinkRecord } from '../notify/effect.ts'
import { GRACE } from '../notify/link.ts'
import type { Language } from '../plan/plan.ts'
import { countsOn, partEndedAt, questionFor } from '../repair/part.ts'
import { isStranger, type Repair } from '../repair/repair.ts'
import { durationMs, type Instant, later } from '../time/instant.ts'
import type { Deps } from './deps.ts'

/** A link that leads to a repair, and whoever it was sent to as they are known today. */
export interface Opened {
  readonly link: RepairLinkRecord
  readonly repair: Repair
  readonly holder: { readonly name: string; readonly language: Language }
}

/** What a link admits to; undefined when it is unknown, was revoked or is over. Looking never changes anything. */
export async function openLink(deps: Deps, token: string): Promise<Opened | undefined> {
  const link = await linkOf(deps, token)
  if (!link || link.kind === 'inbox') return undefined
  const repair = await deps.store.load(link.repairId)
  const holder = repair && (await holderIn(deps, repair, link))
  if (!repair || !holder || (await isOver(deps, link, repair))) return undefined
  return { link, repair, holder }
}

/** On file, not revoked since it was made, and made under a secret that counts. */
export async function linkOf({ capabilities, links }: Deps, token: string): Promise<LinkRecord | undefined> {
  const link = await links.find(capabilities.hashOf(token))
  if (!link) return undefined
  const epoch = await links.revokedAt(link)
  return epoch === link.epoch && (await capabilities.isFor(token, link, epoch)) ? link : undefined
}

/** A link ends when its holder leaves our directory, turns out to be another customer's, or is no contact of the repair any more. */
async function holderIn(deps: Deps, repair: Repair, { kind, holder }: RepairLinkRecord) {
  if (kind === 'engineer') return deps.directory.person(holder)
  const contact = repair.contacts.find(({ id }) => id === holder)
  return contact && !isStranger(repair, contact) ? contact : undefined
}

/** Nobody's link ends under their hands: it lasts while they have a part in the repair, and a while longer. */
async function isOver({ clock, store }: Deps, link: RepairLinkRecord, repair: Repair): Promise<boolean> {
  const { kind, holder, expiresAt } = link
  const now = clock.now()
  const isPast = (since: Instant | undefined) => since === undefined || later(since, durationMs(GRACE[kind])) <= now
  if (expiresAt > now) return false
  if (kind === 'customer') return repair.closed !== undefined && isPast(repair.closed.at)
  if (countsOn(repair, holder)) return false
  const history = await store.history(repair.id)
  return isPast(partEndedAt(history, holder)) && questionFor(history, repair, holder) === undefined
}
