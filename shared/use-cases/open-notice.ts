import type { Advice } from '../advisory/advice.ts'
import type { Notice } from '../advisory/notice.ts'
import { isAnswered } from '../advisory/notice.ts'
import { NOTICE } from '../advisory/subject.ts'
import type { PersonRef } from '../kernel/actor.ts'
import { durationMs, type Instant, later } from '../kernel/instant.ts'
import { idOf, kindOf } from '../kernel/subject.ts'
import type { Language } from '../kernel/text.ts'
import type { LinkRecord, SubjectLinkRecord } from '../subject/effect.ts'
import { GRACE } from '../subject/link.ts'
import { loadAdvisory, loadNotice } from './advisories.ts'
import type { Deps } from './deps.ts'
import { linkOf } from './open-link.ts'

/** Whose link to a notice it is, and what it says. */
export interface OpenedNotice {
  readonly link: SubjectLinkRecord
  readonly notice: Notice
  readonly advice: Advice
  readonly holder: PersonRef & { readonly language: Language }
}

/** Undefined when the link leads to no notice, was revoked or is over. */
export async function openNotice(deps: Deps, token: string): Promise<OpenedNotice | undefined> {
  const link = await linkOf(deps, token)
  const ends = link && (await endOfNoticeLink(deps, link))
  if (!link || link.kind === 'inbox' || !ends) return undefined
  if (ends.at !== undefined && ends.at <= deps.clock.now()) return undefined
  const advisory = await loadAdvisory(deps, ends.notice.advisory)
  return advisory && { link, notice: ends.notice, advice: advisory.advice, holder: ends.holder }
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
  const atLeast = later(notice.updatedAt, durationMs(GRACE[link.kind]))
  return { notice, holder, at: atLeast > link.expiresAt ? atLeast : link.expiresAt }
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
