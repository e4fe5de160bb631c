import type { Instant } from '../kernel/instant.ts'
import { aboutOf, type Subject } from '../kernel/subject.ts'
import type { Language } from '../kernel/text.ts'
import type { Message } from './inbox.ts'

/** Whom a link admits to what. One capability each; see `ports/capabilities.ts`. */
export interface SubjectLink {
  readonly about: Subject
  readonly kind: 'engineer' | 'customer'
  /** Person id or contact id. */
  readonly holder: string
}

/** A person's link to all that was paged or asked of them. */
interface InboxLink {
  readonly kind: 'inbox'
  readonly holder: string
}
export type LinkTo = SubjectLink | InboxLink

/** A stored link: the token's hash, never the token. */
export type LinkRecord = StoredLink & LinkTo
export type SubjectLinkRecord = StoredLink & SubjectLink
interface StoredLink {
  readonly hash: string
  /** When it was last sent; absent in what an earlier version stored. */
  readonly sentAt?: Instant
  /** It lasts while its holder has a part in what it is for, and until then in any case. */
  readonly expiresAt: Instant
  /** When links of its subject had last been revoked as it was made: it ends with the next time. */
  readonly epoch?: Instant
}

export const SMS_TEMPLATES = [
  'page',
  'warning',
  'breach',
  'loanerDue',
  'fetchLoaner',
  'escalated',
  'advised',
  'quoteAnswered',
  'replacementDue',
  'replacementDecided',
  'visitAsked',
  'visitAnswered',
  'unconfirmed',
  'question',
  'taken',
  'stuck',
  'papers',
  'upgrade',
  'planned',
  'advisory',
  'duty',
  'calendar',
  'handover',
] as const
/** What contacts are told. */
export const CONTACT_TEMPLATES = [
  'received',
  'assigned',
  'onTheWay',
  'arrived',
  'delayed',
  'loaner',
  'resolution',
  'agreement',
  'severityLowered',
  'quote',
  'repaired',
  'replacement',
  'remindConfirm',
  'closed',
  'complaintAnswered',
  'upgrade',
  'plannedVisit',
  'advisory',
  'payment',
] as const
/** Of a contract's papers ours alone are told. */
const MAIL_TEMPLATES = [...CONTACT_TEMPLATES, 'papers', 'gaps'] as const
export type SmsTemplate = (typeof SMS_TEMPLATES)[number]
export type MailTemplate = (typeof MAIL_TEMPLATES)[number]
export type ContactTemplate = (typeof CONTACT_TEMPLATES)[number]

interface EffectBase {
  /** `id/seq/template/recipient`: derived from the event that called for it, so that it is handed over once. */
  readonly key: string
  /** What it is about: the messages of one subject are told as one. */
  readonly about: Subject
  readonly createdAt: Instant
  /** Phone number or e-mail address of somebody on nobody's file; empty: looked up when it goes. An earlier version saved whatever it was. */
  readonly to: string
  readonly language: Language
  /** Zone in which the recipient reads times. */
  readonly timezone: string
  /** Values the template shows; instants as ISO, rendered in the recipient's zone and language. */
  readonly values: Readonly<Record<string, string>>
  /** Why it is sent, in words for the record: event type and clause. */
  readonly reason: string
}
/** Something to hand over to the outside after its events are saved: an SMS or an e-mail, as template and values. */
export type Effect =
  | (EffectBase & {
      readonly channel: 'sms'
      readonly link: SubjectLink
      readonly template: SmsTemplate
      readonly person: string
      /** Absent in what an earlier version saved: a page is a first one, anything else a reminder. */
      readonly turn?: Message['turn']
      readonly rank?: number
      /** Channels that were to bring it and did not: it goes by another. */
      readonly notBy?: readonly string[]
    })
  | SingleEffect
/** To one of ours. */
export type SmsEffect = Effect & { readonly channel: 'sms' }
/** Messages that someone must answer; if one cannot be sent, someone else is asked. */
export const isPage = ({ template }: Pick<SmsEffect, 'template'>): boolean =>
  template === 'page' || template === 'breach'

/** What goes by itself, not with others to the same person. */
export type SingleEffect = CustomerEffect | CallEffect
/** One of ours is rung up. */
export type CallEffect = EffectBase & {
  readonly channel: 'call'
  readonly template: 'call'
  readonly person: string
  readonly link: SubjectLink
}
/** What is told by e-mail, or, to a contact without an address, by a short text message. */
export type CustomerEffect = ContactEffect | MailEffect | TextEffect
/** To a contact on file. By which way it goes is looked up with the address, when it goes: see `message/way.ts`. */
export type ContactEffect = EffectBase & {
  readonly channel: 'contact'
  readonly template: ContactTemplate
  readonly contact: string
  /** Whose contact they were: an id that is another customer's by then is nobody whom this concerns. */
  readonly of?: string
  /** Absent: to someone who may not look at the repair. They are told by e-mail alone. */
  readonly link?: SubjectLink
}
export type MailEffect = EffectBase & {
  readonly channel: 'email'
  readonly template: MailTemplate
  /** Absent: to someone who may not look at the repair. */
  readonly link?: SubjectLink
}
export type TextEffect = EffectBase & {
  readonly channel: 'text'
  readonly template: ContactTemplate
  readonly link: SubjectLink
}

type Kept<T> = T & { readonly repairId?: string; readonly link?: unknown }

/** A link as it was kept, also before links were to anything but repairs. */
export const readLink = <L extends LinkTo>(kept: L): L => {
  if (kept.kind === 'inbox' || kept.about !== undefined) return kept
  const { repairId, ...link } = kept as Kept<L>
  return { ...link, about: aboutOf({ ...(repairId && { repairId }) }) } as unknown as L
}

/** An effect as it was kept, likewise. */
export const readEffect = (kept: Effect): Effect => {
  if (kept.about !== undefined) return kept
  const { repairId, ...effect } = kept as Kept<Effect>
  const link = effect.link && { link: readLink(effect.link) }
  return { ...effect, ...link, about: aboutOf({ ...(repairId && { repairId }) }) } as unknown as Effect
}
