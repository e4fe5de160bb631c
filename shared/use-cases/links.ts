import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { kindOf, type Subject } from '../kernel/subject.ts'
import type { LinkRecord, LinkTo } from '../subject/effect.ts'
import { type Holder, nameOfLink } from '../subject/link.ts'
import { auditRevocation, type Requester } from './audit.ts'
import type { Deps } from './deps.ts'
import { endOf, FEED, holderIn, repairOf } from './link-end.ts'
import { endOfContractLink, endOfLetterLink } from './open-contract.ts'
import { endOfDutyLink, endOfReportLink } from './open-duty.ts'
import { endOfNoticeLink } from './open-notice.ts'
import { endOfRosterLink } from './open-roster.ts'
import { endOfUpgradeLink } from './open-upgrade.ts'
import { endOfVisitLink } from './open-visit-link.ts'
import { endOfCalendarLink } from './own-calendar.ts'

/** So many are looked through: a person who works on more at once has other problems. */
const LOOKED_THROUGH = 200

/** A link that works. */
export interface LiveLink {
  readonly link: LinkRecord
  readonly name: string
  /** Absent: it lasts while its holder has a part in the repair, or answers for the contract. */
  readonly endsAt?: Instant
}

/** The links of a repair, a contract, an upgrade or a person that work now, the latest first. */
export async function liveLinks(
  deps: Deps,
  of: { readonly about: Subject } | { readonly holder: Holder },
): Promise<readonly LiveLink[]> {
  const found = await deps.links.list(of, LOOKED_THROUGH)
  const live = await Promise.all(found.map((link) => liveOf(deps, link)))
  return live.filter((one) => one !== undefined)
}

async function liveOf(deps: Deps, link: LinkRecord): Promise<LiveLink | undefined> {
  if ((await deps.links.revokedAt(link)) !== link.epoch) return undefined
  // An inbox lasts on while something in it waits: shown for too long rather than missed by whoever ends them all.
  if (link.kind === 'inbox') {
    const endsAt = link.expiresAt > deps.clock.now() ? link.expiresAt : undefined
    return withEnd(deps, link, await deps.directory.person(link.holder), endsAt)
  }
  // Whoever keeps calendars need not be on file.
  if (kindOf(link.about) === FEED) {
    const person = await deps.directory.person(link.holder)
    return withEnd(deps, link, person ?? { name: link.holder }, link.expiresAt)
  }
  for (const endOfLink of ENDS) {
    const found = await endOfLink(deps, link)
    if (found) return withEnd(deps, link, found.holder, found.at)
  }
  const repair = await repairOf(deps, link.about)
  const holder = repair && (await holderIn(deps, repair, link))
  return repair && holder && withEnd(deps, link, holder, await endOf(deps, link, repair))
}

interface Ending {
  readonly holder: { readonly name: string }
  /** Absent: at no instant yet. */
  readonly at?: Instant
}
/** Whose link it is and when it is over, asked of each kind of subject; a repair's is none of these. */
const ENDS: readonly ((deps: Deps, link: LinkRecord) => Promise<Ending | undefined>)[] = [
  endOfContractLink,
  endOfLetterLink,
  endOfUpgradeLink,
  endOfNoticeLink,
  endOfCalendarLink,
  endOfDutyLink,
  endOfReportLink,
  endOfRosterLink,
  endOfVisitLink,
]

const withEnd = (
  { clock }: Deps,
  link: LinkRecord,
  holder: { readonly name: string } | undefined,
  endsAt: Instant | undefined,
): LiveLink | undefined => {
  if (!holder || (endsAt !== undefined && endsAt <= clock.now())) return undefined
  return { link, name: holder.name, ...defined({ endsAt }) }
}

/**
 * Ends one link, or all of a holder's; gives those that worked until now. Later messages carry new ones. It is on the audit record
 * first: whoever dies in between has left a line too many.
 */
export async function revokeLinks(
  deps: Deps,
  who: Requester,
  what: { readonly holder: Holder; readonly subject?: LinkTo; readonly reason: string },
): Promise<{ readonly at: Instant; readonly revoked: readonly LiveLink[] }> {
  const { holder, subject, reason } = what
  const theirs = await liveLinks(deps, { holder })
  const revoked = subject ? theirs.filter(({ link }) => isSame(link, subject)) : theirs
  await auditRevocation(deps, who, {
    [holder.of]: holder.id,
    ...(subject && { link: nameOfLink(subject) }),
    reason,
    links: revoked.length,
  })
  const at = deps.clock.now()
  await deps.links.revoke(holder, subject, at)
  return { at, revoked }
}

/** Of links of one holder. */
const isSame = (link: LinkTo, other: LinkTo): boolean => nameOfLink(link) === nameOfLink(other)
