import type { Contact } from '../directory/directory.ts'
import type { Duty } from '../duty/duty.ts'
import { DUTY } from '../duty/subject.ts'
import type { PersonRef } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { idOf, kindOf } from '../kernel/subject.ts'
import type { Language } from '../kernel/text.ts'
import type { LinkRecord, SubjectLinkRecord } from '../subject/effect.ts'
import { overAfter } from '../subject/link.ts'
import type { Deps } from './deps.ts'
import { loadDuty } from './duties.ts'
import { unlessOver } from './open-link.ts'

/** Whose link to a duty it is. */
export interface OpenedDuty {
  readonly link: SubjectLinkRecord
  readonly duty: Duty
  readonly holder: PersonRef & { readonly language: Language }
  /** They are on its plan: what they observe is recorded. Whoever was may read on for a while. */
  readonly isOnIt: boolean
}

/** Undefined when the link leads to no duty, or is over. */
export async function openDuty(deps: Deps, link: SubjectLinkRecord): Promise<OpenedDuty | undefined> {
  const open = unlessOver(deps, await endOfDutyLink(deps, link))
  return open && { link, ...open }
}

/** Whose link to a duty it is, and when it is over: at no instant while its holder is on the plan. */
export async function endOfDutyLink(
  deps: Deps,
  link: LinkRecord,
): Promise<(Omit<OpenedDuty, 'link'> & { readonly at?: Instant }) | undefined> {
  if (link.kind !== 'engineer' || kindOf(link.about) !== DUTY) return undefined
  const duty = await loadDuty(deps, idOf(link.about))
  const person = duty && (await deps.directory.person(link.holder))
  if (!duty || !person) return undefined
  const { id, name, language } = person
  const isOnIt = isOn(duty, id)
  const since = duty.gone?.at ?? duty.ended ?? (isOnIt ? undefined : duty.updatedAt)
  return { duty, holder: { id, name, language }, isOnIt, ...(since !== undefined && { at: overAfter(link, since) }) }
}

/** The customer's report, and whose link leads to it. */
export interface OpenedReport {
  readonly duty: Duty
  readonly holder: Contact
  readonly report: NonNullable<Duty['report']>
}

/** Undefined when the link leads to no report of a duty, or is over. */
export async function openDutyReport(deps: Deps, link: SubjectLinkRecord): Promise<OpenedReport | undefined> {
  return unlessOver(deps, await endOfReportLink(deps, link))
}

/** Whose link to such a report it is, and when it is over. */
export async function endOfReportLink(
  deps: Deps,
  link: LinkRecord,
): Promise<(OpenedReport & { readonly at: Instant }) | undefined> {
  if (link.kind !== 'customer' || kindOf(link.about) !== DUTY) return undefined
  const [duty, holder] = await Promise.all([loadDuty(deps, idOf(link.about)), deps.directory.contact(link.holder)])
  if (!duty?.report || holder?.customer !== duty.customer.id) return undefined
  return { duty, holder, report: duty.report, at: overAfter(link, duty.report.at) }
}

/** Whoever is to be there, or stands in. */
export const isOn = ({ shifts, deputies }: Duty, person: string): boolean =>
  deputies.includes(person) || shifts.some((shift) => shift.person === person)
