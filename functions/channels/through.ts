import { MessageNotSentError } from '../../shared/kernel/errors.ts'
import { maskLinks } from '../../shared/kernel/mask.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Accepted, Channel, Messenger, OutgoingMessage } from '../../shared/ports/messaging.ts'
import type { Log } from '../../shared/ports/observe.ts'
import { systemClock } from '../adapters/system-clock.ts'
import type { ChannelKind } from './kind.ts'
import { after, GOOD, inOrder, type Outcome, type Standing } from './standing.ts'

/** Those of them that the environment asks for, in their order. @throws SettingError */
export const chosen = (kinds: readonly ChannelKind[], environment: NodeJS.ProcessEnv): readonly Channel[] =>
  kinds.flatMap(({ name, carries, open, receipts }) => {
    const load = open(environment)
    return load ? [{ name, carries, ...loading(load), ...(receipts && { receipts: receipts(environment) }) }] : []
  })

/** Loads what sends when there is something to send, and keeps it. */
function loading(load: () => Promise<Messenger>): Messenger {
  let loaded: Promise<Messenger> | undefined
  return {
    async send(message) {
      loaded ??= load()
      return (await loaded).send(message)
    },
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

/** All of them as one: a message goes by the first that carries its kind; where that one refuses it, by the next. */
export const through = (
  channels: readonly Channel[],
  log: Log,
  clock: Clock = systemClock,
  longestMs = LONGEST_MS,
): Messenger => {
  const standings = new Map<Channel, Standing>()
  const standingOf = (channel: Channel) => standings.get(channel) ?? GOOD

  function note(channel: Channel, outcome: Outcome): void {
    const standing = after(standingOf(channel), outcome, clock.now())
    standings.set(channel, standing)
    if (standing.behindUntil && outcome !== 'refused')
      log.warn('A channel is asked after the others for a minute', { channel: channel.name, why: outcome })
  }
  return {
    async send(message) {
      const refusals: MessageNotSentError[] = []
      const avoided = message.kind === 'text' ? (message.notBy ?? []) : []
      const carrying = channels.filter(({ carries, name }) => carries === message.kind && !avoided.includes(name))
      for (const channel of inOrder(carrying, standingOf, clock.now())) {
        if (refusals.length > 0) log.warn('A channel refused a message', causeOf(message, refusals, channel))
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
