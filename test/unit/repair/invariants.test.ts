import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf, isWorkday } from '../../../shared/kernel/calendar.ts'
import { durationMs, type Instant, later, millisBetween } from '../../../shared/kernel/instant.ts'
import { attentionOf } from '../../../shared/plan/defaults.ts'
import type { Clock } from '../../../shared/promise/clock.ts'
import { tallyOf } from '../../../shared/promise/lines.ts'
import type { RecordedEvent } from '../../../shared/repair/events.ts'
import { fold } from '../../../shared/repair/evolve.ts'
import { awaitsFeedback } from '../../../shared/repair/features/archive/offers.ts'
import { awaitsApprovalAfterwards } from '../../../shared/repair/features/visit/offers.ts'
import { obligationsOf } from '../../../shared/repair/lines.ts'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import { aPlan, type History, play, steps } from '../../support/history.ts'
import { at } from '../../support/play.ts'

/** CI plays ten thousand (`npm run test:invariants`); fast-check prints the seed of one that fails. */
const HISTORIES = Number(process.env.HISTORIES ?? 300)
const DAY = durationMs('PT24H')

/** Around the National Day holidays with their make-up workdays, a month end, the end of a leap February, and any day. */
const aStart = fc.constantFrom(
  at('11-20 02:13'),
  at('09-30 17:55'),
  at('10-09 23:59'),
  at('02-28 09:00', 2028),
  at('12-31 08:59'),
)

/** Somebody of ours heard of it: they acted, or were paged, warned or asked by name. */
const isHeard = (event: RecordedEvent): boolean =>
  event.by.kind === 'engineer' ||
  event.by.kind === 'staff' ||
  ((event.type === 'paged' || event.type === 'clockWarned' || event.type === 'asked') && event.person !== undefined)

/** A plain search, day by day: the first 09:00 after an instant, on a day on which the plan asks. */
function nextMorning(state: Repair, after: Instant): Instant {
  const { days } = attentionOf(state.plan)
  for (let day = dayOf(after, state.timezone); ; day = addDays(day, 1)) {
    const morning = `${day}T01:00:00.000Z`
    if (morning > after && (days === 'every' || isWorkday(day))) return morning
  }
}

/** What the customer has agreed to, or was told, and lies ahead. */
const agreedDates = (state: Repair, now: Instant): readonly Instant[] =>
  [
    ...(state.agreements ?? []).map(({ until, over }) => (over ? undefined : until)),
    state.resolutionAt,
    state.visitAt,
    pauseEnd(state),
  ].filter((date) => date !== undefined && date > now) as Instant[]
const pauseEnd = ({ pauses }: Repair) => pauses.find(({ to }) => to === undefined)?.until

/** How long nobody may hear of it, from a moment in which somebody did. */
function latestNext(state: Repair, heard: Instant): Instant {
  const { paging } = state
  // A page that climbs asks on its own, at the latest a day later; unless planned work holds it back.
  const isPaging = paging?.pending === true && paging.person !== undefined && !paging.held
  const paged = isPaging ? later(heard, DAY) : heard
  const morning = [nextMorning(state, heard), paged].toSorted().at(-1) ?? heard
  const agreed = agreedDates(state, heard)
  if (agreed.length === 0) return morning
  // Up to the plan's silence, moved back to a day on which the plan asks; never less than the next morning.
  const silence = later(heard, durationMs(attentionOf(state.plan).silence))
  return silence > morning ? silence : morning
}

/** The state right after each event, and the gaps between the moments in which somebody heard of it. */
function gapsOf(history: History): { from: Instant; to: Instant; state: Repair }[] {
  const gaps: { from: Instant; to: Instant; state: Repair }[] = []
  let state: Repair | undefined
  let heard: Instant | undefined
  let then: Repair | undefined
  for (const event of history.events) {
    // What happens in one moment belongs together: a page that a breach replaces at once was asking until then.
    if (state && event.at > state.updatedAt) then = state
    if (heard !== undefined && then && then.stage !== 'closed' && isHeard(event) && event.at > heard)
      gaps.push({ from: heard, to: event.at, state: then })
    state = fold([event], state)
    if (isHeard(event) || heard === undefined) heard = event.at
  }
  return gaps
}

/** A history takes some 20 ms, its nine quiet days as many again. */
const TIMEOUT = Math.max(60_000, HISTORIES * 120)

describe('no open repair without a date', () => {
  it(
    'whatever people do, somebody named is asked by the next morning, or as the customer agreed',
    () => {
      fc.assert(
        fc.property(aPlan, steps, aStart, (plan, taken, start) => {
          const history = play(plan, taken, start)
          // Then nobody does anything for nine days.
          history.until(later(history.now, 9 * DAY))
          for (const { from, to, state } of gapsOf(history)) {
            const limit = latestNext(state, from)
            expect(
              to <= limit,
              `${from} → ${to}, by ${limit}: ${state.stage} ${JSON.stringify([state.paging, state.heard])} ${history.events
                .filter((e) => e.at >= from && e.at <= to)
                .map((e) => `${e.seq} ${e.at} ${e.type} ${e.by.kind}`)
                .join('; ')}`,
            ).toBe(true)
          }
          const last = history.events.findLast(isHeard)?.at ?? start
          if (history.state.stage !== 'closed')
            expect(millisBetween(last, history.now) <= 7 * DAY, `silent since ${last}`).toBe(true)
        }),
        { numRuns: HISTORIES },
      )
    },
    TIMEOUT,
  )
})

describe('no loose end is left', () => {
  it(
    'an approval that is to follow, and the feedback that closes an archive, are asked for every day on which the plan asks',
    () => {
      fc.assert(
        fc.property(aPlan, steps, aStart, (plan, taken, start) => {
          const history = play(plan, taken, start)
          const { visitApproval, closed } = history.state
          history.until(later(history.now, 9 * DAY))
          const { state, events, now } = history
          const due = [
            ...(awaitsApprovalAfterwards(state) && visitApproval ? [['visitApproval', visitApproval.at]] : []),
            ...(awaitsFeedback(state) && closed ? [['feedback', closed.at]] : []),
          ]
          for (const [about = '', since = ''] of due) {
            const last = events.findLast((event) => event.type === 'asked' && event.about === about)
            expect(last, about).toHaveProperty('person')
            expect(nextMorning(state, [since, last?.at ?? ''].toSorted().at(-1) ?? since) > now).toBe(true)
          }
        }),
        { numRuns: HISTORIES },
      )
    },
    TIMEOUT,
  )
})

/** Every clock that ever ran is a line, and the ends add up. */
function isAllThere({ events, state }: History): void {
  const lines = obligationsOf(state)
  const started = events.flatMap((event) => (event.type === 'clockStarted' ? event.clock.id : []))
  expect(lines.map(({ id }) => id.slice('repair/1/'.length)).toSorted()).toEqual(started.toSorted())
  const { due, worstLateMs, ...ends } = tallyOf(lines)
  expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(due)
}

/** A promise ends in one of five ways, each with its proof. */
function isEndedRightly(clock: Clock, events: readonly RecordedEvent[]): void {
  const proof = events.find(({ seq }) => seq === clock.evidence)
  if (clock.state === 'waived') {
    const ended = events.findLast((event) => event.type === 'clockEnded' && event.clock === clock.id)
    expect([clock.waivedBy !== undefined, ended?.by.kind]).toEqual([true, 'staff'])
  }
  if (clock.state === 'superseded') expect(proof?.type).toMatch(/^(identified|severityChanged|disagreed)$/)
  if (clock.state === 'fallenAway') expect(proof?.type).toBe(clock.endedBecause)
}

/** It stands still and moves only by an agreement on record, and a promise to answer never stands still. */
function isMovedRightly(clock: Clock, events: readonly RecordedEvent[]): void {
  const of = (seq: number | undefined) => events.find((event) => event.seq === seq)
  for (const pause of clock.pauses) {
    expect([clock.term.until === 'responded', pause.to === undefined]).toEqual([false, false])
    if (pause.why === 'customer' || pause.why === 'visit-agreed')
      expect(of(pause.agreement)).toMatchObject({ agreement: { by: expect.any(String), how: expect.any(String) } })
  }
  for (const { agreement, because } of clock.moves ?? []) {
    if (agreement === undefined) expect(RIGHTED).toContain(because)
    else expect(of(agreement)).toHaveProperty(of(agreement)?.type === 'sentIn' ? 'type' : 'agreement')
  }
}

/** A severity falls by agreement or by a manager, never otherwise. */
function fallsRightly(events: readonly RecordedEvent[]): void {
  let state: Repair | undefined
  for (const event of events) {
    const before = state
    state = fold([event], state)
    if (event.type !== 'severityChanged' || !before) continue
    const rank = (id: string) => before.plan.severities.findIndex((severity) => severity.id === id)
    if (rank(event.severity) > rank(before.severity))
      expect(event.agreement !== undefined || event.approver !== undefined).toBe(true)
  }
}

describe('no promise vanishes', () => {
  it(
    'every clock that ever ran is a line, ends in one of five ways with its proof, and moves only by what is on record',
    () => {
      fc.assert(
        fc.property(aPlan, steps, aStart, (plan, taken, start) => {
          const history = play(plan, taken, start)
          isAllThere(history)
          for (const clock of history.state.clocks) {
            isEndedRightly(clock, history.events)
            isMovedRightly(clock, history.events)
          }
          fallsRightly(history.events)
        }),
        { numRuns: HISTORIES },
      )
    },
    TIMEOUT,
  )
})

/** Not moved but put right, or moved back, or given the time in which the promise was fulfilled for the while. */
const RIGHTED = [
  'identified',
  'severityChanged',
  'resumed',
  'arrived',
  'disagreed',
  'notFixed',
  'loanerReturned',
  'resolutionPromised',
  'notSolvedOnSite',
  'escalated',
  'loanerLent',
  'takenBack',
  'reopened',
]
