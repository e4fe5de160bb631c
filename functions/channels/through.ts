import { MessageNotSentError } from '../../shared/kernel/errors.ts'
import { maskLinks } from '../../shared/kernel/mask.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Accepted, Channel, Messenger, OutgoingMessage } from '../../shared/ports/messaging.ts'
import type { Log } from '../../shared/ports/observe.ts'
import type { Tallies } from '../../shared/ports/tallies.ts'
import { systemClock } from '../adapters/system-clock.ts'
import type { ChannelKind } from './kind.ts'
import { isWithin } from './limits.ts'
import { after, GOOD, inOrder, type Outcome, type Standing } from './standing.ts'

/** Those of them that the environment asks for, in their order. @throws SettingError */
export const chosen = (kinds: readonly ChannelKind[], environment: NodeJS.ProcessEnv): readonly Channel[] =>
  kinds.flatMap(({ name, carries, open, receipts, limits }) => {
    const load = open(environment)
    if (!load) return []
    const reads = receipts && { receipts: receipts(environment) }
    return [{ name, carries, ...loading(load), ...reads, ...(limits && { limits: limits(environment) }) }]
  })

/** Loads what sends when there is something to send, and keeps it. */
function loading(load: () => Promise<Messenger>): Messenger {
  let loaded: Promise<Messenger> | undefined
  return {
    async send(message) {
      loaded ??= load()
      return (await loaded).send(message)
    },
    // Before anything was sent there is nothing to ask.
    ask: async () => (await (await loaded)?.ask?.()) ?? [],
  }
}

/** Whatever patience a channel has by itself: the next is asked after so long. */
const LONGEST_MS = 10_000

/** What is sent after all, later, is sent twice: better than a page that waits. */
async function inTime(channel: Channel, message: OutgoingMessage, longestMs: number): Promise<Accepted | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const error = new MessageNotSentError(`${channel.name} did not take the message in time`, { why: 'slow' })
    timer = setTimeout(() => reject(error), longestMs)
  })
  try {
    return await Promise.race([channel.send(message), late])
  } finally {
    clearTimeout(timer)
  }
}

interface Through {
  readonly clock?: Clock
  readonly longestMs?: number
  /** By which what each of them carries is counted; absent: nothing is. */
  readonly tallies?: Tallies
}

/** All of them as one: a message goes by the first that carries its kind and may; where that one refuses it, by the next. */
export const through = (
  channels: readonly Channel[],
  log: Log,
  { clock = systemClock, longestMs = LONGEST_MS, tallies }: Through = {},
): Messenger => {
  const standings = new Map<Channel, Standing>()
  const standingOf = (channel: Channel) => standings.get(channel) ?? GOOD

  function note(channel: Channel, outcome: Outcome): void {
    const standing = after(standingOf(channel), outcome, clock.now())
    standings.set(channel, standing)
    if (standing.behindUntil && outcome !== 'refused')
      log.warn('A channel is asked after the others for a minute', { channel: channel.name, why: outcome })
  }
  /** What is not known is no reason that nobody is told. */
  const mayCarry = (channel: Channel, message: OutgoingMessage): Promise<boolean> =>
    isWithin(channel, message, tallies, clock.now()).catch((error: unknown) => {
      log.warn('What a channel has carried is not known', { channel: channel.name, error })
      return true
    })

  return {
    async send(message) {
      const refusals: MessageNotSentError[] = []
      const avoided = message.kind === 'text' ? (message.notBy ?? []) : []
      const carrying = channels.filter(({ carries, name }) => carries === message.kind && !avoided.includes(name))
      for (const channel of inOrder(carrying, standingOf, clock.now())) {
        if (refusals.length > 0) log.warn('A channel refused a message', causeOf(message, refusals, channel))
        if (!(await mayCarry(channel, message))) {
          refusals.push(new MessageNotSentError(`${channel.name} has carried as much as it may for now`))
          continue
        }
        try {
          const accepted = await inTime(channel, message, longestMs)
          note(channel, 'sent')
          return accepted
        } catch (error) {
          if (!(error instanceof MessageNotSentError)) throw error
          note(channel, error.why ?? 'refused')
          refusals.push(error)
        }
      }
      throw refusalOf(refusals, message.kind)
    },
  }
}

/** Providers like to repeat the recipient, and the message, in what they say. */
const causeOf = ({ key, to }: OutgoingMessage, refusals: readonly MessageNotSentError[], next: Channel) => ({
  key,
  next: next.name,
  cause: maskLinks(refusals.at(-1)?.said ?? '').replaceAll(to, '…'),
})

function refusalOf(refusals: readonly MessageNotSentError[], kind: string): MessageNotSentError {
  const [only, ...others] = refusals
  if (!only) return new MessageNotSentError(`no channel carries a message of the kind "${kind}"`)
  return others.length === 0 ? only : new MessageNotSentError(refusals.map(({ said }) => said).join('; '))
}
