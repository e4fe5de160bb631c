import { MessageNotSentError } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import { type Duration, durationMs, earliest, type Instant, later, millisBetween } from '../kernel/instant.ts'
import { maskAddress, maskLinks } from '../kernel/mask.ts'
import type { Subject } from '../kernel/subject.ts'
import { inLanguage } from '../kernel/text.ts'
import { readBy } from '../message/reader.ts'
import { nextTryAt } from '../message/retry.ts'
import { wayTo } from '../message/way.ts'
import type { Settled } from '../ports/store.ts'
import type { CustomerEffect, Effect, MailEffect, SingleEffect, SmsEffect, TextEffect } from '../subject/effect.ts'
import { CLAIM_MS } from '../subject/inbox.ts'
import type { ShellDeps } from './deps.ts'
import { giveUp } from './give-up.ts'
import { issueLink } from './issue-link.ts'
import { wakeOthers } from './page-failed.ts'
import { affords, affordsStranger, refund, refundStranger } from './sms-budget.ts'

/** For so long what could not be sent to a contact is tried again. */
const WORTH_READING: Duration = 'P1D'

/** `over`: why it did not go, for the last time. It is held until it is given up, or looked at again. */
export type Delivery = Settled | 'notMine' | { readonly over: string; readonly effect: CustomerEffect }

/** Hands over what goes by itself: claim, send, settle. Another holder, or what was sent already, is left alone. */
export const deliver = async (deps: ShellDeps, effect: SingleEffect): Promise<Delivery> =>
  effect.channel === 'call' ? (await import('./ring.ts')).ring(deps, effect) : tell(deps, effect)

/** How messages are worded is read once somebody is written to: most that is woken writes to nobody. */
const posting = () => import('./post.ts')

async function tell(deps: ShellDeps, written: CustomerEffect): Promise<Delivery> {
  const now = deps.clock.now()
  if (!(await deps.store.claimEffect(written, now, later(now, CLAIM_MS)))) return 'notMine'
  const effect = await addressed(deps, written)
  if (effect === 'gone') return { over: 'on file no more', effect: written }
  if (!effect || effect.to === '' || !(await mayGo(deps, effect, now))) {
    await deps.store.settleEffect(written, 'failed', now)
    return 'failed'
  }
  try {
    await send(deps, effect)
  } catch (error) {
    await didNotGo(deps, effect, now)
    return giveBack(deps, effect, error)
  }
  await deps.store.settleEffect(effect, 'sent', deps.clock.now(), maskAddress(effect.to))
  deps.metrics.count('MailsSent')
  return 'sent'
}

/** A message of which it is known by which way and where it goes. */
type Addressed = MailEffect | TextEffect

/**
 * Ours and contacts on file are written to where they are reached today; whoever is on nobody's file, where they said. Undefined or
 * '': they have no address. `gone`: a contact who is on file no more, or is another customer's.
 */
async function addressed({ directory }: ShellDeps, effect: CustomerEffect): Promise<Addressed | 'gone' | undefined> {
  if (effect.channel === 'contact') {
    const contact = await directory.contact(effect.contact)
    const isSame = contact && (effect.of === undefined || effect.of === contact.customer)
    return isSame ? wayTo(contact, effect) : 'gone'
  }
  if (effect.to !== '' || !effect.link) return readBy(effect, effect)
  const person = await directory.person(effect.link.holder)
  return person ? readBy(effect, { to: person.email ?? '', language: person.language }) : effect
}

/** A mail without a link goes to whoever left an address with their report. */
const isToStranger = ({ channel, link }: Addressed): boolean => channel === 'email' && link === undefined

const spendingOf = ({ about, to, key }: Addressed) => ({ about, person: to, key })

async function mayGo(deps: ShellDeps, effect: Addressed, now: Instant): Promise<boolean> {
  if (effect.channel === 'text') return affords(deps, spendingOf(effect), now)
  return isToStranger(effect) ? affordsStranger(deps, effect.to, now) : true
}

async function didNotGo(deps: ShellDeps, effect: Addressed, at: Instant): Promise<void> {
  if (effect.channel === 'text') await refund(deps, spendingOf(effect), at)
  if (isToStranger(effect)) await refundStranger(deps, effect.to, at)
}

async function send(deps: ShellDeps, effect: Addressed): Promise<void> {
  if (effect.channel === 'text') {
    const link = await issueLink(deps, effect.link)
    const { contactMessage } = await import('../message/contact-message.ts')
    const accepted = await deps.messenger.send(contactMessage(effect, link))
    if (accepted) await (await import('./receipts.ts')).keepAccepted(deps, accepted, [effect.key])
    return
  }
  const { key, to, about, reason } = effect
  const link = effect.link && (await issueLink(deps, effect.link))
  const { name } = await deps.directory.supplier()
  // Most calls send no mail: its wording is read with the first.
  const { renderMail } = await import('../message/mail.ts')
  const mail = renderMail(effect, link?.url, inLanguage(name, effect.language))
  await deps.messenger.send({ kind: 'mail', key, to, about, reason, ...defined({ link }), ...mail })
}

/** It is tried again, by the sweeper, while it is still worth reading. So is what fails in us: it must not stay in front for ever. */
async function giveBack(deps: ShellDeps, effect: Addressed, error: unknown): Promise<Delivery> {
  const refusal = error instanceof MessageNotSentError ? error : undefined
  // Providers like to repeat the recipient, and the message, in what they say.
  const cause = refusal ? maskLinks(refusal.said).replaceAll(effect.to, 'a customer') : 'internal error'
  if (refusal) deps.log.warn('Message not sent', { key: effect.key, to: 'a customer', cause })
  else deps.log.error('Message not sent for a fault of ours', { key: effect.key, error })
  deps.metrics.count('MailsFailed')
  const now = deps.clock.now()
  if (millisBetween(effect.createdAt, now) > durationMs(WORTH_READING)) return { over: cause, effect }
  await deps.store.settleEffect(effect, 'retry', nextTryAt(effect.createdAt, now))
  return 'failed'
}

const isSms = (effect: Effect): effect is SmsEffect => effect.channel === 'sms'
export const isSingle = (effect: Effect): effect is SingleEffect => !isSms(effect)

/**
 * Hands over what is still owed about this subject by SMS, and all that waits for the same people. `isNextAsked`: a page failed, so the
 * next person is to be asked; `until`: something waits until then. `canWait`: false where nobody looks at the subject again.
 */
export async function deliverPages(
  deps: ShellDeps,
  about: Subject,
  canWait: boolean,
): Promise<{ readonly isNextAsked: boolean; readonly until?: Instant }> {
  const pending = await deps.store.pendingEffects({ about })
  const { failed, until } = await postAll(deps, pending.filter(isSms), canWait)
  await wakeOthers(deps, failed, about)
  return { isNextAsked: failed.includes(about), ...(until && { until }) }
}

/** What was left behind: pages by person, what contacts are told one by one. How many were handed over; one that fails keeps nobody else waiting. */
export async function deliverLeft(deps: ShellDeps, effects: readonly Effect[]): Promise<number> {
  const mails = effects.filter(isSingle).map(async (one) => {
    const delivery = await deliver(deps, one)
    if (typeof delivery === 'object') await giveUp(deps, delivery.effect, delivery.over)
    return delivery === 'sent' ? 1 : 0
  })
  const posts = byPerson(effects.filter(isSms)).map(async ([person, messages]) => {
    const { outcome, failed } = await (await posting()).post(deps, person, messages)
    await wakeOthers(deps, failed)
    return outcome === 'sent' ? 1 : 0
  })
  const results = await Promise.allSettled([...mails, ...posts])
  for (const result of results)
    if (result.status === 'rejected') deps.log.error('Delivery failed', { error: result.reason })
  return results.reduce((sum, result) => sum + (result.status === 'fulfilled' ? result.value : 0), 0)
}

async function postAll(deps: ShellDeps, effects: readonly SmsEffect[], canWait: boolean) {
  const people = byPerson(effects)
  const posted =
    people.length === 0
      ? []
      : await posting().then(({ post }) =>
          Promise.all(people.map(([person, messages]) => post(deps, person, messages, canWait))),
        )
  const until = earliest(posted.flatMap((one) => one.until ?? []))
  return { failed: posted.flatMap(({ failed }) => failed), ...(until && { until }) }
}

const byPerson = (effects: readonly SmsEffect[]): [string, SmsEffect[]][] => {
  const people = new Map<string, SmsEffect[]>()
  for (const effect of effects) people.set(effect.person, [...(people.get(effect.person) ?? []), effect])
  return [...people]
}
