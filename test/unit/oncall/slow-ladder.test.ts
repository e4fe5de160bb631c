import { expect, it } from 'vitest'
import type { ClockTerm, Plan } from '../../../shared/plan/plan.ts'
import { slowLadder } from '../../../shared/promise/slow-ladder.ts'
import { R } from '../plan/documents.ts'

const ANSWER: ClockTerm = {
  clause: 'R5',
  from: 'reported',
  until: 'responded',
  limit: 'PT10M',
  window: '7x24',
  pausable: false,
}
/** What is said of a plan that promises just this, with these windows. */
const said = (clocks: readonly Partial<ClockTerm>[], acknowledgeWithin: readonly string[]): readonly string[] => {
  const escalation: Plan['escalation'] = { acknowledgeWithin, slowdown: 2, slowest: 'PT1H' }
  return slowLadder({ ...R, escalation, clocks: clocks.map((change) => ({ ...ANSWER, ...change })) }).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )
}
const asksLate = (when: string, promise: string, windows: string) =>
  `escalation.acknowledgeWithin: asks the manager ${when} after the report, when the ${promise} over: the windows will be shortened to fit; write ${windows}`

it.each([
  // 80 % of ten minutes are eight.
  ['PT10M', ['PT4M', 'PT4M'], undefined],
  ['PT10M', ['PT4M', 'PT4M1S'], asksLate('PT8M1S', 'PT10M of R5 until responded are nearly', '[PT4M, PT4M]')],
  ['PT10M', ['PT5M', 'PT4M59S'], asksLate('PT9M59S', 'PT10M of R5 until responded are nearly', '[PT4M, PT4M]')],
  ['PT10M', ['PT5M', 'PT5M'], asksLate('PT10M', 'PT10M of R5 until responded are', '[PT4M, PT4M]')],
  // Two tiers at least, the second with the window of the first; a third where the plan gives it one.
  ['PT10M', ['PT4M'], undefined],
  ['PT10M', ['PT4M1S'], asksLate('PT8M2S', 'PT10M of R5 until responded are nearly', '[PT4M, PT4M]')],
  ['PT10M', ['PT3M', 'PT3M', 'PT2M'], undefined],
  [
    'PT10M',
    ['PT3M', 'PT3M', 'PT3M'],
    asksLate('PT9M', 'PT10M of R5 until responded are nearly', '[PT2M40S, PT2M40S, PT2M40S]'),
  ],
  // Whole seconds, never more than fits.
  ['PT10M2S', ['PT4M', 'PT5M'], asksLate('PT9M', 'PT10M2S of R5 until responded are nearly', '[PT4M, PT4M]')],
  // Half a minute is the least in which anybody answers.
  ['PT1M15S', ['PT30S', 'PT30S'], undefined],
  [
    'PT1M14S',
    ['PT10S', 'PT10S'],
    'escalation.acknowledgeWithin: cannot reach 2 tiers and then the manager within the PT1M14S of R5 until responded: nobody answers in less than PT30S; promise at least PT1M15S',
  ],
])('an answer in %s, windows %j', (limit, windows, expected) => {
  expect(said([{ limit }], windows)).toEqual(expected === undefined ? [] : [expected])
})

it('of the promise that a report breaks first, whatever the report is about', () => {
  const late = (promise: string, windows: string) => [asksLate('PT10M', `${promise} are`, windows)]
  const five = ['PT5M', 'PT5M']
  expect(said([{ limit: 'PT20M' }, { clause: 'R6' }], five)).toEqual(
    late('PT10M of R6 until responded', '[PT4M, PT4M]'),
  )
  expect(said([{ limit: 'PT20M' }, { clause: 'R8', matter: 'delivery' }], five)).toEqual(
    late('PT10M of R8 until responded', '[PT4M, PT4M]'),
  )
  // What begins later, has no length yet, or holds once a unit is sent in, no report breaks.
  for (const change of [{ from: 'arrived' }, { limit: 'promised' }, { sentInOnly: true }] as const)
    expect(said([{ limit: 'PT20M' }, { limit: 'PT1M', ...change }], five)).toEqual([])
  expect(said([], five)).toEqual([])
})
