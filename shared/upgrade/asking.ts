import type { PersonRef } from '../kernel/actor.ts'
import { durationMs, earlierOf, type Instant, later, laterOf } from '../kernel/instant.ts'
import { askingAfter, askingFrom, mayBeAskedAt } from '../promise/asking-hours.ts'
import { climbedTo } from '../promise/reminding.ts'
import type { UpgradeEvent } from './events.ts'
import type { Question, Upgrade } from './state/upgrade.ts'

// Never silence: what nobody has planned, what the customer has not answered some days before its time, and what nobody has said the
// end of is asked about, of one more person each time.

/** Whoever was there is asked how it went so long after its time: they are awake. */
const OUTCOME_AFTER = 'PT30M'
/** What nobody has planned is asked about after so many days, and again. */
const PLAN_DAYS = 7
/** Working days from one question to the next; then once a week. */
const DAILY = 3
const WEEKLY_DAYS = 7

/** Who is asked, nearest first. */
export interface Ladder {
  readonly engineer?: PersonRef
  /** The contract's coordinator, and its manager. */
  readonly office: readonly PersonRef[]
}

/** What is asked about now, and since when. */
export function questionOf(upgrade: Upgrade): { readonly about: Question; readonly first: Instant } | undefined {
  const { ended, agreed, proposal, begunAt, hours, idleSince, bound } = upgrade
  if (ended) return undefined
  if (agreed && (begunAt || !proposal || proposal.from > agreed.until))
    return { about: 'outcome', first: later(agreed.until, durationMs(OUTCOME_AFTER)) }
  if (proposal) return { about: 'agreement', first: beforeWindow(upgrade, proposal.from, bound?.agreedBefore) }
  return { about: 'plan', first: askingAfter(hours, idleSince, upgrade.rounds > 0 ? 1 : PLAN_DAYS) }
}

/** Some days before; of what is put to them later than that, the next morning, and before its time in any case. */
function beforeWindow({ hours }: Upgrade, from: Instant, agreedBefore = 'P1D'): Instant {
  const days = later(from, -durationMs(agreedBefore))
  return earlierOf(askingFrom(hours, days), from)
}

/** When the next question may be asked. */
export function nextAskedAt(upgrade: Upgrade, now: Instant): Instant | undefined {
  const question = questionOf(upgrade)
  if (!question) return undefined
  const { about, first } = question
  const { asked, hours } = upgrade
  if (asked?.about !== about) return laterOf(first, upgrade.plannedAt)
  if (about === 'outcome' && asked.count === 1) return askingFrom(hours, later(asked.at, 1))
  const at = laterOf(first, askingAfter(hours, asked.at, asked.count < DAILY ? 1 : WEEKLY_DAYS))
  return at < now && !mayBeAskedAt(hours, now) ? askingFrom(hours, now) : at
}

/** The question that is due now, to each person. */
export function questions(upgrade: Upgrade, ladder: Ladder, now: Instant): readonly UpgradeEvent[] {
  const question = questionOf(upgrade)
  const at = nextAskedAt(upgrade, now)
  if (!question || at === undefined || at > now) return []
  const { about } = question
  const count = upgrade.asked?.about === about ? upgrade.asked.count + 1 : 1
  const people = peopleFor(about, ladder, count)
  if (people.length === 0) return [{ type: 'asked', about, count }]
  return people.map((person) => ({ type: 'asked', about, person, count }))
}

function peopleFor(about: Question, { engineer, office }: Ladder, count: number): readonly PersonRef[] {
  const all = about === 'outcome' && engineer ? [engineer, ...office.filter(({ id }) => id !== engineer.id)] : office
  return count === 1 ? all.slice(0, 1) : climbedTo(all, count - 1)
}
