import { defined } from '../kernel/fields.ts'
import { type Duration, durationMs, type Instant, later } from '../kernel/instant.ts'
import { idOf, type Subject, subjectNamed } from '../kernel/subject.ts'
import type { Accepted, Channel, GivenReceipt, Receipt } from '../ports/messaging.ts'
import type { Shelf, Shelved } from '../ports/shelf.ts'
import type { Effect } from '../subject/effect.ts'
import { isPage, type SmsEffect } from '../subject/effect.ts'
import { change, plotOf, wake } from './commit.ts'
import type { ShellDeps } from './deps.ts'
import { forget } from './forget.ts'

/** What is said of a message later moves nobody on any more. */
const WORTH_KNOWING: Duration = 'P1D'

interface Known extends Shelved {
  readonly keys: readonly string[]
  /** The link of a call, by its hash: who presses a key is who it was sent to. */
  readonly link?: string
}

/** Keeps which messages a provider calls by its id, so that its receipt finds them. */
export async function keepAccepted(
  { shelf, clock }: Pick<ShellDeps, 'shelf' | 'clock'>,
  { by, id }: Accepted,
  keys: readonly string[],
  link?: string,
): Promise<void> {
  const known: Known = { id, keys, ...defined({ link }), until: later(clock.now(), durationMs(WORTH_KNOWING)) }
  await shelf.put(shelfOf(by, id), known)
}

/** Which message a provider calls by this id; undefined: none of ours, or too long ago. */
export async function acceptedAs(shelf: Shelf, now: Instant, by: string, id: string): Promise<Known | undefined> {
  const found = (await shelf.all(shelfOf(by, id), now)) as readonly Known[]
  return found.find((one) => one.id === id)
}

/** Many small ones: a receipt reads the one where its id is. */
const shelfOf = (by: string, id: string): string => `accepted/${by}/${id.slice(-2)}`

/**
 * What a provider says of messages that it took. Twice is as once, in whatever order; what it says of messages that are not ours,
 * or that nobody remembers, is nothing. A failed one moves on: a page by another way, and what a contact did not get is on record.
 */
export async function noteReceipt(
  deps: ShellDeps,
  { name: by, carries }: Pick<Channel, 'name' | 'carries'>,
  { of, status, cause }: GivenReceipt,
): Promise<void> {
  const at = deps.clock.now()
  const keys = 'keys' in of ? of.keys : ((await acceptedAs(deps.shelf, at, by, of.id))?.keys ?? [])
  for (const key of keys) {
    const about = aboutIn(key)
    const receipt: Receipt = { status, by, at, ...defined({ cause }) }
    const message = about && (await deps.store.noteReceipt({ about, key }, receipt))
    // Said again, it may have been noted by one who died before what follows.
    if (message && status === 'failed') await goOn(deps, message, receipt, carries === 'mail' ? 'email' : 'text')
  }
}

/** Keys begin with what a message is about, and the number of its event. */
const aboutIn = (key: string): Subject | undefined => {
  const [, name] = /^(.{1,200}?)\/\d+\/[A-Za-z]+\/./.exec(key) ?? []
  return name === undefined ? undefined : subjectNamed(name)
}

async function goOn(deps: ShellDeps, message: Effect, receipt: Receipt, went: 'email' | 'text'): Promise<void> {
  deps.log.warn('A message did not arrive', { key: message.key, channel: receipt.by, cause: receipt.cause })
  switch (message.channel) {
    case 'sms':
      if (isPage(message)) await askByAnotherWay(deps, message, receipt)
      return
    case 'contact':
    case 'email':
    case 'text': {
      const plot = plotOf(deps, message.about)
      const failed = { effect: message, went, cause: receipt.cause ?? 'undelivered' }
      await change(deps, plot, idOf(message.about), (state) => plot.messageFailed(deps, state, failed))
      await wake(deps, message.about)
      return
    }
    case 'call':
      // A phone that rang in vain is why the ladder climbs by itself.
      return
    default:
      message satisfies never
  }
}

async function askByAnotherWay(deps: ShellDeps, page: SmsEffect, { by, cause }: Receipt): Promise<void> {
  const plot = plotOf(deps, page.about)
  const lost = { channel: by, ...defined({ cause }) }
  const changed = await change(
    deps,
    plot,
    idOf(page.about),
    async (state) => (await plot.pageUndelivered?.(deps, state, page, lost)) ?? { before: state, state, events: [] },
  )
  if (!changed || !('saved' in changed) || !changed.saved) return
  deps.metrics.count('PagesFailed')
  await forget(deps, page.person, [page.key])
  await wake(deps, page.about)
}
