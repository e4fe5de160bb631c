import type { PersonRef } from '../kernel/actor.ts'
import { type Fault, fault } from '../kernel/errors.ts'
import { durationMs, earlierOf, type Instant, later, laterOf } from '../kernel/instant.ts'
import { shortTime } from '../kernel/when.ts'

/** The plan for a customer's important days, as whoever answers for it has made it. */
export interface DutyPlan {
  /** Who is there, from when to when: together all of the days. */
  readonly shifts: readonly DutyShift[]
  /** Who stands in for them, in the order in which they are asked. */
  readonly deputies: readonly string[]
  /** Whom to ring, one after the other. */
  readonly phones: string
  /** What is watched, and what is done when it fails. */
  readonly watched: string
}
export interface DutyShift {
  readonly person: string
  readonly from: Instant
  readonly to: Instant
  /** The line of support on which they are asked first meanwhile; absent: the first. */
  readonly tier?: number
}
/** With what everybody in it is called. */
export interface MadePlan extends DutyPlan {
  readonly people: readonly PersonRef[]
}

/** The days that it is for. */
export interface Days {
  readonly from: Instant
  readonly to: Instant
}

/** Somebody may come so long before it begins, and stay so long after. */
const BESIDE_MS = durationMs('PT24H')

/** What keeps it from being a plan for these days: a time at which nobody is there, a shift that is on other days, nobody who could stand in. */
export const planFaults = (plan: DutyPlan, days: Days, timezone: string): readonly Fault[] => [
  ...gapsIn(plan.shifts, days).map(({ from, to }) => {
    const [zh, en] = (['zh-CN', 'en'] as const).map((one) =>
      [from, to].map((at) => shortTime(at, timezone, one)).join(' – '),
    )
    return fault('shifts', `${zh} 没有人值守`, `nobody is there ${en}`)
  }),
  ...shiftFaults(plan, days),
  ...deputyFaults(plan),
]

/** Every stretch of the days in which nobody is there. */
export function gapsIn(shifts: readonly DutyShift[], { from, to }: Days): readonly Days[] {
  const gaps: Days[] = []
  let covered = from
  for (const shift of shifts.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    if (shift.from > covered && covered < to) gaps.push({ from: covered, to: earlierOf(shift.from, to) })
    covered = laterOf(covered, shift.to)
  }
  return covered < to ? [...gaps, { from: covered, to }] : gaps
}

const shiftFaults = ({ shifts }: DutyPlan, { from, to }: Days): readonly Fault[] =>
  shifts.flatMap((shift) => {
    if (shift.to <= shift.from)
      return [fault('shifts', '每一班的结束要晚于开始', 'every shift must end after it begins')]
    const isThen = shift.from >= later(from, -BESIDE_MS) && shift.to <= later(to, BESIDE_MS)
    return isThen ? [] : [fault('shifts', '有一班不在这几天', 'one shift is on other days')]
  })

const deputyFaults = ({ shifts, deputies }: DutyPlan): readonly Fault[] =>
  deputies.some((id) => shifts.every(({ person }) => person !== id))
    ? []
    : [fault('deputies', '至少写一位不在值守的替补', 'name at least one who is not on the watch themselves')]

/** What of the shifts lies in these days: the rest is nobody's any more. */
export const within = (shifts: readonly DutyShift[], { from, to }: Days): readonly DutyShift[] =>
  shifts.flatMap((shift) => {
    const cut = { ...shift, from: laterOf(shift.from, from), to: earlierOf(shift.to, to) }
    return cut.from < cut.to ? [cut] : []
  })

/** Everybody's shifts, one after the other, as one: nobody begins what they are on already. */
export function turnsIn(shifts: readonly DutyShift[]): readonly (Days & { readonly person: string })[] {
  const turns: { person: string; from: Instant; to: Instant }[] = []
  for (const { person, from, to } of shifts.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = turns.findLast((one) => one.person === person)
    if (last && from <= last.to) last.to = laterOf(last.to, to)
    else turns.push({ person, from, to })
  }
  return turns
}

/** As the contract's file keeps it: in Chinese, as it is handed to the customer. */
export function wordsOf(
  plan: MadePlan,
  { name, days, timezone }: { readonly name: string; readonly days: string; readonly timezone: string },
): string {
  const time = (at: Instant) => shortTime(at, timezone, 'zh-CN')
  const called = (id: string) => plan.people.find((one) => one.id === id)?.name ?? id
  const shifts = plan.shifts.map(({ person, from, to }) => `${time(from)}–${time(to)} ${called(person)}`)
  return [
    `${name}（${days}）`,
    `值守：${shifts.join('；')}`,
    `替补：${plan.deputies.map(called).join('、')}`,
    `电话：${plan.phones}`,
    `保障内容：${plan.watched}`,
  ].join('\n')
}
