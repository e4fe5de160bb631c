import type { Instant } from '../kernel/instant.ts'
import { idOf, kindOf } from '../kernel/subject.ts'
import type { LinkRecord, SubjectLinkRecord } from '../subject/effect.ts'
import { overAfter } from '../subject/link.ts'
import { isUnanswered } from '../visit/features/advising/offers.ts'
import { VISIT } from '../visit/state/subject.ts'
import type { VisitState } from '../visit/state/visit.ts'
import type { Deps } from './deps.ts'
import type { LinkHolder } from './link-end.ts'
import { unlessOver } from './open-link.ts'
import { loadVisit } from './visits.ts'

/** Whose link to a visit it is. */
export interface OpenedVisit {
  readonly link: SubjectLinkRecord
  readonly visit: VisitState
  readonly holder: LinkHolder
}

/** Undefined when the link leads to no visit, or is over. */
export async function openVisitLink(deps: Deps, link: SubjectLinkRecord): Promise<OpenedVisit | undefined> {
  const open = unlessOver(deps, await endOfVisitLink(deps, link))
  return open && { link, visit: open.visit, holder: open.holder }
}

/** Whose link to a visit it is, and when it is over: at no instant while the visit is open and its holder has a part in it. */
export async function endOfVisitLink(
  deps: Deps,
  link: LinkRecord,
): Promise<{ readonly holder: LinkHolder; readonly visit: VisitState; readonly at?: Instant } | undefined> {
  if (link.kind === 'inbox' || kindOf(link.about) !== VISIT) return undefined
  const visit = await loadVisit(deps, idOf(link.about))
  const holder = visit && (await holderOf(deps, visit, link))
  if (!visit || !holder) return undefined
  if (!visit.ended && hasPart(visit, link)) return { visit, holder }
  // What they were advised is theirs to answer, however long that takes.
  if (link.kind === 'customer' && visit.suggestions?.some(isUnanswered)) return { visit, holder }
  return { visit, holder, at: overAfter(link, visit.ended?.at) }
}

/** One of ours on file; at the customer's, whom it is agreed with. */
async function holderOf(
  { directory }: Deps,
  { terms, contact }: VisitState,
  { kind, holder }: SubjectLinkRecord,
): Promise<LinkHolder | undefined> {
  if (kind === 'engineer') return directory.person(holder)
  const found = contact?.id === holder ? await directory.contact(holder) : undefined
  return found?.customer === terms.customer ? found : undefined
}

const hasPart = ({ engineer, terms }: VisitState, { kind, holder }: SubjectLinkRecord): boolean =>
  kind === 'customer' || engineer?.id === holder || terms.planners.some(({ id }) => id === holder)
