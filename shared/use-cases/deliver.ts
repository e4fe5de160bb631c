import { MessageNotSentError } from '../errors/errors.ts'
import type { Effect } from '../notify/effect.ts'
import { renderMail } from '../notify/mail.ts'
import { maskPhone } from '../notify/mask.ts'
import { renderSms } from '../notify/sms.ts'
import { escalationPath } from '../oncall/on-call.ts'
import { pageFailed } from '../repair/decide.ts'
import { type Duration, durationMs, type Instant, later, millisBetween } from '../time/instant.ts'
import { change } from './commit.ts'
import type { Deps } from './deps.ts'

/**
 * How long a message may be in someone's hands before another takes it up: longer than any send with its retries, so that
 * only a process that died between sending and noting it can send twice.
 */
const CLAIM_MS = 30_000

/** Messages that someone must answer; if one cannot be sent, someone else is asked. */
const CALLS_SOMEONE: ReadonlySet<string> = new Set(['page', 'breach'])

/** For so long a message that could not be sent is tried again; an SMS older than that is not sent at all. */
const WORTH_READING: Record<Effect['channel'], Duration> = { sms: 'PT1H', email: 'P1D' }

export type Delivery = 'sent' | 'failed' | 'pageFailed' | 'notMine'

/** Hands over one message: claim, send, settle. Another holder, or a message already sent, is left alone. */
export async function deliver(deps: Deps, effect: Effect): Promise<Delivery> {
  const now = deps.clock.now()
  if (!(await deps.store.claimEffect(effect, now, later(now, CLAIM_MS)))) return 'notMine'
  // After a standstill nobody is woken by what was due hours ago; a mail still tells its reader something.
  if (effect.channel === 'sms' && isStale(effect, now)) return giveUp(deps, effect, now)
  try {
    await send(deps, effect)
  } catch (error) {
    return giveBack(deps, effect, error)
  }
  await deps.store.settleEffect(effect, 'sent', deps.clock.now())
  deps.metrics.count(effect.channel === 'sms' ? 'PagesSent' : 'MailsSent')
  return 'sent'
}

/**
 * A page goes to the next person at once, so it is not tried again. Anything else is, by the sweeper, while it is still worth
 * reading.
 */
async function giveBack(deps: Deps, effect: Effect, error: unknown): Promise<Delivery> {
  if (!(error instanceof MessageNotSentError)) throw error
  const to = effect.channel === 'sms' ? maskPhone(effect.to) : 'a customer'
  // Providers like to repeat the recipient in what they say.
  const cause = reasonOf(error).replaceAll(effect.to, to)
  deps.log.warn('Message not sent', { key: effect.key, to, cause })
  deps.metrics.count(effect.channel === 'sms' ? 'PagesFailed' : 'MailsFailed')
  const now = deps.clock.now()
  if (effect.channel === 'sms' && CALLS_SOMEONE.has(effect.template)) {
    await deps.store.settleEffect(effect, 'failed', now)
    await recordFailure(deps, effect, cause)
    return 'pageFailed'
  }
  if (isStale(effect, now)) return giveUp(deps, effect, now)
  await deps.store.settleEffect(effect, 'retry', now)
  return 'failed'
}

const isStale = ({ createdAt, channel }: Effect, now: Instant): boolean =>
  millisBetween(createdAt, now) > durationMs(WORTH_READING[channel])

async function giveUp(deps: Deps, effect: Effect, now: Instant): Promise<Delivery> {
  deps.log.error('Message given up', { key: effect.key })
  await deps.store.settleEffect(effect, 'failed', now)
  return 'failed'
}

/** What the provider said is in the cause. */
const reasonOf = ({ message, cause }: Error): string =>
  cause instanceof Error ? `${message}: ${cause.message}` : message

async function recordFailure(deps: Deps, effect: Effect & { channel: 'sms' }, cause: string): Promise<void> {
  await change(deps, effect.repairId, async (repair) => {
    const found = await deps.directory.roster(repair.roster)
    const path = found ? escalationPath(found.roster, found.people, deps.clock.now()) : []
    return pageFailed(repair, effect.person, cause, path.length, deps.clock.now())
  })
}

async function send(deps: Deps, effect: Effect): Promise<void> {
  const token = deps.capabilities.tokenFor(effect.link)
  const url = `${deps.publicUrl}/${effect.link.kind === 'engineer' ? 'p' : 'c'}/${token}`
  const { key, to, repairId, reason, values } = effect
  if (effect.channel === 'sms') {
    const text = renderSms(effect, url)
    await deps.sms.send({ key, to, repairId, reason, text, template: effect.template, values: { ...values, url } })
    return
  }
  const { name } = await deps.directory.supplier()
  const mail = renderMail(effect, url, effect.language === 'en' ? name.en : name.zh)
  await deps.mail.send({ key, to, repairId, reason, ...mail })
}

/** Sends what this repair still owes by SMS. True when a page failed, so that the next person is to be asked. */
export async function deliverPages(deps: Deps, repairId: string): Promise<boolean> {
  const pending = await deps.store.pendingEffects({ repairId })
  const pages = pending.filter(({ channel }) => channel === 'sms')
  const results = await Promise.all(pages.map((effect) => deliver(deps, effect)))
  return results.includes('pageFailed')
}
