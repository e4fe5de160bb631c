import type { ClockRule, ClockStart, Milestone } from './kit/clock-term.ts'
import { type Around, holdsFor, type Placed, type PlanProblem, type ProblemWords, unknownNames } from './kit/kind.ts'

/** What clocks say against themselves, each other and the plan. */
export const clockProblems = (rules: readonly Placed<ClockRule>[], plan: Around): PlanProblem[] => [
  ...rules.flatMap((placed) => [...namesOf(placed, plan), ...misfits(placed)]),
  ...doublePromises(rules, plan),
  ...silentSeverities(rules, plan),
]

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

const namesOf = ({ rule, path }: Placed<ClockRule>, plan: Around): PlanProblem[] => [
  ...unknownNames(rule.severities, plan.severities, [...path, 'severities'], 'severity'),
  ...unknownNames(rule.distances, plan.distances ?? [], [...path, 'distances'], 'distance'),
]

/** Keys of one clock that do not go together. */
const misfits = ({ rule, path }: Placed<ClockRule>): PlanProblem[] => {
  const ends = ENDS[rule.from]
  const unless = (fits: unknown, key: keyof ClockRule, message: string): PlanProblem[] =>
    fits ? [] : [{ path: [...path, key], message }]
  const isRepair = rule.until === 'repaired'
  return [
    ...unless(
      ends.includes(rule.until),
      'until',
      `${rule.until} cannot follow ${rule.from}; there is ${ends.join(', ')}`,
    ),
    ...unless(!rule.otherwise || isRepair, 'otherwise', 'loaned goes with until: repaired only'),
    ...unless(
      rule.limit !== 'promised' || DATED.includes(rule.from),
      'limit',
      `promised needs a date, which only from: ${DATED.join(' or ')} brings; write a length such as PT4H`,
    ),
    ...unless(
      !rule.byCall || rule.until === 'responded',
      'byCall',
      'goes with until: responded only, a call keeps nothing else',
    ),
    ...unless(!rule.alternative || isRepair, 'alternative', 'goes with until: repaired only'),
    ...unless(
      !rule.sentInOnly || !rule.sentInLimit,
      'sentInLimit',
      'says the same as limit with sentInOnly: remove one of them',
    ),
    ...unless(
      !rule.sentInOnly || !rule.onSiteOnly,
      'sentInOnly',
      'never holds: onSiteOnly ends the clock when the unit is sent in',
    ),
    ...unless(
      !rule.onSiteOnly || !rule.sentInLimit,
      'sentInLimit',
      'never holds: onSiteOnly ends the clock when the unit is sent in',
    ),
  ]
}

/** A clause may promise one milestone once to each report: `clause/until` names the clock of a repair. */
const doublePromises = (rules: readonly Placed<ClockRule>[], { severities }: Around): PlanProblem[] =>
  rules.flatMap(({ clause, rule, path }, index) => {
    const rival = rules
      .slice(0, index)
      .find((other) => other.clause === clause && other.rule.until === rule.until && overlap(other.rule, rule))
    if (!rival) return []
    const shared = severities.find(({ id }) => holdsFor(rule.severities, id) && holdsFor(rival.rule.severities, id))
    return [{ path, message: `${clause} until ${rule.until} is promised twice for ${shared?.id}` }]
  })

const overlap = (a: ClockRule, b: ClockRule): boolean =>
  meet(a.severities, b.severities) &&
  meet(a.distances, b.distances) &&
  meet(a.matter && [a.matter], b.matter && [b.matter]) &&
  !isApart(a, b)

/** One for the unit that is sent in and one for it until then are two promises. */
const isApart = (a: ClockRule, b: ClockRule): boolean => (a.sentInOnly === true) !== (b.sentInOnly === true)

const meet = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a === undefined || b === undefined || a.some((name) => b.includes(name))

/** A severity that nothing is promised for would be a call that nobody has to answer. */
const silentSeverities = (rules: readonly Placed<ClockRule>[], { severities }: Around): PlanProblem[] => {
  const answers = rules.filter(({ rule }) => rule.from === 'reported' && rule.matter !== 'delivery')
  return severities.flatMap(({ id }, index) =>
    answers.some(({ rule }) => holdsFor(rule.severities, id))
      ? []
      : [
          {
            path: ['severities', index],
            message: `no active clause has a clock from: reported for ${id}: add one, or take the severity out`,
          },
        ],
  )
}

/** The same in Chinese. */
export const CLOCK_PROBLEMS: readonly ProblemWords[] = [
  [/^(\S+) cannot follow (\S+); there is (.*)$/, '$2 之后不会有 $1；可用 $3'],
  [/^loaned goes with until: repaired only$/, 'loaned 只能和 until: repaired 一起用'],
  [/^goes with until: repaired only$/, '只能和 until: repaired 一起用'],
  [/^goes with until: responded only/, '只能和 until: responded 一起用，打电话守不住别的'],
  [
    /^promised needs a date, which only from: (.*) brings; write a length such as PT4H$/,
    'promised 要有约定的日期，只有 from: $1 才有；写成时长，例如 PT4H',
  ],
  [/^says the same as limit with sentInOnly/, '和 sentInOnly 的 limit 重复：去掉一个'],
  [/^never holds: onSiteOnly ends the clock/, '永远不起作用：设备寄回时 onSiteOnly 已经结束这个时限'],
  [/^(\S+) until (\S+) is promised twice for (\S+)$/, '$1 对 $3 承诺了两次 $2'],
  [/^no active clause has a clock from: reported for (\S+)/, '$1 没有从 reported 起算的时限：加一条，或去掉这个等级'],
]
