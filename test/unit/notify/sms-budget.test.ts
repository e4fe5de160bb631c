import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import { spend as pay, SMS_A_DAY, unspent } from '../../../shared/message/sms-budget.ts'
import { EMPTY_INBOX, type Inbox } from '../../../shared/subject/inbox.ts'

const START: Instant = '2026-11-20T02:13:00.000Z'
const after = (seconds: number): Instant => later(START, seconds * 1000)
const DAY = 86_400

let messages = 0
/** Each a message of its own. */
const spend = (budget: Inbox, person: string, now: Instant) => pay(budget, person, now, `message ${messages++}`)

it('a hundred go as they come; then one an hour to each person, and to whoever has had none at once', () => {
  let budget: Inbox = EMPTY_INBOX
  for (let n = 0; n < SMS_A_DAY; n++) budget = spend(budget, 'wang', after(n)) ?? expect.fail(`${n}`)
  expect(spend(budget, 'wang', after(SMS_A_DAY))).toBeUndefined()
  const others = spend(budget, 'zhou', after(SMS_A_DAY)) ?? expect.fail('the first to zhou')
  expect(spend(others, 'zhou', after(SMS_A_DAY + 3599))).toBeUndefined()
  expect(spend(others, 'zhou', after(SMS_A_DAY + 3600))).toBeDefined()
  // The latest to Wang was the hundredth.
  expect(spend(others, 'wang', after(SMS_A_DAY - 1 + 3599))).toBeUndefined()
  expect(spend(others, 'wang', after(SMS_A_DAY - 1 + 3600))).toBeDefined()
  // A day after most of them it is as at the beginning.
  expect(spend(budget, 'wang', after(DAY + 3600))).toBeDefined()
})

it('what did not go is as if it had never been counted, and leaves what others were sent in the same instant', () => {
  let budget: Inbox = EMPTY_INBOX
  for (let n = 0; n < SMS_A_DAY - 1; n++) budget = spend(budget, 'wang', after(n)) ?? expect.fail(`${n}`)
  const now = after(200)
  const zhou = spend(budget, 'zhou', now) ?? expect.fail('zhou')
  const tried = spend(zhou, 'liu', now) ?? expect.fail('liu')
  const back = unspent(tried, 'liu', now)
  expect(back.sent.filter((at) => at === now)).toHaveLength(1)
  expect(back.taken).toEqual(zhou.taken)
  expect(spend(back, 'liu', now)).toBeDefined()
  for (let n = 0; n < 3 * SMS_A_DAY; n++)
    budget = unspent(spend(budget, 'wang', now) ?? expect.fail(`${n}`), 'wang', now)
  expect(spend(budget, 'wang', now)).toBeDefined()
})

it('whatever is asked of it, a day has a hundred and one an hour for each person at most', () => {
  const people = ['wang', 'zhou', 'liu', 'chen']
  const asked = fc.array(fc.record({ who: fc.constantFrom(...people), seconds: fc.integer({ min: 0, max: 240 }) }), {
    minLength: 200,
    maxLength: 800,
  })
  fc.assert(
    fc.property(asked, (messages) => {
      let [budget, seconds]: [Inbox, number] = [EMPTY_INBOX, 0]
      const sent: number[] = []
      for (const message of messages) {
        seconds += message.seconds
        const spent = spend(budget, message.who, after(seconds))
        if (spent) sent.push(seconds)
        budget = spent ?? budget
      }
      const within = sent.map((from) => sent.filter((at) => at >= from && at < from + DAY).length)
      expect(Math.max(...within)).toBeLessThanOrEqual(SMS_A_DAY + people.length * 24)
      expect(JSON.stringify(budget).length).toBeLessThan(10_000)
    }),
    { numRuns: 50 },
  )
})

it('a message that is tried again after a crash is paid for; one that did not go is not', () => {
  let budget: Inbox = EMPTY_INBOX
  for (let n = 0; n < SMS_A_DAY; n++) budget = spend(budget, 'wang', after(n)) ?? expect.fail(`${n}`)
  const first = pay(budget, 'liu', after(200), 'page') ?? expect.fail('the first to liu')
  const again = pay(first, 'liu', after(260), 'page') ?? expect.fail('the same once more')
  expect(again.sent).toEqual(first.sent)
  expect(pay(first, 'liu', after(260), 'another')).toBeUndefined()
  const back = unspent(first, 'liu', after(200), 'page')
  expect(pay(back, 'liu', after(260), 'another')).toBeDefined()
})
