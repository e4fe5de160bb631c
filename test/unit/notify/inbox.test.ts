import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, later, millisBetween } from '../../../shared/kernel/instant.ts'
import {
  admit,
  EMPTY_INBOX,
  type Inbox,
  type Message,
  readInbox,
  SPACING_MS,
  TIMELY_PER_HOUR,
  unsent,
} from '../../../shared/subject/inbox.ts'

const START = '2026-11-20T18:00:00.000Z'
const second = (count: number): Instant => later(START, count * 1000)

const message = (key: string, more: Partial<Message> = {}): Message => ({
  key,
  about: `repair/${key}`,
  at: START,
  rank: 1,
  turn: 'first',
  ...more,
})
const keys = (messages: readonly Message[]) => messages.map(({ key }) => key)
/** The inbox after a first page at the start. */
const paged = (rank = 1): Inbox => admit(EMPTY_INBOX, [message('p-0', { rank })], START).inbox

describe('the first page of a repair', () => {
  it('goes at once to someone who was not written to', () => {
    const { send, until } = admit(EMPTY_INBOX, [message('p-1')], START)
    expect(keys(send)).toEqual(['p-1'])
    expect(until).toBeUndefined()
  })

  it.each([1, 30, 59.999])('waits for the end of the minute after another one (%s s later)', (seconds) => {
    const result = admit(paged(), [message('p-1', { at: second(seconds) })], second(seconds))
    expect(result.send).toEqual([])
    expect(result.until).toBe(second(60))
  })

  it('goes at once when the minute is over', () => {
    expect(keys(admit(paged(), [message('p-1', { at: second(60) })], second(60)).send)).toEqual(['p-1'])
  })

  it('goes together with all that waits, severest first', () => {
    const { inbox } = admit(paged(), [message('p-1', { at: second(1), rank: 2 })], second(1))
    const all = admit(inbox, [message('p-2', { at: second(60), rank: 1 })], second(60))
    expect(keys(all.send)).toEqual(['p-2', 'p-1'])
    expect(all.inbox.held).toEqual([])
  })

  it('goes at once if it is severer than what went', () => {
    expect(keys(admit(paged(1), [message('p-1', { rank: 0, at: second(1) })], second(1)).send)).toEqual(['p-1'])
    expect(admit(paged(0), [message('p-1', { rank: 0, at: second(1) })], second(1)).send).toEqual([])
  })

  it('is never held back by the limit of an hour', () => {
    const full = { ...EMPTY_INBOX, sent: Array.from({ length: 100 }, (_, index) => second(index)) }
    expect(keys(admit(full, [message('p-1', { at: second(200) })], second(200)).send)).toEqual(['p-1'])
  })
})

describe('reminders', () => {
  const reminder = (key: string, seconds: number) => message(key, { turn: 'routine', at: second(seconds) })

  it('wait a minute for others, and go as one', () => {
    const { inbox, until } = admit(EMPTY_INBOX, [reminder('r-1', 0)], START)
    expect(until).toBe(second(60))
    const more = admit(inbox, [reminder('r-2', 30)], second(30))
    expect([more.send, more.until]).toEqual([[], second(60)])
    expect(keys(admit(more.inbox, [], second(60)).send)).toEqual(['r-1', 'r-2'])
  })

  const lately = (count: number) => ({
    ...EMPTY_INBOX,
    sent: Array.from({ length: count }, (_, index) => second(index * 100)),
  })

  it('rest after each message of the last day, and then stand in the next message', () => {
    const due = second(1100 + (12 * SPACING_MS) / 1000)
    const held = admit(lately(12), [reminder('r-1', 1200)], second(1200))
    expect(held.until).toBe(due)
    expect(admit(held.inbox, [], later(due, -1)).send).toEqual([])
    expect(keys(admit(held.inbox, [], due).send)).toEqual(['r-1'])
    const page = message('p-1', { at: second(1300) })
    expect(keys(admit(held.inbox, [page], second(1300)).send)).toEqual(['p-1', 'r-1'])
  })

  it('come once an hour at last, however many there are', () => {
    const sent: Instant[] = []
    let inbox: Inbox = EMPTY_INBOX
    for (let minute = 0; minute < 3 * 24 * 60; minute++) {
      const result = admit(inbox, [reminder(`r-${minute}`, minute * 60)], second(minute * 60))
      inbox = result.inbox
      if (result.send.length > 0) sent.push(second(minute * 60))
    }
    const days = [0, 1, 2].map(
      (day) => sent.filter((at) => Math.floor(millisBetween(START, at) / 86_400_000) === day).length,
    )
    expect(days[0]).toBeLessThanOrEqual(36)
    expect(Math.max(...days.slice(1))).toBeLessThanOrEqual(25)
    expect(Math.min(...days)).toBeGreaterThanOrEqual(23)
  })

  it('do not hold up what is timely, which goes together once there is much of it', () => {
    const timely = message('t-1', { turn: 'timely', at: second(2000) })
    expect(keys(admit(lately(TIMELY_PER_HOUR - 1), [timely], second(2000)).send)).toEqual(['t-1'])
    expect(admit(lately(TIMELY_PER_HOUR), [timely], second(2000)).until).toBe(second(3600))
  })

  it('of a repair that nobody looks at again do not wait', () => {
    expect(keys(admit(EMPTY_INBOX, [reminder('r-1', 0)], START, false).send)).toEqual(['r-1'])
  })
})

it('holds so many at once: whoever does not fit is asked for again by its own repair, and goes with the next', () => {
  const storm = Array.from({ length: 300 }, (_, index) => message(`p-${index + 1}`, { at: second(1) }))
  const full = admit(paged(), storm, second(1))
  expect([full.inbox.held.length, full.until]).toEqual([200, second(60)])
  const first = admit(full.inbox, storm, second(60))
  expect(first.send).toHaveLength(200)
  const rest = storm.filter(({ key }) => !keys(first.send).includes(key))
  // They have waited for their minute.
  expect(admit(first.inbox, rest, second(61)).send).toHaveLength(100)
})

describe('what was sent', () => {
  it('is sent by one of two who come at the same instant', () => {
    const { inbox } = admit(EMPTY_INBOX, [message('p-1')], START)
    expect(admit(inbox, [message('p-1')], START).send).toEqual([])
  })

  it('comes again when whoever had it died, and at once when nothing reached the person', () => {
    const { inbox } = admit(EMPTY_INBOX, [message('p-1')], START)
    expect(keys(admit(inbox, [message('p-1')], second(61)).send)).toEqual(['p-1'])
    expect(keys(admit(unsent(inbox, START, ['p-1']), [message('p-1')], second(1)).send)).toEqual(['p-1'])
  })
})

describe('whatever comes', () => {
  const arrivals = fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 600 }),
      rank: fc.integer({ min: 0, max: 3 }),
      turn: fc.constantFrom('first', 'timely', 'routine'),
    }),
    { maxLength: 120 },
  )
  interface Sent {
    readonly at: Instant
    readonly messages: readonly Message[]
  }
  /** Everything as it arrives and as it falls due, to the end. */
  const play = (given: readonly { after: number; rank: number; turn: string }[]): Sent[] => {
    let inbox = EMPTY_INBOX
    let now = START
    let until = undefined as Instant | undefined
    const sent: Sent[] = []
    const ask = (messages: readonly Message[], at: Instant) => {
      now = at
      const result = admit(inbox, messages, at)
      inbox = result.inbox
      until = result.until
      if (result.send.length > 0) sent.push({ at, messages: result.send })
    }
    for (const [index, { after, rank, turn }] of given.entries()) {
      const at = later(now, after * 1000)
      while (until !== undefined && until <= at) ask([], until)
      ask([message(`m-${index}`, { at, rank, turn: turn as Message['turn'] })], at)
    }
    while (until !== undefined) ask([], until)
    return sent
  }

  it('every message goes once; a first page within a minute; reminders after their rest', () => {
    fc.assert(
      fc.property(arrivals, (given) => {
        const sent = play(given)
        const all = sent.flatMap(({ messages }) => keys(messages))
        expect(all.toSorted()).toEqual(given.map((_, index) => `m-${index}`).toSorted())
        for (const { at, messages } of sent)
          for (const one of messages)
            if (one.turn === 'first') expect(millisBetween(one.at, at)).toBeLessThanOrEqual(60_000)
        for (const [index, { at, messages }] of sent.entries()) {
          const last = sent[index - 1]
          if (!last || messages.some(({ turn }) => turn !== 'routine')) continue
          const day = sent.slice(0, index).filter((one) => millisBetween(one.at, at) < 86_400_000)
          expect(millisBetween(last.at, at)).toBeGreaterThanOrEqual(Math.min(day.length * SPACING_MS, 3_600_000))
        }
      }),
    )
  })
})

describe('an inbox that an earlier version kept', () => {
  it('is about repairs alone, and counts what is paid for where others keep their repairs', () => {
    const held = [{ key: 'r-1/7/page/wang', repairId: 'r-1', at: START, rank: 1, turn: 'first' }]
    const kept = { version: 3, sent: [START], taken: [], held, repairs: ['r-1', 'r-2/7/page/wang'] }
    expect(readInbox(kept as unknown as Inbox)).toEqual({
      version: 3,
      sent: [START],
      taken: [],
      held: [message('r-1/7/page/wang', { about: 'repair/r-1' })],
      subjects: ['repair/r-1'],
      paid: ['r-2/7/page/wang'],
    })
  })

  it('is not touched when it is of now', () => {
    const { inbox } = admit(EMPTY_INBOX, [message('p-1')], START)
    expect(readInbox(inbox)).toBe(inbox)
  })
})
