import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isUnpaid } from '../../../shared/contract/contract.ts'
import { factsIn, type RecordedContractEvent } from '../../../shared/contract/events.ts'
import { fold } from '../../../shared/contract/evolve.ts'
import { standingFacts } from '../../../shared/contract/facts.ts'
import { contractObligations } from '../../../shared/contract/lines.ts'
import { stagesOf } from '../../../shared/contract/payments.ts'
import { addDays, dayOf, isWorkday } from '../../../shared/kernel/calendar.ts'
import { later } from '../../../shared/kernel/instant.ts'
import { isOpen, isOverdue } from '../../../shared/promise/promised.ts'
import { plans } from '../../support/plans.ts'
import { laddersOf, needing, needs, Play, siteIn, unitOf } from './play.ts'

const START = '2026-09-20'
const V1 = needing({
  H9: { needs: needs('certificate', 'inspection-report') },
  H22: { from: 'signed', within: 'P7D' },
  C13: { of: 'unit', from: 'accepted', within: 'P30D' },
})
const PAPERS = needing(
  {
    H9: { needs: needs('certificate', 'proof-of-supply') },
    C13: { of: 'unit', from: 'accepted' },
    C7: { of: 'site', within: 'P1M' },
  },
  2,
)
const H = plans.find(({ id, version }) => id === 'H' && version === 2)
/** Asked at an hour at which nobody is. */
const V2 = {
  ...PAPERS,
  attention: { at: '22:15' },
  clauses: [...PAPERS.clauses, ...(H?.clauses.filter(({ id }) => id === 'H20') ?? [])],
}
const ZONES = ['Asia/Shanghai', 'Asia/Urumqi', 'America/New_York'] as const
const NEEDED = [
  ['H9', 'certificate', 'contract'],
  ['H9', 'inspection-report', 'contract'],
  ['H9', 'proof-of-supply', 'contract'],
  ['H22', 'certificate', 'contract'],
  ['C13', 'certificate', 'SN-1'],
  ['C13', 'certificate', 'SN-2'],
  ['C7', 'certificate', 'lanting-east'],
  ['H20', 'trial', 'contract'],
] as const

const day = fc.integer({ min: -20, max: 60 }).map((days) => addDays(START, days))
const date = fc.option(day, { nil: undefined })
const step = fc.oneof(
  fc.record({
    type: fc.constant('wait' as const),
    minutes: fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 40_000 })),
  }),
  fc.record({ type: fc.constant('next' as const) }),
  fc.record({ type: fc.constant('down' as const), minutes: fc.integer({ min: 0, max: 20_000 }) }),
  fc.record({ type: fc.constant('date' as const), which: fc.constantFrom('deliveredOn', 'acceptedOn'), day: date }),
  fc.record({ type: fc.constant('signed' as const), day }),
  fc.record({ type: fc.constant('say' as const), where: fc.constantFrom(...NEEDED), isWaived: fc.boolean() }),
  fc.record({ type: fc.constant('takeBack' as const), place: fc.integer({ min: 0, max: 5 }) }),
  fc.record({
    type: fc.constant('units' as const),
    accepted: fc.array(
      fc.tuple(fc.constantFrom('SN-1', 'SN-2', 'SN-3'), date, fc.constantFrom(...ZONES), fc.boolean()),
      {
        maxLength: 3,
      },
    ),
  }),
  fc.record({ type: fc.constant('site' as const), zone: fc.option(fc.constantFrom(...ZONES), { nil: undefined }) }),
  fc.record({ type: fc.constant('version' as const), version: fc.constantFrom(1, 2), isSaid: fc.boolean() }),
  fc.record({ type: fc.constant('people' as const), count: fc.integer({ min: 0, max: 3 }) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const { ladders: ALL } = new Play(`${START} 10:00`, {})

function take(play: Play, one: Step): Play {
  switch (one.type) {
    case 'wait':
      return play.until(later(play.now, one.minutes * 60_000))
    case 'next': {
      const next = play.next()
      return next === undefined ? play : play.until(next)
    }
    case 'down':
      return play.downUntil(later(play.now, one.minutes * 60_000))
    case 'date': {
      const { [one.which as 'deliveredOn']: _, ...contract } = play.bound.contract
      return play.bind({ contract: { ...contract, ...(one.day && { [one.which]: one.day }) } })
    }
    case 'signed':
      return play.dated({ signedOn: one.day })
    case 'say': {
      const [clause, need, about] = one.where
      return play.say(
        one.isWaived ? { type: 'waived', reason: '-' } : { type: 'recorded', document: '-' },
        clause,
        need,
        about,
      )
    }
    case 'takeBack':
      return play.takeBack(one.place)
    case 'units': {
      const units = new Map(
        one.accepted.map(([serial, on, zone, isReplaced]) => [
          serial,
          unitOf(serial, zone, { ...(on && { acceptedOn: on }), ...(isReplaced && { replacedBy: 'SN-9' }) }),
        ]),
      )
      return play.bind({ units: [...units.values()] })
    }
    case 'site':
      return play.bind({ sites: one.zone ? [siteIn(one.zone)] : [] })
    case 'version': {
      const needed = play.bound.document.clauses.flatMap(({ id, rules }) =>
        rules.flatMap((rule) => (rule.rule === 'evidence' ? rule.needs.map((need) => `${id}/${need.id}`) : [])),
      )
      play.bind({ document: one.version === 1 ? V1 : V2 })
      return one.isSaid ? play.say({ type: 'moved', needed }) : play
    }
    case 'people':
      play.ladders = laddersOf(ALL.papers.slice(0, one.count))
      return play
    default:
      return one satisfies never
  }
}

/** What was asked on a day of rest, before 8 or after 20 o'clock, by the clock of then. */
function outOfHours(
  before: { readonly timezone: string; readonly asked: readonly string[] },
  event: RecordedContractEvent,
): typeof before {
  if (event.type === 'termsSeen') return { ...before, timezone: event.terms.timezone }
  if (event.type !== 'asked') return before
  const { timezone } = before
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: timezone }).format(new Date(event.at)),
  )
  const isRight = hour >= 8 && hour < 20 && isWorkday(dayOf(event.at, timezone))
  return isRight ? before : { timezone, asked: [...before.asked, event.at] }
}

it('[H9] [C13] whatever happens to a contract, its papers are as its file says, are waited for while they are owed, and are asked about by day on working days, never in a circle', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      const play = new Play(`${START} 10:00`, { signedOn: START }, V1, { units: [unitOf('SN-1')] })
      for (const one of steps) {
        // No two things are in the same millisecond.
        take(play.until(later(play.now, 1)), one)
        const { state, now } = play
        const file = { ...play.bound, facts: standingFacts(factsIn(play.events)) }
        const wanted = contractObligations(file, now)
        for (const { id, state: wantedState, dueAt, endedAt } of wanted) {
          const papers = state.papers.filter(({ key }) => id === `contract/${play.id}/${key}`)
          // A breach keeps its day, whatever day the contract is given afterwards.
          const broken = papers.find((paper) => paper.brokenAt !== undefined && paper.dueAt !== dueAt)
          if (broken) expect(broken).toMatchObject({ state: 'broken', brokenAt: broken.dueAt })
          expect(papers.map((paper) => [paper.state, paper.dueAt, paper.endedAt])).toEqual([
            broken ? ['broken', broken.dueAt, endedAt] : [wantedState, dueAt, endedAt],
          ])
        }
        const owed = state.papers.filter((paper) => isOpen(paper) || isOverdue(paper))
        const ids = new Set(wanted.map(({ id }) => id))
        expect(owed.filter(({ key }) => !ids.has(`contract/${play.id}/${key}`))).toEqual([])
        const { payments = [] } = state
        const due = stagesOf(file, now).flatMap(({ payment }) => payment ?? [])
        for (const { key, dueAt, state } of due)
          expect(payments.filter((one) => one.key === key)).toEqual([expect.objectContaining({ dueAt, state })])
        const unpaid = payments.filter(isUnpaid)
        expect(unpaid.filter(({ key }) => !due.some((one) => one.key === key))).toEqual([])
        const next = play.next()
        if (owed.length + unpaid.length > 0) expect(next).toBeDefined()
        if (next !== undefined) expect(next > now).toBe(true)
        expect({ ...fold(play.id, play.events), version: state.version }).toEqual(state)
        expect(JSON.parse(JSON.stringify(state))).toEqual(state)
        // Asked again it decides nothing.
        const { length } = play.events
        expect(play.advance().events).toHaveLength(length)
      }
      expect(play.events.reduce(outOfHours, { timezone: '', asked: [] }).asked).toEqual([])
      const asked = play.events.flatMap((event) =>
        event.type === 'asked' ? [`${event.at} ${event.about} ${event.person?.id}`] : [],
      )
      expect(new Set(asked).size).toBe(asked.length)
    }),
    { numRuns: Number(process.env.HISTORIES ?? 150) },
  )
}, 600_000)

it('what an earlier version recorded of the contract itself, with both words empty, is read under its own name and says the same', () => {
  const named = new Play(`${START} 10:00`, { signedOn: START }, V1)
    .say({ type: 'filed', signedOn: START })
    .say({ type: 'moved', needed: ['H9/certificate'] })
    .say({ type: 'moved', needed: [] })
  const earlier = named.events.map((event) =>
    event.type === 'fact' && event.clause === 'contract' ? { ...event, clause: '', need: '' } : event,
  )
  expect(earlier.filter((event) => event.type === 'fact' && event.clause === '')).toHaveLength(3)
  expect(fold(named.id, earlier)).toEqual(fold(named.id, named.events))
  expect(named.events.flatMap((event) => (event.type === 'fact' ? `${event.clause}/${event.need}` : []))).toEqual([
    'contract/filed',
    'contract/moved',
    'contract/moved',
  ])
})
