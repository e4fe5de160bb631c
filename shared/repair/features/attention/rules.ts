import type { PersonRef } from '../../../kernel/actor.ts'
import { addDays, dayOf, isWorkday, timeOn } from '../../../kernel/calendar.ts'
import { defined } from '../../../kernel/fields.ts'
import { durationMs, earliest, fromMs, type Instant, later } from '../../../kernel/instant.ts'
import { attentionOf } from '../../../plan/defaults.ts'
import type { AskedAbout } from '../../state/page.ts'
import type { Recorded, RepairStamp } from '../../state/recorded.ts'
import type { Repair } from '../../state/repair.ts'
import { workingTimeOf } from '../../state/working-time.ts'
import type { Events } from '../feature.ts'
import { isUnlistedJunk, junkDueAt, tellOfJunk } from '../junk/list.ts'
import type { JunkEvent } from '../junk/rules.ts'
import { currentPause } from '../pause.ts'

// No open repair without a date: whatever was paused, lent, sent in, postponed, identified or answered, some named person is
// asked about it within a day – or, where the customer has agreed to a later date, on the working day before it, and after at
// most a week of silence.

/** Someone of ours was asked how it stands. `count`: how often in a row, without anybody acting. */
export interface AskedEvent {
  readonly type: 'asked'
  readonly person?: PersonRef
  readonly about: AskedAbout
  readonly count: number
}

export const events: Events<AskedEvent> = {
  /** Some things are asked once, some on their own until they are given. */
  asked: {
    fold: (state, event) =>
      isAskedApart(event.about)
        ? { ...state, askedApart: { ...state.askedApart, [event.about]: { at: event.at, count: event.count } } }
        : applyToldOnce(state, event),
    heard: ({ heard }, { about, at, count }) => (isAskedApart(about) ? heard : { at, asked: count }),
  },
}

/** A loaner that stands at the customer's after the repair has closed is asked for once a week until it is back. */
const LOANER_OUT_EVERY = 7

/** Asked for on its own (see `loose-ends.ts`): that it was asked says nothing of how the repair stands. */
const ASKED_APART: readonly AskedAbout[] = [
  'visitApproval',
  'feedback',
  'takenOver',
  'complained',
  'visitSoon',
  'visitDue',
  'visitPassed',
]
const isAskedApart = (about: AskedAbout): boolean => ASKED_APART.includes(about)

/** An engineer or the desk did something, or someone of ours was told: they know of it. */
export function heardWith({ heard }: Repair, { at, by }: RepairStamp, isTold = false): Repair['heard'] {
  if (by.kind === 'engineer' || by.kind === 'staff') return { at, asked: 0 }
  return isTold || !heard ? { at, asked: heard?.asked ?? 0 } : heard
}

/** Whom a loaner is still out for, though the repair is closed. */
export const isLoanerOut = ({ stage, loaner }: Pick<Repair, 'stage' | 'loaner'>): boolean =>
  stage === 'closed' && loaner?.state === 'lent'

/** What was asked once is not asked again. */
const applyToldOnce = (state: Repair, { about, at }: Recorded<AskedEvent>): Repair => {
  if (about === 'calledAgain') return { ...state, toldOfWords: true }
  return about === 'junk' && state.junk ? { ...state, junk: { ...state.junk, listed: at } } : state
}

/** When someone is next asked about this repair, should nothing happen until then; undefined when nothing is left to ask. */
export function nextQuestionAt(state: Repair): Instant | undefined {
  const { heard, updatedAt } = state
  const since = heard?.at ?? updatedAt
  if (isLoanerOut(state)) return slotAfter(state, since, LOANER_OUT_EVERY)
  if (state.stage === 'closed')
    return isUnlistedJunk(state) ? junkDueAt(state, slotAfter(state, state.junk?.at ?? since, 1)) : undefined
  const daily = slotAfter(state, since, 1)
  const agreed = agreedDate(state, since)
  return agreed === undefined || agreed <= daily ? daily : withAgreed(state, since, agreed)
}

/** The latest date that the customer has agreed to and that has not come yet: one that they were only told buys no silence. */
function agreedDate(state: Repair, since: Instant): Instant | undefined {
  const { agreements = [], resolutionAt, resolutionAgreed } = state
  const dates = [
    ...agreements.map(({ until, over }) => (over ? undefined : until)),
    currentPause(state)?.until,
    resolutionAgreed ? resolutionAt : undefined,
  ]
  return dates
    .filter((date) => date !== undefined && date > since)
    .toSorted()
    .at(-1)
}

/** The working day before the date, but not longer than the plan's silence; from the day before on, the day itself. */
function withAgreed(state: Repair, since: Instant, agreed: Instant): Instant {
  const { silence } = attentionOf(state.plan)
  const latest = later(since, durationMs(silence))
  const dayBefore = slotOn(state, workdayBefore(state, agreed))
  const wanted = dayBefore > since ? dayBefore : slotAfter(state, agreed, 1)
  return (
    earliest([wanted, lastSlotBy(state, latest)].filter((instant) => instant > since)) ?? slotAfter(state, since, 1)
  )
}

const slotOn = (state: Repair, day: string): Instant => fromMs(timeOn(day, attentionOf(state.plan).at, state.timezone))

/** The first time of asking after an instant, `days` days on at the earliest; on a working day where the plan asks on those only. */
export function slotAfter(state: Repair, since: Instant, days: number): Instant {
  const today = dayOf(since, state.timezone)
  const first = days === 1 && slotOn(state, today) > since ? today : addDays(today, days)
  return slotOn(state, askingDay(state, first, 1))
}

/** The last time of asking up to an instant. */
function lastSlotBy(state: Repair, instant: Instant): Instant {
  const day = dayOf(instant, state.timezone)
  const last = slotOn(state, day) <= instant ? day : addDays(day, -1)
  return slotOn(state, askingDay(state, last, -1))
}

function askingDay(state: Repair, from: string, step: 1 | -1): string {
  if (attentionOf(state.plan).days === 'every') return from
  let day = from
  while (!isWorkday(day, workingTimeOf(state).holidays)) day = addDays(day, step)
  return day
}

function workdayBefore(state: Repair, instant: Instant): string {
  let day = addDays(dayOf(instant, state.timezone), -1)
  while (!isWorkday(day, workingTimeOf(state).holidays)) day = addDays(day, -1)
  return day
}

/** Pages that climb already ask about it, somebody named, more often than this would; unless planned work holds them back. */
const isPaging = ({ paging }: Repair): boolean =>
  paging?.pending === true && paging.person !== undefined && !paging.held

/** When the routine question is due, unless a page asks anyway. */
export const questionAt = (state: Repair): Instant | undefined => (isPaging(state) ? undefined : nextQuestionAt(state))

/** Who is asked now: whoever has it; after the plan's number of unanswered questions the manager. */
export function questions(state: Repair, manager: PersonRef | undefined, now: Instant): (AskedEvent | JunkEvent)[] {
  const at = questionAt(state)
  if (at === undefined || at > now) return []
  if (isUnlistedJunk(state)) return [tellOfJunk(state, manager)]
  const count = (state.heard?.asked ?? 0) + 1
  const responsible = state.assignee ?? state.paging?.person
  const isManagers = aboutOf(state) === 'pastDate' || count > attentionOf(state.plan).climbAfter
  const person = isManagers ? (manager ?? responsible) : (responsible ?? manager)
  return [{ type: 'asked', ...defined({ person }), about: aboutOf(state), count }]
}

function aboutOf(state: Repair): AskedAbout {
  if (isLoanerOut(state)) return 'loanerOut'
  if (isPastDate(state)) return 'pastDate'
  return state.stage === 'confirmation' ? 'confirmation' : 'progress'
}

/** C28: what is past the date that the customer was told is the manager's to decide, until another is agreed. */
function isPastDate({ stage, clocks }: Repair): boolean {
  if (stage === 'confirmation') return false
  const dates = clocks.filter(({ term, endedAt }) => term.from === 'scheduled' && endedAt === undefined)
  return dates.length > 0 && dates.every(({ state }) => state === 'broken')
}

/** What whoever has it cannot answer by themselves. */
const MANAGERS: ReadonlySet<AskedAbout> = new Set<AskedAbout>([
  'disagreed',
  'contested',
  'pastDate',
  'complained',
  'visitPassed',
])

/** Asked at once, not at the time of routine questions. */
export const askAtOnce = (state: Repair, about: AskedAbout, manager: PersonRef | undefined): AskedEvent[] => {
  const person = MANAGERS.has(about) ? (manager ?? state.assignee) : (state.assignee ?? state.paging?.person ?? manager)
  const count = isAskedApart(about) ? 1 : (state.heard?.asked ?? 0) + 1
  return [{ type: 'asked', ...defined({ person }), about, count }]
}
