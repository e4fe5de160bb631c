import type { PersonRef } from '../../kernel/actor.ts'
import { addDays, dayOf, isWorkday, startOfDay, type WorkingTime } from '../../kernel/calendar.ts'
import { type Instant, laterOf } from '../../kernel/instant.ts'
import type { Slot, VisitState, VisitWork } from '../state/visit.ts'
import { type Half, halvesFrom } from './half-days.ts'

// Which dates to offer, and who would go: somebody who is there anyway, otherwise whoever has least to do. No optimiser: a coordinator
// sees why, and decides otherwise.

/** A visit that is agreed, as far as others go by it. */
export interface Booked {
  readonly slot: Slot
  readonly engineer?: string
  readonly site?: string
  readonly city?: string
}

/** What a visit is planned among. */
export interface Around {
  readonly workingTime: WorkingTime
  readonly site?: string
  readonly city?: string
  readonly booked: readonly Booked[]
  /** When the customer has no time for it, by their calendar. */
  readonly isBusy?: (slot: Slot) => boolean
  /** Those of the roster who work then, whoever has duty first. */
  readonly onDuty: (at: Instant) => readonly PersonRef[]
}

/** Working days that the customer has to answer, and the engineer to prepare. */
const NOTICE_DAYS = 3
/** Where nothing is left before it is due, it is late, and as soon as can be. */
const AFTER_DAYS = 14
const OFFERED = 2

/** Two dates for these works, in order: on different days and, where there is a choice, at different times of day. */
export function suggestSlots(works: readonly VisitWork[], around: Around, now: Instant): readonly Slot[] {
  const { workingTime } = around
  const opensAt = works.map((work) => work.opensAt).reduce(laterOf, now)
  const from = laterOf(startOfDay(noticeDay(now, workingTime), workingTime.timezone), opensAt)
  const dueAt = works.map((work) => work.dueAt).toSorted()[0] ?? from
  const inTime = [...halvesFrom(from, workingTime)].filter((half) => half.from >= from && half.to <= dueAt)
  const soon = [...halvesFrom(from, workingTime, AFTER_DAYS)].filter((half) => half.from >= from)
  const all = inTime.length > 0 ? inTime : soon
  const quiet = all.filter((half) => !around.isBusy?.(half))
  // Where they are always busy, in time counts for more.
  const halves = quiet.length > 0 ? quiet : all
  const inOrder = halves.toSorted((one, other) => nearness(around, one) - nearness(around, other))
  const [first] = inOrder
  if (!first) return []
  const day = dayIn(workingTime, first)
  const others = inOrder.filter((half) => dayIn(workingTime, half) !== day)
  const second = others.find(({ half }) => half !== first.half) ?? others[0] ?? inOrder[1]
  return [first, second]
    .flatMap((half) => (half ? [{ from: half.from, to: half.to }] : []))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .slice(0, OFFERED)
}

/** Who would go then: never somebody who is elsewhere at that time. */
export function suggestEngineer(slot: Slot, around: Around): PersonRef | undefined {
  const { booked, workingTime } = around
  const thatDay = booked.filter((one) => dayIn(workingTime, one.slot) === dayIn(workingTime, slot))
  const visitsOf = ({ id }: PersonRef) => thatDay.filter(({ engineer }) => engineer === id)
  const free = around
    .onDuty(slot.from)
    .filter((person) => visitsOf(person).every((one) => one.slot.to <= slot.from || one.slot.from >= slot.to))
  const ranked = free.map((person, place) => {
    const theirs = visitsOf(person)
    return { person, near: Math.min(FAR, ...theirs.map((one) => farness(around, one))), load: theirs.length, place }
  })
  return ranked.toSorted((one, other) => one.near - other.near || one.load - other.load || one.place - other.place)[0]
    ?.person
}

/** Whether a date that was offered may still be chosen: whoever has it, or somebody on duty, is not elsewhere by now. */
export function isStillFree(slot: Slot, { engineer }: Pick<VisitState, 'engineer'>, around: Around): boolean {
  const onDuty = engineer ? [engineer] : around.onDuty(slot.from)
  return onDuty.length === 0 || suggestEngineer(slot, { ...around, onDuty: () => onDuty }) !== undefined
}

/** The same place, the same city, anywhere else. */
const FAR = 2
const farness = ({ site, city }: Around, booked: Booked): number => {
  if (site !== undefined && booked.site === site) return 0
  return city !== undefined && booked.city === city ? 1 : FAR
}

/** How near to it somebody is on that day anyway. */
const nearness = (around: Around, slot: Half): number =>
  Math.min(
    FAR,
    ...around.booked
      .filter((one) => dayIn(around.workingTime, one.slot) === dayIn(around.workingTime, slot))
      .map((one) => farness(around, one)),
  )

const dayIn = ({ timezone }: WorkingTime, { from }: Slot) => dayOf(from, timezone)

function noticeDay(now: Instant, { timezone, holidays }: WorkingTime) {
  let day = dayOf(now, timezone)
  for (let left = NOTICE_DAYS; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkday(day, holidays)) left -= 1
  }
  return day
}

/** `江苏省无锡市`: what an address says up to its city; undefined where it names none. */
export const cityOf = (address: string | undefined): string | undefined =>
  address === undefined ? undefined : /^[^市州]{1,12}(市|自治州)/.exec(address)?.[0]

export const workingTimeOf = ({ terms }: Pick<VisitState, 'terms'>): WorkingTime => terms
