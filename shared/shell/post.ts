import { reachedAt } from '../directory/reached.ts'
import { MessageNotSentError, StoreBusyError } from '../kernel/errors.ts'
import { type Instant, later } from '../kernel/instant.ts'
import { maskAddress, maskLinks, maskPhone } from '../kernel/mask.ts'
import type { Subject } from '../kernel/subject.ts'
import { readBy } from '../message/reader.ts'
import type { TextMessage } from '../ports/messaging.ts'
import { type Effect, isPage, type SmsEffect } from '../subject/effect.ts'
import { type Admitted, admit, CLAIM_MS, type Message } from '../subject/inbox.ts'
import type { ShellDeps } from './deps.ts'
import { forget } from './forget.ts'
import { issueLink } from './issue-link.ts'
import { recordFailures } from './page-failed.ts'
import { affords, refund, type Spending } from './sms-budget.ts'
import { givenUp, worthSending } from './worth-sending.ts'

/** Each conflict means that someone else's save went through. */
const ATTEMPTS = 100

export interface Posted {
  readonly outcome: 'sent' | 'failed' | 'nothing'
  /** Of what a page failed: someone else is to be asked. */
  readonly failed: readonly Subject[]
  /** When what is held goes. */
  readonly until?: Instant
}

/**
 * Hands messages to one person: now, with all that waited for them, or later. The inbox is saved first, so of several who wake
 * at the same instant one sends; each effect is claimed before and settled after the send, so a crash in between sends twice at
 * most, and what was never sent shows up again by itself. `canWait`: false where nobody looks at the subject again.
 */
export async function post(
  deps: ShellDeps,
  person: string,
  effects: readonly SmsEffect[],
  canWait = true,
): Promise<Posted> {
  const admitted = await admission(deps, person, effects, canWait)
  const { send, until } = admitted
  if (send.length === 0) return { outcome: 'nothing', failed: [], ...(until && { until }) }
  const keys = send.map(({ key }) => key)
  const claimed = await claim(deps, send, effects)
  const spentAt = deps.clock.now()
  const { worth, failed } = await affordable(deps, person, await worthSending(deps, claimed), spentAt)
  if (worth.length === 0) {
    await forget(deps, person, keys, admitted.now)
    return { outcome: 'nothing', failed }
  }
  let told: readonly SmsEffect[]
  try {
    told = await handOver(deps, person, worth)
  } catch (error) {
    await forget(deps, person, keys, admitted.now)
    for (const spending of spendingsOf(worth, person)) await refund(deps, spending, spentAt)
    if (!(error instanceof MessageNotSentError)) throw error
    return { outcome: 'failed', failed: [...failed, ...(await giveBack(deps, person, worth, error))] }
  }
  const now = deps.clock.now()
  await Promise.all(told.map((effect) => deps.store.settleEffect(effect, 'sent', now, maskAddress(effect.to))))
  deps.metrics.count('PagesSent')
  return { outcome: 'sent', failed }
}

async function admission(
  deps: ShellDeps,
  person: string,
  effects: readonly SmsEffect[],
  canWait: boolean,
): Promise<Admitted & { readonly now: Instant }> {
  const messages = effects.map(messageOf)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const now = deps.clock.now()
    const before = await deps.inboxes.load(person)
    const result = admit(before, messages, now, canWait)
    const isNew = result.send.length > 0 || result.inbox.held.length !== before.held.length
    if (!isNew) return { ...result, now }
    if (!(await deps.inboxes.save(person, result.inbox))) continue
    const { until } = result
    if (until) await Promise.all(effects.map((effect) => deps.inboxes.hold(effect, until)))
    return { ...result, now }
  }
  throw new StoreBusyError(`The inbox of ${person} is being changed by too many others at once; try again`)
}

const messageOf = ({ key, about, createdAt, rank = 0, template, turn, values }: SmsEffect): Message => ({
  key,
  about,
  at: createdAt,
  rank,
  ...(values.answerBy && { by: values.answerBy }),
  turn: turn ?? (isPage({ template }) ? 'first' : 'timely'),
})

/** The effects of these messages that nobody else has or had. */
async function claim(deps: ShellDeps, messages: readonly Message[], known: readonly SmsEffect[]): Promise<SmsEffect[]> {
  const now = deps.clock.now()
  const claimed = await Promise.all(
    messages.map(async ({ key, about }): Promise<SmsEffect[]> => {
      const effect = known.find((one) => one.key === key) ?? (await deps.inboxes.effect(about, key))
      if (effect?.channel !== 'sms') return []
      return (await deps.store.claimEffect(effect, now, later(now, CLAIM_MS))) ? [effect] : []
    }),
  )
  return claimed.flat()
}

/** What of it is within what one subject may send in a day. A page that is not has failed: the next person is asked. */
async function affordable(
  deps: ShellDeps,
  person: string,
  effects: readonly SmsEffect[],
  now: Instant,
): Promise<{ readonly worth: readonly SmsEffect[]; readonly failed: readonly Subject[] }> {
  const within = new Set<Subject>()
  for (const spending of spendingsOf(effects, person))
    if (await affords(deps, spending, now)) within.add(spending.about)
  const withheld = effects.filter(({ about }) => !within.has(about))
  if (withheld.some(isPage)) deps.metrics.count('PagesFailed')
  await Promise.all(withheld.map((effect) => deps.store.settleEffect(effect, 'failed', now)))
  const failed = await recordFailures(deps, withheld.filter(isPage), 'too many messages about this today')
  return { worth: effects.filter(({ about }) => within.has(about)), failed }
}

/** One for each subject, by the first of its keys: a message about it costs the same whatever it says. */
const spendingsOf = (effects: readonly SmsEffect[], person: string): readonly Spending[] => {
  const keys = new Map<Subject, string>()
  for (const { about, key } of effects) {
    const known = keys.get(about)
    if (known === undefined || key < known) keys.set(about, key)
  }
  return [...keys].map(([about, key]) => ({ about, person, key }))
}

/** One SMS: as it is, or one for all of them with one link. Gives the messages with where they went. */
async function handOver(deps: ShellDeps, person: string, written: readonly SmsEffect[]): Promise<readonly SmsEffect[]> {
  const [effect, ...others] = await addressed(deps, person, written)
  if (!effect) return []
  const effects = [effect, ...others] as const
  const isAboutOne = new Set(effects.map((one) => one.about)).size === 1
  const link = await issueLink(deps, isAboutOne ? effect.link : { kind: 'inbox', holder: person })
  // Its words are read when it is sent: most calls send nothing.
  const [{ renderSms }, { textMessage }] = await Promise.all([
    import('../message/sms.ts'),
    import('../message/text-message.ts'),
  ])
  const single = textMessage(effect, renderSms(effect, link.url), link)
  const message = effects.length === 1 ? single : { ...single, ...(await bundled(deps, person, effects, link.url)) }
  const notBy = byNone(effects)
  const accepted = await deps.messenger.send({ ...message, ...(notBy.length > 0 && { notBy }) })
  if (accepted) await (await import('./receipts.ts')).keepAccepted(deps, accepted, message.parts)
  return effects
}

/** Channels that each of them is kept from: what else is in it has not been lost by any. */
const byNone = (effects: readonly SmsEffect[]): readonly string[] =>
  (effects[0]?.notBy ?? []).filter((name) => effects.every(({ notBy }) => notBy?.includes(name)))

/** What several say as one. */
async function bundled(
  { digest }: ShellDeps,
  person: string,
  effects: readonly SmsEffect[],
  url: string,
): Promise<Omit<TextMessage, 'kind' | 'to' | 'about' | 'link' | 'notBy'>> {
  const { bundleOf } = await import('../message/bundle.ts')
  const { text, values, said } = bundleOf(effects, url)
  // Its key says what is in it: whoever repeats it after a crash repeats it under the same key.
  const parts = effects.map((one) => one.key).toSorted()
  return {
    key: `${person}/${digest(parts.join('\n')).slice(0, 32)}`,
    parts,
    text,
    values: { ...values, url },
    reason: `bundle of ${effects.length}: ${[...new Set(effects.map((one) => one.reason))].join(', ')}`,
    template: 'bundle',
    ...(said && { said }),
  }
}

/** To where they are reached today, in the language they read today; to the number that the message has, where nobody is on file any more. */
async function addressed(
  { directory, clock }: ShellDeps,
  person: string,
  effects: readonly SmsEffect[],
): Promise<readonly SmsEffect[]> {
  const known = await directory.person(person)
  if (known) {
    const { phone: to, language } = reachedAt(known, clock.now())
    return effects.map((effect) => readBy(effect, { to, language }))
  }
  if (effects.some(({ to }) => to === '')) throw new MessageNotSentError(`nobody on file as ${person}`)
  return effects
}

/** A page goes to the next person at once, so it is not tried again. Anything else is, by the sweeper, while it is worth reading. */
async function giveBack(
  deps: ShellDeps,
  person: string,
  effects: readonly SmsEffect[],
  error: MessageNotSentError,
): Promise<readonly Subject[]> {
  const now = deps.clock.now()
  const [pages, others] = [true, false].map((calls) => effects.filter((one) => isPage(one) === calls))
  // The number that was called is the one of today.
  const called = await addressed(deps, person, effects).catch(() => effects)
  const cause = causeOf(error, called)
  deps.log.warn('Message not sent', { key: called[0]?.key, to: maskPhone(called[0]?.to ?? ''), cause })
  deps.metrics.count('PagesFailed')
  for (const effect of others ?? []) {
    const isOver = givenUp(deps, effect, now)
    // By the next sweep; others that wait go first.
    await deps.store.settleEffect(effect, isOver ? 'failed' : 'retry', now)
  }
  for (const effect of pages ?? []) await deps.store.settleEffect(effect, 'failed', now)
  return recordFailures(deps, pages ?? [], cause)
}

/** Providers like to repeat the recipient, and the message, in what they say. */
const causeOf = ({ said }: MessageNotSentError, effects: readonly Effect[]): string =>
  effects.reduce((text, { to }) => (to === '' ? text : text.replaceAll(to, maskPhone(to))), maskLinks(said))
