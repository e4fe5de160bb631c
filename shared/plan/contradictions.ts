import { pauseOf } from './defaults.ts'
import type { Clause, ClockRule, PlanFile, Rule } from './document.ts'
import type { ClockStart, Milestone } from './plan.ts'
import { type ChargesRule, MATTERS, ORIGINS } from './rules.ts'
import { plainLength } from './terms.ts'

/** What is wrong with a part of a plan file. */
export interface PlanProblem {
  readonly path: readonly (string | number)[]
  /** Follows the path, such as `is missing`. */
  readonly message: string
}

/** What the parts of a plan file say against each other; each part is well formed by itself. */
export const contradictions = (plan: PlanFile): PlanProblem[] => [
  ...headerProblems(plan),
  ...repeated(plan.clauses.map(({ id }) => id)).map(({ index, key }) => ({
    path: ['clauses', index, 'id'],
    message: `${key} is there already: give each clause one entry, with all its rules`,
  })),
  ...plan.clauses.flatMap(clauseProblems),
  ...rulesOfKind(plan, 'clock').flatMap(({ rule, path }) => clockProblems(rule, path, plan)),
  ...ruleProblems(plan),
  ...doublePromises(plan),
  ...silentSeverities(plan),
  ...chargeProblems(plan),
]

const headerProblems = (plan: PlanFile): PlanProblem[] => [
  ...plan.workingHours.flatMap(({ from, to }, index) =>
    from < to && from >= (plan.workingHours[index - 1]?.to ?? '00:00')
      ? []
      : [{ path: ['workingHours', index], message: `${from} to ${to} must follow what comes before` }],
  ),
  ...careProblems(plan),
  ...(isAscending(plan.warnAt) ? [] : [{ path: ['warnAt'], message: 'must ascend' }]),
  ...(['severities', 'distances'] as const).flatMap((list) =>
    repeated((plan[list] ?? []).map(({ id }) => id)).map(({ index, key }) => ({
      path: [list, index, 'id'],
      message: `${key} is there already`,
    })),
  ),
]

/** What a plan says of how promises are looked after, where its parts contradict each other or what holds without them. */
const careProblems = (plan: PlanFile): PlanProblem[] => {
  const { usual, longest } = pauseOf(plan)
  return plainLength(usual) > plainLength(longest)
    ? [{ path: ['pause', 'longest'], message: `${longest} is shorter than what a pause usually takes, ${usual}` }]
    : []
}

const clauseProblems = ({ id, status, rules, planned }: Clause, index: number): PlanProblem[] => {
  if (status === 'active' && rules.length === 0)
    return [
      {
        path: ['clauses', index],
        message: `${id} has no rule that keeps it: add one under rules, or write status: planned`,
      },
    ]
  if (status === 'planned' && planned)
    return [
      {
        path: ['clauses', index, 'planned'],
        message:
          'the whole clause is planned: remove it, or write status: active and the rules of the part that is kept',
      },
    ]
  if (status === 'planned' && rules.length > 0)
    return [
      {
        path: ['clauses', index, 'rules'],
        message: `the rules of a planned clause do nothing: remove them, or write status: active`,
      },
    ]
  return []
}

const MILESTONES_OF_EVERY_REPAIR = [
  'responded',
  'proposed',
  'triaged',
  'dispatched',
  'arrived',
  'repaired',
  'loaned',
  'confirmed',
] as const

/** What can still come once a clock's start is known. A verdict on the hardware is never earlier than the triage. */
const ENDS: Readonly<Record<ClockStart, readonly Milestone[]>> = {
  reported: MILESTONES_OF_EVERY_REPAIR,
  desk: ['passedOn'],
  arrived: ['repaired', 'loaned', 'confirmed'],
  hardwareVerdict: ['dispatched', 'arrived', 'repaired', 'loaned', 'confirmed'],
  loaned: ['scheduled', 'repaired'],
  notSolved: ['scheduled', 'repaired'],
  scheduled: ['repaired'],
  escalated: ['advised'],
  replacementDue: ['replaced'],
}
/** Starts with which a date is given. */
const DATED: readonly ClockStart[] = ['scheduled', 'escalated']

const clockProblems = (rule: ClockRule, path: PlanProblem['path'], plan: PlanFile): PlanProblem[] => {
  const ends = ENDS[rule.from]
  const problem = (key: keyof ClockRule, message: string) => ({ path: [...path, key], message })
  return [
    ...unknownNames(rule.severities, plan.severities, [...path, 'severities'], 'severity'),
    ...unknownNames(rule.distances, plan.distances ?? [], [...path, 'distances'], 'distance'),
    ...(ends.includes(rule.until)
      ? []
      : [problem('until', `${rule.until} cannot follow ${rule.from}; there is ${ends.join(', ')}`)]),
    ...(rule.otherwise && rule.until !== 'repaired'
      ? [problem('otherwise', 'loaned goes with until: repaired only')]
      : []),
    ...(rule.limit === 'promised' && !DATED.includes(rule.from)
      ? [
          problem(
            'limit',
            `promised needs a date, which only from: ${DATED.join(' or ')} brings; write a length such as PT4H`,
          ),
        ]
      : []),
    ...(rule.byCall && rule.until !== 'responded'
      ? [problem('byCall', 'goes with until: responded only, a call keeps nothing else')]
      : []),
    ...(rule.alternative && rule.until !== 'repaired'
      ? [problem('alternative', 'goes with until: repaired only')]
      : []),
    ...(rule.sentInOnly && rule.sentInLimit
      ? [problem('sentInLimit', 'says the same as limit with sentInOnly: remove one of them')]
      : []),
    ...(rule.sentInOnly && rule.onSiteOnly
      ? [problem('sentInOnly', 'never holds: onSiteOnly ends the clock when the unit is sent in')]
      : []),
    ...(rule.onSiteOnly && rule.sentInLimit
      ? [problem('sentInLimit', 'never holds: onSiteOnly ends the clock when the unit is sent in')]
      : []),
  ]
}

const ruleProblems = (plan: PlanFile): PlanProblem[] => {
  const clausesOfClocks = new Set(
    [...rulesOfKind(plan, 'clock'), ...rulesOfKind(plan, 'replacement'), ...rulesOfKind(plan, 'desk')].map(
      ({ clause }) => clause.id,
    ),
  )
  return [
    ...rulesOfKind(plan, 'escalate').flatMap(({ rule, path }) =>
      unknownNames(rule.severities, plan.severities, [...path, 'severities'], 'severity'),
    ),
    ...rulesOfKind(plan, 'liability').flatMap(({ rule, path }) =>
      (rule.clauses ?? []).flatMap((id, index) =>
        clausesOfClocks.has(id)
          ? []
          : [{ path: [...path, 'clauses', index], message: `${id} is no clause with a clock that can be broken` }],
      ),
    ),
    ...rulesOfKind(plan, 'replacement').flatMap(({ rule, path }) =>
      rule.failures === undefined && rule.irreparable === undefined && !rule.atWish
        ? [{ path: [...path], message: 'never comes true: say after how many failures, or which irreparable damage' }]
        : [],
    ),
    ...rulesOfKind(plan, 'extension').flatMap(({ rule, path }) =>
      (rule.per === 'unremovableFault') === (rule.by !== undefined)
        ? []
        : [
            {
              path: [...path, 'by'],
              message:
                rule.per === 'downtime'
                  ? 'does not go with per: downtime, which extends by the time out of use: remove it'
                  : 'is missing: how long each fault extends the warranty, such as P30D',
            },
          ],
    ),
    ...(['warranty', 'renewal', 'desk'] as const).flatMap((kind) =>
      rulesOfKind(plan, kind)
        .slice(1)
        .map(({ path }) => ({ path: [...path], message: `there is a ${kind} rule already; a plan has one` })),
    ),
  ]
}

/** A clause may promise one milestone once to each report: `clause/until` names the clock of a repair. */
const doublePromises = (plan: PlanFile): PlanProblem[] => {
  const clocks = rulesOfKind(plan, 'clock')
  return clocks.flatMap(({ clause, rule, path }, index) => {
    const rival = clocks
      .slice(0, index)
      .find((other) => other.clause.id === clause.id && other.rule.until === rule.until && overlap(other.rule, rule))
    if (!rival) return []
    const shared = plan.severities.find(
      ({ id }) => holdsFor(rule.severities, id) && holdsFor(rival.rule.severities, id),
    )
    return [{ path: [...path], message: `${clause.id} until ${rule.until} is promised twice for ${shared?.id}` }]
  })
}

const overlap = (a: ClockRule, b: ClockRule): boolean =>
  meet(a.severities, b.severities) &&
  meet(a.distances, b.distances) &&
  meet(a.matter && [a.matter], b.matter && [b.matter]) &&
  !isApart(a, b)

/** One for the unit that is sent in and one for it until then are two promises. */
const isApart = (a: ClockRule, b: ClockRule): boolean => (a.sentInOnly === true) !== (b.sentInOnly === true)

const meet = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a === undefined || b === undefined || a.some((name) => b.includes(name))

const holdsFor = (names: readonly string[] | undefined, name: string): boolean =>
  names === undefined || names.includes(name)

/** A severity that nothing is promised for would be a call that nobody has to answer. */
const silentSeverities = (plan: PlanFile): PlanProblem[] => {
  const clocks = rulesOfKind(plan, 'clock').filter(({ rule }) => rule.from === 'reported' && rule.matter !== 'delivery')
  return plan.severities.flatMap(({ id }, index) =>
    clocks.some(({ rule }) => holdsFor(rule.severities, id))
      ? []
      : [
          {
            path: ['severities', index],
            message: `no active clause has a clock from: reported for ${id}: add one, or take the severity out`,
          },
        ],
  )
}

/** Where a plan says who pays, it must say it of every fault; a rule behind others that leave nothing to it is a mistake. */
const chargeProblems = (plan: PlanFile): PlanProblem[] => {
  const rules = rulesOfKind(plan, 'charges')
  if (rules.length === 0) return []
  const cases = MATTERS.flatMap((matter) =>
    (['in', 'out'] as const).flatMap((warranty) => ORIGINS.map((origin) => ({ matter, warranty, origin }))),
  )
  const fits = (rule: ChargesRule, { matter, warranty, origin }: (typeof cases)[number]) =>
    (rule.matter === undefined || rule.matter === matter) &&
    (rule.warranty === 'any' || rule.warranty === warranty) &&
    holdsFor(rule.origins, origin)
  const holes = (['in', 'out'] as const).flatMap((warranty) => {
    const open = cases.filter(
      (one) => one.matter === 'fault' && one.warranty === warranty && !rules.some(({ rule }) => fits(rule, one)),
    )
    return open.length === 0 ? [] : [{ warranty, origins: open.map(({ origin }) => origin) }]
  })
  const idle = rules.filter(
    ({ rule }, index) =>
      !cases.some((one) => fits(rule, one) && !rules.slice(0, index).some((earlier) => fits(earlier.rule, one))),
  )
  return [
    ...holes.map(({ warranty, origins }) => ({
      path: ['clauses'],
      message: `nobody is said to pay ${warranty} of warranty for ${origins.join(', ')}: add a rule: charges that fits`,
    })),
    ...idle.map(({ path }) => ({
      path: [...path],
      message: 'never decides who pays, the charges rules before it fit everything it fits: move it up or remove it',
    })),
  ]
}

/** The rules of one kind that active clauses have, each with its clause and place. */
const rulesOfKind = <K extends Rule['rule']>(plan: PlanFile, kind: K) =>
  plan.clauses.flatMap((clause, index) =>
    clause.status === 'active'
      ? clause.rules.flatMap((rule, place) =>
          rule.rule === kind
            ? [{ clause, rule: rule as Extract<Rule, { rule: K }>, path: ['clauses', index, 'rules', place] as const }]
            : [],
        )
      : [],
  )

const unknownNames = (
  names: readonly string[] | undefined,
  known: readonly { readonly id: string }[],
  path: PlanProblem['path'],
  what: string,
): PlanProblem[] => {
  const ids = known.map(({ id }) => id)
  return (names ?? []).flatMap((name, index) =>
    ids.includes(name)
      ? []
      : [
          {
            path: [...path, index],
            message: `${what} ${name} is not one of this plan's: ${ids.join(', ') || 'it has none'}`,
          },
        ],
  )
}

const isAscending = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? number))

const repeated = (keys: readonly string[]): { index: number; key: string }[] =>
  keys.flatMap((key, index) => (keys.indexOf(key) < index ? [{ index, key }] : []))
