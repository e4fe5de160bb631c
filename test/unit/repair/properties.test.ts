import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BadRequestError } from '../../../shared/errors/errors.ts'
import { explain } from '../../../shared/plan/explain.ts'
import { type ActionFacts, act } from '../../../shared/repair/act.ts'
import type { Action, ActionType } from '../../../shared/repair/actions.ts'
import { advance, checkpoint } from '../../../shared/repair/advance.ts'
import { allowedActions } from '../../../shared/repair/allowed.ts'
import { missedBefore } from '../../../shared/repair/clockwork.ts'
import { open } from '../../../shared/repair/decide.ts'
import type { RecordedEvent } from '../../../shared/repair/events.ts'
import { fold } from '../../../shared/repair/evolve.ts'
import type { Repair } from '../../../shared/repair/repair.ts'
import { scheduleOf } from '../../../shared/repair/schedule.ts'
import { later } from '../../../shared/time/instant.ts'
import { anyAction } from '../../support/any-action.ts'
import { at, engineer, PATH, person, planOf } from '../../support/play.ts'

const REPORT = at('11-20 02:13')
const MINUTE = 60_000
const MANAGER = { kind: 'staff', id: 'boss', name: 'boss' } as const
const ACTORS = [engineer('zhang'), engineer('li'), MANAGER, { kind: 'customer', id: 'contact' } as const]

const actionOf = (state: Repair, type: ActionType, now: string, minutes: number): Action =>
  anyAction(state, type, later(now, minutes * MINUTE), minutes, { person: 'li' })

const FACTS: ActionFacts = {
  target: person('li'),
  loaner: { serial: 'L-1', name: 'loaner' },
  people: [person('rd')],
  replacementUnit: { serial: 'S-2', model: 'M1' },
  quote: { warranty: 'out', origin: 'user', currency: 'CNY', lines: [], totalFen: 100 },
}

interface Step {
  readonly minutes: number
  readonly who: number
  readonly pick: number
}
interface Played {
  readonly events: readonly RecordedEvent[]
  readonly state: Repair
}

/** Time passes and people do what they may; timers fire in order, as the workflow would let them. */
function play(planId: string, steps: readonly Step[]): Played {
  const plan = planOf(planId)
  const unit = { serial: 'S-1', model: 'M1' }
  const call = { callId: 'call-1', channel: 'api', at: REPORT, symptoms: 'broken' } as const
  const subject = { plan, needsIdentification: false, timezone: 'Asia/Shanghai', roster: 'main', unit }
  const severity = plan.severities[0]?.id ?? ''
  const opened = open({ repairId: '1', subject, severity, reportedAt: REPORT, call, contacts: [] }, REPORT)
  const events = [...opened.events]
  let { state } = opened
  let now = REPORT
  const keep = (decision: { events: readonly RecordedEvent[]; state: Repair }) => {
    events.push(...decision.events)
    ;({ state } = decision)
  }
  const until = (instant: string) => {
    for (let next = checkpoint(state); next !== undefined && next <= instant; next = checkpoint(state)) {
      now = next > now ? next : now
      keep(advance(state, { path: PATH, freeLoaners: [], teams: { experts: [person('expert')] } }, now))
    }
    now = instant
  }
  for (const { minutes, who, pick } of steps) {
    until(later(now, minutes * MINUTE))
    const actor = ACTORS[who % ACTORS.length] ?? MANAGER
    const allowed = allowedActions(state, actor).filter((type) => type !== 'identify')
    const type = allowed[pick % Math.max(1, allowed.length)]
    if (!type) continue
    const facts = actor.kind === 'engineer' && actor.id ? { ...FACTS, person: person(actor.id) } : FACTS
    try {
      keep(act(state, actionOf(state, type, now, minutes), facts, actor, now))
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw error
    }
  }
  return { events, state }
}

const steps = fc.array(
  fc.record({
    minutes: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 30, max: 3000 })),
    who: fc.nat(50),
    pick: fc.nat(100),
  }),
  { minLength: 1, maxLength: 25 },
)
const aPlan = fc.constantFrom('H', 'C', 'R', 'N')

it('whatever happens, kept + broken + waived + superseded + fallen away + open = due, each ended once, with evidence, and the state is the fold', () => {
  fc.assert(
    fc.property(aPlan, steps, (planId, taken) => {
      const { events, state } = play(planId, taken)
      expect(fold(events)).toEqual(state)
      const { clocks } = state
      const of = (...states: string[]) => clocks.filter((clock) => states.includes(clock.state)).length
      const started = events.filter(({ type }) => type === 'clockStarted')
      expect(new Set(clocks.map(({ id }) => id)).size).toBe(clocks.length)
      expect(of('open') + of('kept') + of('broken') + of('waived') + of('superseded') + of('fallenAway')).toBe(
        started.length,
      )
      for (const clock of clocks) {
        expect(clock.dueAt >= clock.startedAt).toBe(true)
        expect(clock.state === 'broken').toBe(clock.brokenAt !== undefined)
        expect(clock.endedAt === undefined).toBe(clock.evidence === undefined)
        if (clock.evidence !== undefined) expect(events[clock.evidence - 1]?.seq).toBe(clock.evidence)
        if (clock.state === 'open') expect(clock.endedAt).toBeUndefined()
        if (clock.state !== 'open' && clock.state !== 'broken') expect(clock.endedAt).toBeDefined()
        expect(explain(clock, scheduleOf(state), 'en')).toContain('→')
      }
      if (state.stage === 'closed') expect(clocks.filter(({ endedAt }) => endedAt === undefined)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

it('a broken promise is never mended, and every breach that a clause makes ours is claimed exactly once', () => {
  fc.assert(
    fc.property(aPlan, steps, (planId, taken) => {
      const { events, state } = play(planId, taken)
      const isBreach = (event: RecordedEvent) =>
        event.type === 'clockBroken' || (event.type === 'clockEnded' && event.outcome === 'broken')
      const broken = events
        .filter(isBreach)
        .flatMap((event) => ('clause' in event && 'clock' in event ? event.clock : []))
      for (const clock of state.clocks) {
        // At the deadline itself the promise is still kept, though the timer asked first.
        const isRedeemed = clock.state === 'kept' && clock.endedAt === clock.dueAt
        expect(clock.state === 'broken' || isRedeemed || !broken.includes(clock.id)).toBe(true)
      }
      const claimed = (state.claims ?? []).flatMap(({ clock }) => clock ?? [])
      const ours = planId === 'R' ? broken : planId === 'N' ? broken.filter((id) => id.startsWith('N4/')) : []
      expect(claimed.toSorted()).toEqual([...new Set(ours)].toSorted())
      expect((state.claims ?? []).map(({ id }) => id)).toEqual((state.claims ?? []).map((_, index) => index + 1))
    }),
    { numRuns: 60 },
  )
})

it('nothing that is due is left undone: after the last timer no breach is unrecorded, and asking again decides nothing', () => {
  fc.assert(
    fc.property(aPlan, steps, (planId, taken) => {
      const { state } = play(planId, taken)
      const now = state.updatedAt
      const again = advance(state, { path: PATH, freeLoaners: [], teams: { experts: [person('expert')] } }, now)
      const once = advance(again.state, { path: PATH, freeLoaners: [], teams: { experts: [person('expert')] } }, now)
      expect(missedBefore(again.state, now)).toEqual([])
      expect(once.events).toEqual([])
    }),
    { numRuns: 60 },
  )
})
