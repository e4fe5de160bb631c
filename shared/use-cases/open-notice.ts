import type { Advice } from '../advisory/advice.ts'
import type { Notice } from '../advisory/notice.ts'
import { isAnswered } from '../advisory/notice.ts'
import { NOTICE } from '../advisory/subject.ts'
import type { PersonRef } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { idOf, kindOf } from '../kernel/subject.ts'
import type { Language } from '../kernel/text.ts'
import type { LinkRecord, SubjectLinkRecord } from '../subject/effect.ts'
import { overAfter } from '../subject/link.ts'
import { loadAdvisory, loadNotice } from './advisories.ts'
import type { Deps } from './deps.ts'
import { unlessOver } from './open-link.ts'

/** Whose link to a notice it is, and what it says. */
export interface OpenedNotice {
  readonly link: SubjectLinkRecord
  readonly notice: Notice
  readonly advice: Advice
  readonly holder: PersonRef & { readonly language: Language }
}

/** Undefined when the link leads to no notice, or is over. */
export async function openNotice(deps: Deps, link: SubjectLinkRecord): Promise<OpenedNotice | undefined> {
  const open = unlessOver(deps, await endOfNoticeLink(deps, link))
  const advisory = open && (await loadAdvisory(deps, open.notice.advisory))
  return open && advisory && { link, notice: open.notice, advice: advisory.advice, holder: open.holder }
}

/** Whose link to a notice it is, and when it is over: at no instant while nobody has answered. */
export async function endOfNoticeLink(
  deps: Deps,
  link: LinkRecord,
): Promise<{ readonly holder: OpenedNotice['holder']; readonly notice: Notice; readonly at?: Instant } | undefined> {
  if (link.kind === 'inbox' || kindOf(link.about) !== NOTICE) return undefined
  const notice = await loadNotice(deps, idOf(link.about))
  const holder = notice && (await holderOf(deps, notice, link))
  if (!notice || !holder) return undefined
  if (!isAnswered(notice)) return { notice, holder }
  return { notice, holder, at: overAfter(link, notice.updatedAt) }
}

async function holderOf(deps: Deps, notice: Notice, { kind, holder }: SubjectLinkRecord) {
  if (kind === 'engineer') {
    const person = await deps.directory.person(holder)
    return person && { id: person.id, name: person.name, language: person.language }
  }
  const contact = await deps.directory.contact(holder)
  const isTheirs = contact?.customer === notice.customer.id && notice.contacts.some(({ id }) => id === holder)
  return contact && isTheirs ? { id: contact.id, name: contact.name, language: contact.language } : undefined
}
