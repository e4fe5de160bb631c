import { SettingError } from '../../shared/kernel/errors.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import type { Channel, Limits, OutgoingMessage } from '../../shared/ports/messaging.ts'
import { PERIODS, type Tallies } from '../../shared/ports/tallies.ts'

// How many messages a supplier wants a provider to carry, at most. Pages go whatever it is; what can wait goes by another, or later.

/** By which settings, each after the channel's prefix. */
export const LIMIT_SETTINGS = { hour: 'AN_HOUR', day: 'A_DAY' } as const satisfies Record<keyof Limits, string>

/** @throws SettingError for what is no number of messages. */
export function readLimits(read: (name: string) => string | undefined, prefix: string): Limits {
  const given = PERIODS.flatMap((period) => {
    const written = read(LIMIT_SETTINGS[period])
    if (written === undefined) return []
    if (!/^[1-9]\d{0,8}$/.test(written)) throw noNumber(`${prefix}_${LIMIT_SETTINGS[period]}`)
    return [[period, Number(written)] as const]
  })
  return Object.fromEntries(given)
}

const noNumber = (name: string) =>
  new SettingError({ zh: `${name} 要写成条数，例如 500`, en: `${name} is a number of messages, such as 500` })

/** Counts it. Whether this channel may carry it now: what somebody is to answer at once is never held back. */
export async function isWithin(
  { name, limits }: Pick<Channel, 'name' | 'limits'>,
  message: OutgoingMessage,
  tallies: Tallies | undefined,
  now: Instant,
): Promise<boolean> {
  const most = tallies && (await limits?.())
  if (!tallies || !most) return true
  const counts = await Promise.all(
    PERIODS.map(async (period) => {
      const limit = most[period]
      return limit === undefined || (await tallies.add(`channel/${name}`, now, period)) <= limit
    }),
  )
  return isUrgent(message) || counts.every(Boolean)
}

/** A phone that rings, a page whether alone or among others, and that nobody watches a repair. */
const isUrgent = (message: OutgoingMessage): boolean =>
  message.kind === 'voice' ||
  (message.kind === 'text' &&
    (message.template === 'stuck' || message.parts.some((key) => /\/(page|breach)\//.test(key))))
