import type { Instant } from '../kernel/instant.ts'
import { idOf, kindOf, type Subject } from '../kernel/subject.ts'
import type { Language } from '../kernel/text.ts'
import { REPAIR } from '../repair/holds.ts'
import { countsOn, partEndedAt, questionFor } from '../repair/part.ts'
import { isStranger } from '../repair/state/contact.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { SubjectLinkRecord } from '../subject/effect.ts'
import { overAfter } from '../subject/link.ts'
import { reached } from './contacts.ts'
import type { Deps } from './deps.ts'

/** The kind of what the address of a calendar is about. */
export const FEED = 'feed'

/** Whoever a link was sent to, as they are known today. */
export interface LinkHolder {
  readonly name: string
  readonly language: Language
}

/** A link ends when its holder leaves our directory, turns out to be another customer's, or is no contact of the repair any more. */
export async function holderIn(
  deps: Deps,
  repair: Repair,
  { kind, holder }: SubjectLinkRecord,
): Promise<LinkHolder | undefined> {
  if (kind === 'engineer') return deps.directory.person(holder)
  const contact = repair.contacts.find(({ id }) => id === holder)
  if (!contact || isStranger(repair, contact)) return undefined
  return { name: contact.name, language: (await reached(deps, contact)).language ?? 'zh-CN' }
}

/**
 * When a link is over. Nobody's ends under their hands: as long as its holder has a part in the repair there is no such instant,
 * nor is there while the customer's repair is open.
 */
export async function endOf({ repairs }: Deps, link: SubjectLinkRecord, repair: Repair): Promise<Instant | undefined> {
  const { kind, holder } = link
  if (kind === 'customer') return repair.closed && overAfter(link, repair.closed.at)
  if (countsOn(repair, holder)) return undefined
  const history = await repairs.history(repair.id)
  return questionFor(history, repair, holder) ? undefined : overAfter(link, partEndedAt(history, holder))
}

/** Undefined for a link to something else. */
export const repairOf = async (deps: Deps, subject: Subject): Promise<Repair | undefined> =>
  kindOf(subject) === REPAIR ? deps.repairs.load(idOf(subject)) : undefined
