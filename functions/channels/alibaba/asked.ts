import { DEFAULT_TIMEZONE, dayOf } from '../../../shared/kernel/calendar.ts'
import { durationMs, type Instant, later } from '../../../shared/kernel/instant.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { GivenReceipt } from '../../../shared/ports/messaging.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { type AcsService, askAlibaba } from './ask.ts'
import { receiptOf } from './receipts.ts'

/** A message is asked for at once, then after 10 s, 20 s … for so long; whatever comes later is worth nothing any more. */
const FIRST_WAIT_MS = durationMs('PT10S')
const WORTH_ASKING_MS = durationMs('PT10M')
/** So many are remembered, and so many asked for at once: what is over climbs in its own time. */
const MOST_KNOWN = 200
const MOST_AT_ONCE = 20

interface Sent {
  readonly number: string
  readonly id: string
  readonly sentAt: Instant
  /** Asked for then, and so much later again. */
  readonly nextAt: Instant
  readonly waitMs: number
}

/** What was sent within the last minutes and not told of yet: in memory, for nothing waits for it. */
export function sentAndAsked(service: AcsService, clock: Clock = systemClock) {
  let known: readonly Sent[] = []
  const note = ({ number, id }: Pick<Sent, 'number' | 'id'>): void => {
    const now = clock.now()
    known = [...known, { number, id, sentAt: now, nextAt: now, waitMs: FIRST_WAIT_MS }].slice(-MOST_KNOWN)
  }
  async function askOne(sent: Sent): Promise<readonly GivenReceipt[]> {
    const { number: PhoneNumber, id: BizId } = sent
    const SendDate = dayOf(sent.sentAt, DEFAULT_TIMEZONE).replaceAll('-', '')
    const page = { CurrentPage: '1', PageSize: '10' }
    const said = await askAlibaba(service, 'QuerySendDetails', { PhoneNumber, BizId, SendDate, ...page })
    return detailsIn(said).flatMap(({ OutId, SendStatus, ErrCode }) => {
      const is = STANDINGS[Number(SendStatus)]
      return is === undefined ? [] : receiptOf(service.key.secret, OutId, is === 'delivered', ErrCode)
    })
  }
  async function ask(): Promise<readonly GivenReceipt[]> {
    const now = clock.now()
    known = known.filter(({ sentAt }) => now < later(sentAt, WORTH_ASKING_MS))
    const due = known.filter(({ nextAt }) => nextAt <= now).slice(0, MOST_AT_ONCE)
    const put = (sent: Sent) => ({ ...sent, nextAt: later(now, sent.waitMs), waitMs: 2 * sent.waitMs })
    known = known.map((sent) => (due.includes(sent) ? put(sent) : sent))
    const answers = await Promise.allSettled(
      due.map(async ({ id, ...sent }) => ({ id, said: await askOne({ id, ...sent }) })),
    )
    const told = answers.flatMap((one) => (one.status === 'fulfilled' && one.value.said.length > 0 ? [one.value] : []))
    const failed = answers.find((one) => one.status === 'rejected')
    if (failed && told.length === 0) throw failed.reason
    const over = new Set(told.map(({ id }) => id))
    known = known.filter(({ id }) => !over.has(id))
    return told.flatMap(({ said }) => said)
  }
  return { note, ask }
}

/** As QuerySendDetails says it; 1: it does not know yet. */
const STANDINGS: Readonly<Record<number, 'failed' | 'delivered'>> = { 2: 'failed', 3: 'delivered' }

function detailsIn({ SmsSendDetailDTOs: all }: Readonly<Record<string, unknown>>): readonly Record<string, unknown>[] {
  const list = typeof all === 'object' && all !== null && 'SmsSendDetailDTO' in all ? all.SmsSendDetailDTO : []
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : []
}
