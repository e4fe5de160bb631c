import { describe, expect, test } from 'vitest'
import { InvalidPlanError, parsePlan } from '../../../shared/contracts/plan.ts'
import { document, R } from './documents.ts'

/** What is wrong with R once changed so. */
const problemsOf = (value: unknown): readonly string[] => {
  try {
    parsePlan(value)
  } catch (error) {
    if (error instanceof InvalidPlanError) return error.problems
    throw error
  }
  return []
}
const changed = (change: Record<string, unknown>) => problemsOf({ ...R, ...change })
const [urgentResponse] = R.clocks
const withClock = (change: Record<string, unknown>) =>
  changed({ clocks: [{ ...urgentResponse, ...change }, ...R.clocks.slice(1)] })

describe('a plan file', () => {
  test.each(['H', 'C', 'R', 'N'] as const)('%s.yaml is a plan', (id) => {
    expect(parsePlan(document(id))).toMatchObject({ id, version: 1 })
  })

  test('every problem is listed, with its path and clause, under the name of the plan', () => {
    const clocks = [{ ...urgentResponse, limit: '10 min', windw: '7x24' }, ...R.clocks.slice(1)]
    const { title: _, ...untitled } = R
    const attempt = () => parsePlan({ ...untitled, clocks, colour: 'red', now: 'P1D' })
    expect(attempt).toThrow(InvalidPlanError)
    expect(attempt).toThrow(/^plan R is not valid:\n {2}/)
    expect(problemsOf({ ...untitled, clocks, colour: 'red', now: 'P1D' }).toSorted()).toEqual([
      'clocks[0].limit (R5): is not a length of time such as PT15M (minutes), PT36H (hours) or P3D (days)',
      'clocks[0].windw (R5): is not a key we know',
      'colour: is not a key we know',
      'now: is not a length of time in hours or minutes such as PT24H or PT15M',
      'title: is missing',
    ])
  })

  test('what is no object at all is refused too', () => {
    expect(problemsOf(null)).toEqual(['the file: Invalid input: expected object, received null'])
    expect(problemsOf('H')).toHaveLength(1)
  })

  const refusedLimits = ['P', 'PT', 'PT0M', 'P0D', '-PT5M', 'PT1.5H', '15', 'NOW', '', 'P1DT2H', 'pt5m']
  test.each(refusedLimits)('limit %j is refused', (limit) => {
    expect(withClock({ limit })).toHaveLength(1)
    expect(withClock({ limit })[0]).toMatch(/^clocks\[0\]\.limit \(R5\): /)
  })

  test.each(['now', 'PT5M', 'PT1H30M', 'P3D', 'P1M', 'P2Y'])('limit %j is accepted', (limit) => {
    expect(withClock({ limit })).toEqual([])
  })

  const contradictions: [string, () => readonly string[], string][] = [
    [
      'an unknown severity',
      () => withClock({ severities: ['major'] }),
      "clocks[0] (R5): severity major is not one of this plan's",
    ],
    [
      'two severities of one id',
      () => changed({ severities: [...R.severities, ...R.severities.slice(0, 1)] }),
      'severities[3].id: urgent is there already',
    ],
    [
      'no severity',
      () => changed({ severities: [], clocks: R.clocks.filter(({ severities }) => !severities) }),
      'severities: Too small: expected array to have >=1 items',
    ],
    ['warnings out of order', () => changed({ warnAt: [0.8, 0.5] }), 'warnAt: must ascend'],
    ['a warning twice', () => changed({ warnAt: [0.5, 0.5] }), 'warnAt: must ascend'],
    ['a warning at the end', () => changed({ warnAt: [0.5, 1] }), 'warnAt[1]: Too big: expected number to be <1'],
    ['a warning at the start', () => changed({ warnAt: [0] }), 'warnAt[0]: Too small: expected number to be >0'],
    [
      'a clock that runs backwards',
      () => withClock({ from: 'arrived' }),
      'clocks[0] (R5): cannot run from arrived until responded, which comes no later',
    ],
    [
      'a clock that ends where it starts',
      () => withClock({ from: 'arrived', until: 'arrived' }),
      'clocks[0] (R5): cannot run from arrived until arrived, which comes no later',
    ],
    [
      'a verdict before the triage',
      () => withClock({ from: 'hardwareVerdict', until: 'triaged' }),
      'clocks[0] (R5): cannot run from hardwareVerdict until triaged, which comes no later',
    ],
    [
      'a loaner instead of an answer',
      () => withClock({ otherwise: 'loaned' }),
      'clocks[0] (R5): otherwise: loaned goes with until: repaired',
    ],
    [
      'a limit that never holds',
      () => withClock({ onSiteOnly: true, sentInLimit: 'P7D' }),
      'clocks[0] (R5): onSiteOnly ends when the unit is sent in: sentInLimit never holds',
    ],
    [
      'a promise made twice for one severity',
      () => withClock({ severities: ['help'] }),
      'clocks[1] (R5): R5 until responded is promised twice for help',
    ],
    [
      'working hours that end before they begin',
      () => changed({ workingHours: [{ from: '18:00', to: '09:00' }] }),
      'workingHours[0]: 18:00 to 09:00 must follow what comes before',
    ],
    [
      'working hours that overlap',
      () =>
        changed({
          workingHours: [
            { from: '09:00', to: '12:00' },
            { from: '11:00', to: '18:00' },
          ],
        }),
      'workingHours[1]: 11:00 to 18:00 must follow what comes before',
    ],
    [
      'a time of day that is none',
      () => changed({ workingHours: [{ from: '09:60', to: '12:00' }] }),
      "workingHours[0].from: must be a time of day such as '09:00'",
    ],
    [
      'an escalation that speeds up',
      () => changed({ escalation: { ...R.escalation, slowdown: 0.5 } }),
      'escalation.slowdown: Too small: expected number to be >=1',
    ],
  ]
  test.each(contradictions)('%s is refused', (_name, problems, expected) => {
    expect(problems()).toEqual([expected])
  })

  test('the same clause may promise the same milestone to different severities', () => {
    expect(R.clocks.filter(({ clause, until }) => clause === 'R5' && until === 'responded')).toHaveLength(2)
    expect(problemsOf(R)).toEqual([])
  })
})
