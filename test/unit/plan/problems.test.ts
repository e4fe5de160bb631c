import { describe, expect, test } from 'vitest'
import { InvalidPlanError, parsePlan } from '../../../shared/wire/plan.ts'
import { RULE_NAMES } from '../../../shared/wire/plan-rules.ts'
import { document } from './documents.ts'

type Raw = Record<string, unknown>
type RawClause = Raw & { id: string; rules?: Raw[] }

const R = document('R') as Raw & { clauses: RawClause[]; severities: Raw[]; escalation: Raw }

/** What is wrong with a file of this content. */
const problemsOf = (value: unknown): readonly string[] => {
  try {
    parsePlan(value)
  } catch (error) {
    if (error instanceof InvalidPlanError) return error.problems
    throw error
  }
  return []
}
/** What is wrong with R once its header is changed so. */
const changed = (change: Raw) => problemsOf({ ...R, ...change })
/** … once a clause is. */
const withClause = (id: string, change: (clause: RawClause) => RawClause) =>
  changed({ clauses: R.clauses.map((clause) => (clause.id === id ? change(clause) : clause)) })
/** … once one rule of a clause is, or with that rule besides. */
const withRule = (id: string, change: Raw, place = 0) =>
  withClause(id, ({ rules = [], ...rest }) => ({
    ...rest,
    rules:
      place < rules.length
        ? rules.map((rule, index) => (index === place ? { ...rule, ...change } : rule))
        : [...rules, change],
  }))
const MORE = Number.POSITIVE_INFINITY

describe('a plan file', () => {
  test.each(['H', 'C', 'R', 'N'] as const)('%s.yaml is a plan', (id) => {
    expect(parsePlan(document(id))).toMatchObject({ id, version: 1 })
  })

  test('clocks and rules are gathered from the active clauses, each with its clause', () => {
    const plan = parsePlan(document('C'))
    expect(plan.clocks.find(({ clause }) => clause === 'C15')).toEqual({
      clause: 'C15',
      from: 'reported',
      until: 'repaired',
      otherwise: 'loaned',
      limit: 'P1D',
      window: '5x8',
      pausable: true,
    })
    expect(plan.rules?.filter(({ clause }) => clause === 'C5')).toEqual([
      { clause: 'C5', rule: 'extension', per: 'downtime' },
      { clause: 'C5', rule: 'loaner', sameCommitments: true },
    ])
    expect(plan.clauses.find(({ id }) => id === 'C11')).toMatchObject({ status: 'planned', rules: [] })
  })

  test('[C24] [C6] the desk and a replacement bring their own deadline', () => {
    const terms = parsePlan(document('C')).clocks.filter(({ from }) => from === 'desk' || from === 'replacementDue')
    expect(terms.map(({ clause, until, limit }) => [clause, until, limit])).toEqual([
      ['C6', 'replaced', 'P7D'],
      ['C24', 'passedOn', 'PT20M'],
    ])
  })

  test('every problem is listed, with its path and clause, under the name of the plan', () => {
    const { title: _, ...untitled } = R
    const clauses = R.clauses.map((clause) =>
      clause.id === 'R5'
        ? {
            ...clause,
            rules: [{ ...clause.rules?.[0], limit: '10 min', windw: '7x24' }, ...(clause.rules ?? []).slice(1)],
          }
        : clause,
    )
    const attempt = () => parsePlan({ ...untitled, clauses, colour: 'red', now: 'P1D' })
    expect(attempt).toThrow(InvalidPlanError)
    expect(attempt).toThrow(/^plan R is not valid:\n {2}/)
    expect(problemsOf({ ...untitled, clauses, colour: 'red', now: 'P1D' }).toSorted()).toEqual([
      'clauses[4].rules[0].limit (R5): is not a length of time such as PT15M (minutes), PT36H (hours) or P3D (days)',
      'clauses[4].rules[0].windw (R5): is not a key we know; did you mean window?',
      expect.stringMatching(/^colour: is not a key we know; there is id, version, title, /),
      'now: is not a length of time in hours or minutes such as PT24H or PT15M',
      'title: is missing',
    ])
  })

  test('what keys and words are wrong is told together with what contradicts, so that one round of mending is enough', () => {
    const clauses = R.clauses.map((clause) => {
      const [first, ...others] = clause.rules ?? []
      if (clause.id === 'R5') return { ...clause, rules: [{ ...first, windw: '7x24', window: undefined }, ...others] }
      return clause.id === 'R8' ? { ...clause, rules: [{ ...first, clauses: ['R1'] }] } : clause
    })
    const { title: _, ...untitled } = R
    expect(problemsOf({ ...untitled, clauses, warnAt: [0.5, 80], severties: [] })).toEqual([
      'title: is missing',
      'warnAt[1]: Too big: expected number to be <1',
      'clauses[4].rules[0].windw (R5): is not a key we know; did you mean window?',
      'severties: is not a key we know; did you mean severities?',
      'clauses[7].rules[0].clauses[0] (R8): R1 is no clause with a clock that can be broken',
    ])
  })

  test('what is no object at all is refused too', () => {
    expect(problemsOf(null)).toEqual(['the file: must be a group of keys'])
    expect(problemsOf('H')).toHaveLength(1)
    expect(problemsOf(undefined)).toEqual(['the file: is missing'])
  })

  const refusedLimits = ['P', 'PT', 'PT0M', 'P0D', '-PT5M', 'PT1.5H', '15', 'NOW', '', 'P1DT2H', 'pt5m', 'P1', 'PT5', 5]
  test.each(refusedLimits)('limit %j is refused', (limit) => {
    const problems = withRule('R5', { limit })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^clauses\[4\]\.rules\[0\]\.limit \(R5\): /)
  })
  test('days and hours do not mix, and the message says what to write', () => {
    expect(withRule('R5', { limit: 'P1DT2H' })).toEqual([
      'clauses[4].rules[0].limit (R5): mixes days with hours: write P1D (to the end of the day) or PT24H (to the minute)',
    ])
  })
  test.each(['now', 'PT5M', 'PT1H30M', 'P3D', 'P1M', 'P2Y', 'P1Y6M', 'PT10H'])('limit %j is accepted', (limit) => {
    expect(withRule('R5', { limit })).toEqual([])
  })

  test.each(['free', 'cost', 'price', '0% of price', '50% of cost', '100% of price'])(
    'charge %j is accepted',
    (parts) => {
      expect(withRule('R3', { parts })).toEqual([])
    },
  )
  test.each(['Free', 'half', '50%', '101% of price', '-5% of price', '12.5% of cost', '50 % of price', 0])(
    'charge %j is refused',
    (parts) => {
      expect(withRule('R3', { parts })).toHaveLength(1)
    },
  )
})

const CONTRADICTIONS: [string, () => readonly string[], string][] = [
  [
    'an unknown severity',
    () => withRule('R5', { severities: ['major'] }),
    "clauses[4].rules[0].severities[0] (R5): severity major is not one of this plan's: urgent, serious, help",
  ],
  [
    'a distance where the plan has none',
    () => withRule('R5', { distances: ['city'] }),
    "clauses[4].rules[0].distances[0] (R5): distance city is not one of this plan's: it has none",
  ],
  [
    'two severities of one id',
    () => changed({ severities: [...R.severities, ...R.severities.slice(0, 1)] }),
    'severities[3].id: urgent is there already',
  ],
  [
    'two clauses of one id',
    () =>
      changed({
        clauses: [...R.clauses, { id: 'R5', promise: { zh: '又', en: 'again' }, kind: 'flow', status: 'planned' }],
      }),
    'clauses[19].id (R5): R5 is there already: give each clause one entry, with all its rules',
  ],
  [
    'a severity without a clock',
    () =>
      changed({
        severities: [...R.severities, { id: 'idle', name: { zh: '闲', en: 'idle' }, short: { zh: '闲', en: 'I' } }],
        clauses: withoutClocksForAny(),
      }),
    'severities[3]: no active clause has a clock from: reported for idle: add one, or take the severity out',
  ],
  [
    'an active clause that nothing keeps',
    () => withClause('R5', ({ rules: _, ...rest }) => rest),
    'clauses[4] (R5): R5 has no rule that keeps it: add one under rules, or write status: planned',
  ],
  [
    'a planned clause with rules',
    () => withClause('R8', (clause) => ({ ...clause, status: 'planned' })),
    'clauses[7].rules (R8): the rules of a planned clause do nothing: remove them, or write status: active',
  ],
  [
    'a rule that no engine understands',
    () => withRule('R8', { rule: 'liabilty' }),
    'clauses[7].rules[0].rule (R8): "liabilty" is not a rule; did you mean liability?',
  ],
  [
    'a rule without a name',
    () => withRule('R8', { rule: undefined }),
    `clauses[7].rules[0].rule (R8): is missing: one of ${RULE_NAMES.join(', ')}`,
  ],
  [
    'no word where one of a few is needed',
    () => withRule('R2', { with: undefined }),
    'clauses[1].rules[0].with (R2): is missing: one of sameModel, notWorse',
  ],
  [
    'a word that is misspelt',
    () => withRule('R5', { until: 'respond' }),
    'clauses[4].rules[0].until (R5): "respond" is not known here; did you mean responded?',
  ],
  [
    'a word that is not known at all',
    () => withRule('R5', { window: 'always' }),
    'clauses[4].rules[0].window (R5): "always" is not known here; there is 7x24, 5x8',
  ],
  [
    'a word for yes',
    () => withRule('R5', { pausable: 'no' }),
    'clauses[4].rules[0].pausable (R5): must be true or false',
  ],
  [
    'no severity',
    () => changed({ severities: [], clauses: R.clauses.filter(({ id }) => id === 'R6') }),
    'severities: Too small: expected array to have >=1 items',
  ],
  ['warnings out of order', () => changed({ warnAt: [0.8, 0.5] }), 'warnAt: must ascend'],
  ['a warning twice', () => changed({ warnAt: [0.5, 0.5] }), 'warnAt: must ascend'],
  ['a warning at the end', () => changed({ warnAt: [0.5, 1] }), 'warnAt[1]: Too big: expected number to be <1'],
  ['a warning at the start', () => changed({ warnAt: [0] }), 'warnAt[0]: Too small: expected number to be >0'],
  [
    'a clock that runs backwards',
    () => withRule('R5', { from: 'arrived', until: 'triaged' }),
    'clauses[4].rules[0].until (R5): triaged cannot follow arrived; there is repaired, loaned, confirmed',
  ],
  [
    'a clock that ends where it starts',
    () => withRule('R5', { from: 'arrived', until: 'arrived' }),
    'clauses[4].rules[0].until (R5): arrived cannot follow arrived; there is repaired, loaned, confirmed',
  ],
  [
    'a verdict before the triage',
    () => withRule('R5', { from: 'hardwareVerdict', until: 'triaged' }),
    'clauses[4].rules[0].until (R5): triaged cannot follow hardwareVerdict; there is dispatched, arrived, repaired, loaned, confirmed',
  ],
  [
    'advice that nobody was asked for',
    () =>
      withRule(
        'R6',
        { rule: 'clock', from: 'reported', until: 'advised', limit: 'PT4H', window: '7x24', pausable: true },
        MORE,
      ),
    'clauses[5].rules[3].until (R6): advised cannot follow reported; there is responded, proposed, triaged, dispatched, arrived, repaired, loaned, confirmed',
  ],
  [
    'a date of solution before the visit that shows one is needed',
    () =>
      withRule(
        'R6',
        { rule: 'clock', from: 'notSolved', until: 'confirmed', limit: 'PT4H', window: '7x24', pausable: true },
        MORE,
      ),
    'clauses[5].rules[3].until (R6): confirmed cannot follow notSolved; there is scheduled, repaired',
  ],
  [
    'a start that a rule of its own brings about',
    () => withRule('R5', { from: 'desk' }),
    'clauses[4].rules[0].from (R5): "desk" is not known here; there is reported, arrived, hardwareVerdict, loaned, notSolved, scheduled, escalated',
  ],
  [
    'a date that nobody gave',
    () => withRule('R5', { limit: 'promised' }),
    'clauses[4].rules[0].limit (R5): promised needs a date, which only from: scheduled or escalated brings; write a length such as PT4H',
  ],
  [
    'a loaner instead of an answer',
    () => withRule('R5', { otherwise: 'loaned' }),
    'clauses[4].rules[0].otherwise (R5): loaned goes with until: repaired only',
  ],
  [
    'a limit that never holds',
    () => withRule('R5', { onSiteOnly: true, sentInLimit: 'P7D' }),
    'clauses[4].rules[0].sentInLimit (R5): never holds: onSiteOnly ends the clock when the unit is sent in',
  ],
  [
    'a pause that may not last as long as it usually does',
    () => changed({ pause: { usual: 'PT48H', longest: 'P1D' } }),
    'pause.longest: P1D is shorter than what a pause usually takes, PT48H',
  ],
  [
    'a call instead of a repair',
    () => withRule('R7', { byCall: true }),
    'clauses[6].rules[0].byCall (R7): goes with until: responded only, a call keeps nothing else',
  ],
  [
    'an alternative to an answer',
    () => withRule('R5', { alternative: true }),
    'clauses[4].rules[0].alternative (R5): goes with until: repaired only',
  ],
  [
    'two limits for what is sent in',
    () => withRule('R7', { sentInOnly: true, sentInLimit: 'P7D' }),
    'clauses[6].rules[0].sentInLimit (R7): says the same as limit with sentInOnly: remove one of them',
  ],
  [
    'a part that is planned where all of it is',
    () => withClause('R9', (clause) => ({ ...clause, planned: { zh: '回访', en: 'the call' } })),
    'clauses[8].planned (R9): the whole clause is planned: remove it, or write status: active and the rules of the part that is kept',
  ],
  [
    'a promise made twice for one severity',
    () => withRule('R5', { severities: ['urgent', 'serious', 'help'] }),
    'clauses[4].rules[1] (R5): R5 until responded is promised twice for help',
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
  [
    'a day that is none',
    () => changed({ effectiveFrom: '2026-02-29' }),
    'effectiveFrom: must be a day such as 2026-01-01',
  ],
  [
    'fault origins that nobody pays for',
    () => withRule('R1', { origins: ['design', 'wear'] }, 1),
    'clauses: nobody is said to pay in of warranty for manufacture, transport, installation, commissioning, unknown: add a rule: charges that fits',
  ],
  [
    'a rule about money that never decides',
    () =>
      withRule(
        'R4',
        { rule: 'charges', warranty: 'out', origins: ['user'], parts: 'free', labour: 'free', travel: 'free' },
        MORE,
      ),
    'clauses[3].rules[1] (R4): never decides who pays, the charges rules before it fit everything it fits: move it up or remove it',
  ],
  [
    'a second warranty',
    () => withRule('R1', { rule: 'warranty', base: 'P1Y' }, MORE),
    'clauses[0].rules[2] (R1): there is a warranty rule already; a plan has one',
  ],
  [
    'a replacement that never comes true',
    () =>
      withClause('R2', (clause) => ({
        ...clause,
        rules: [{ rule: 'replacement', with: 'notWorse', warranty: 'restarts', within: 'P7D' }],
      })),
    'clauses[1].rules[0] (R2): never comes true: say after how many failures, or which irreparable damage',
  ],
  [
    'an extension of unknown length',
    () => withRule('R1', { rule: 'extension', per: 'unremovableFault' }, MORE),
    'clauses[0].rules[2].by (R1): is missing: how long each fault extends the warranty, such as P30D',
  ],
  [
    'an extension by two measures',
    () => withRule('R1', { rule: 'extension', per: 'downtime', by: 'P30D' }, MORE),
    'clauses[0].rules[2].by (R1): does not go with per: downtime, which extends by the time out of use: remove it',
  ],
  [
    'liability for a clause that cannot be late',
    () => withRule('R8', { clauses: ['R5', 'R1'] }),
    'clauses[7].rules[0].clauses[1] (R8): R1 is no clause with a clock that can be broken',
  ],
]

/** R's clauses with every clock bound to the severities there are. */
function withoutClocksForAny(): RawClause[] {
  return R.clauses.map((clause) => ({
    ...clause,
    ...(clause.rules && {
      rules: clause.rules.map((rule) =>
        rule.rule === 'clock' && rule.severities === undefined
          ? { ...rule, severities: ['urgent', 'serious', 'help'] }
          : rule,
      ),
    }),
  }))
}

describe('refused', () => {
  test.each(CONTRADICTIONS)('%s', (_name, problems, expected) => {
    expect(problems()).toEqual([expected])
  })

  test('a severity whose only clock is for deliveries has none for a fault', () => {
    const clauses = [
      {
        id: 'X1',
        promise: { zh: '到货问题', en: 'Delivery' },
        kind: 'clock',
        rules: [
          {
            rule: 'clock',
            matter: 'delivery',
            from: 'reported',
            until: 'repaired',
            limit: 'P1D',
            window: '5x8',
            pausable: true,
          },
        ],
      },
    ]
    expect(changed({ clauses })).toHaveLength(3)
  })
})

describe('accepted', () => {
  test('the same clause may promise the same milestone to different severities, distances or matters', () => {
    expect(problemsOf(R)).toEqual([])
    const clock = { rule: 'clock', from: 'reported', until: 'repaired', window: '7x24', pausable: true }
    const distances = ['city', 'province'].map((id) => ({ id, name: { zh: id, en: id } }))
    const rules = [
      { ...clock, limit: 'PT2H', distances: ['city'] },
      { ...clock, limit: 'PT4H', distances: ['province'], matter: 'fault' },
      { ...clock, limit: 'P1D', distances: ['province'], matter: 'delivery' },
    ]
    const X = { id: 'X1', promise: { zh: '一', en: 'one' }, kind: 'clock', rules }
    expect(changed({ distances, clauses: [...R.clauses, X] })).toEqual([])
    const overlapping = {
      ...X,
      rules: [...rules, { ...clock, limit: 'PT8H', distances: ['city', 'province'], matter: 'fault' }],
    }
    expect(changed({ distances, clauses: [...R.clauses, overlapping] })).toEqual([
      'clauses[19].rules[3] (X1): X1 until repaired is promised twice for urgent',
    ])
  })

  test('a plan that says nothing of money, with clocks alone', () => {
    const clauses = R.clauses
      .filter(({ id }) => id === 'R6')
      .map(({ id, promise, rules }) => ({ id, promise, kind: 'clock', rules }))
    const { holidays: _, ...rest } = R
    expect(problemsOf({ ...rest, clauses })).toEqual([])
  })

  test('clocks may start where a rule needs no one', () => {
    const clock = { rule: 'clock', window: '7x24', pausable: false }
    expect(withRule('R6', { ...clock, from: 'notSolved', until: 'scheduled', limit: 'P1D' }, MORE)).toEqual([])
    expect(withRule('R6', { ...clock, from: 'scheduled', until: 'repaired', limit: 'promised' }, MORE)).toEqual([])
    expect(withRule('R6', { ...clock, from: 'escalated', until: 'advised', limit: 'promised' }, MORE)).toEqual([])
  })
})
