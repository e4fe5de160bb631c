import { reachedAt } from '../directory/reached.ts'
import { MessageNotSentError } from '../kernel/errors.ts'
import { type Duration, durationMs, type Instant, later, millisBetween } from '../kernel/instant.ts'
import { maskAddress, maskLinks } from '../kernel/mask.ts'
import { inLanguage } from '../kernel/text.ts'
import { readBy } from '../message/reader.ts'
import type { Settled } from '../ports/store.ts'
import type { CallEffect } from '../subject/effect.ts'
import { CLAIM_MS } from '../subject/inbox.ts'
import { loadState, plotOf } from './commit.ts'
import type { ShellDeps } from './deps.ts'
import { issueLink } from './issue-link.ts'
import { affords, refund } from './sms-budget.ts'

/** After that it is no page any more that rings: the next ring, or the next person, is due. */
const WORTH_RINGING: Duration = 'PT2M'

/**
 * Rings up somebody who was paged and has not answered. One that cannot be placed is not tried again: the next ring, or the next
 * person, comes by the ladder's own time, and the text message has gone in any case.
 */
export async function ring(deps: ShellDeps, effect: CallEffect): Promise<Settled | 'notMine'> {
  const now = deps.clock.now()
  if (!(await deps.store.claimEffect(effect, now, later(now, CLAIM_MS)))) return 'notMine'
  const settle = async (result: Settled, to?: string) => {
    await deps.store.settleEffect(effect, result, deps.clock.now(), to)
    return result
  }
  const known = await deps.directory.person(effect.person)
  const person = known && reachedAt(known, now)
  if (!person || millisBetween(effect.createdAt, now) > durationMs(WORTH_RINGING)) return settle('failed')
  if (!(await isStillAsked(deps, effect, now))) return settle('overtaken')
  const spending = { about: effect.about, person: person.id, key: effect.key }
  if (!(await affords(deps, spending, now))) return settle('failed')
  try {
    await place(deps, readBy(effect, { to: person.phone, language: person.language }))
  } catch (error) {
    await refund(deps, spending, now)
    if (!(error instanceof MessageNotSentError)) throw error
    const cause = maskLinks(error.said).replaceAll(person.phone, 'one of ours')
    deps.log.warn('Nobody could be rung up', { key: effect.key, cause })
    deps.metrics.count('PagesFailed')
    return settle('failed')
  }
  deps.metrics.count('CallsPlaced')
  return settle('sent', maskAddress(person.phone))
}

async function place(deps: ShellDeps, effect: CallEffect): Promise<void> {
  const { key, to, about, reason, language } = effect
  const link = await issueLink(deps, effect.link)
  const { name } = await deps.directory.supplier()
  const [{ renderCall }, { saidOf }] = await Promise.all([import('../message/call.ts'), import('../message/said.ts')])
  const text = renderCall(effect, inLanguage(name, language))
  const said = saidOf({ ...effect, channel: 'sms', template: 'page' })
  const accepted = await deps.messenger.send({ kind: 'voice', key, to, about, reason, text, language, link, said })
  if (accepted) await (await import('./receipts.ts')).keepAccepted(deps, accepted, [key], link.hash)
}

async function isStillAsked(deps: ShellDeps, effect: CallEffect, now: Instant): Promise<boolean> {
  const state = await loadState(deps, effect.about)
  return state !== undefined && plotOf(deps, effect.about).isStillSo(state, effect, now)
}
