import type { Instant } from '../kernel/instant.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { LinkRecord, SubjectLinkRecord } from '../subject/effect.ts'
import type { Deps } from './deps.ts'
import { endOf, holderIn, type LinkHolder, repairOf } from './link-end.ts'

/** A link that leads to a repair. */
export interface Opened {
  readonly link: SubjectLinkRecord
  readonly repair: Repair
  readonly holder: LinkHolder
}

/** What a link to a repair admits to; undefined when it leads to none, or is over. Looking never changes anything. */
export async function openLink(deps: Deps, link: SubjectLinkRecord): Promise<Opened | undefined> {
  const repair = await repairOf(deps, link.about)
  const holder = repair && (await holderIn(deps, repair, link))
  if (!repair || !holder) return undefined
  const now = deps.clock.now()
  const end = link.expiresAt > now ? undefined : await endOf(deps, link, repair)
  if (end !== undefined && end <= now) return undefined
  return { link, repair, holder }
}

/** What a link leads to, unless that is over by now. */
export const unlessOver = <E extends { readonly at?: Instant }>(
  { clock }: Pick<Deps, 'clock'>,
  ends: E | undefined,
): E | undefined => (ends?.at !== undefined && ends.at <= clock.now() ? undefined : ends)

/** On file, not revoked since it was made, and made under a secret that counts. */
export async function linkOf({ capabilities, links }: Deps, token: string): Promise<LinkRecord | undefined> {
  const link = await links.find(capabilities.hashOf(token))
  if (!link) return undefined
  const epoch = await links.revokedAt(link)
  return epoch === link.epoch && (await capabilities.isFor(token, link, epoch)) ? link : undefined
}
