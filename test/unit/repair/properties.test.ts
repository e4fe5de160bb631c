import fc from 'fast-check'
import { expect, it } from 'vitest'
import { explain } from '../../../shared/promise/explain.ts'
import { advance } from '../../../shared/repair/advance.ts'
import { missedBefore } from '../../../shared/repair/clocks/clockwork.ts'
import { fold } from '../../../shared/repair/evolve.ts'
import { workingTimeOf } from '../../../shared/repair/state/working-time.ts'
import { aPlan, play, SURROUNDINGS, steps } from '../../support/history.ts'

it('whatever happens, kept + broken + waived + superseded + fallen away + open = due, each ended once, with evidence, and the state is the fold', () => {
  fc.assert(
    fc.property(aPlan, steps, (plan, taken) => {
      const { events, state } = play(plan, taken)
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
        expect(explain(clock, workingTimeOf(state), 'en')).toContain('→')
      }
      if (state.stage === 'closed') expect(clocks.filter(({ endedAt }) => endedAt === undefined)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

it('a broken promise is never mended, and every breach that a clause makes ours is claimed exactly once', () => {
  fc.assert(
    fc.property(aPlan, steps, (plan, taken) => {
      const played = play(plan, taken)
      // Withdrawn in the very instant it was due and reopened, a promise is due once more: the next timer judges it.
      const judged = advance(played.state, SURROUNDINGS, played.state.updatedAt)
      const state = judged.state
      const events = [...played.events, ...judged.events]
      const broken = events.flatMap((event) => {
        if (event.type === 'clockBroken' || (event.type === 'clockEnded' && event.outcome === 'broken'))
          return event.clock
        // The customer never agreed to what had ended it in time.
        return event.type === 'clockMoved' && event.clock.state === 'broken' ? event.clock.id : []
      })
      for (const clock of state.clocks) {
        // At the deadline itself the promise is still kept, though the timer asked first.
        const isRedeemed = clock.state === 'kept' && clock.endedAt === clock.dueAt
        const isOver = clock.state === 'broken' || clock.state === 'superseded'
        expect(isOver || isRedeemed || !broken.includes(clock.id)).toBe(true)
      }
      if (events.some(({ type }) => type === 'identified')) return // another plan bears other losses
      const claimed = (state.claims ?? []).flatMap(({ clock }) => clock ?? [])
      const ours =
        state.plan.id === 'R' ? broken : state.plan.id === 'N' ? broken.filter((id) => id.startsWith('N4/')) : []
      expect(claimed.toSorted()).toEqual([...new Set(ours)].toSorted())
      expect((state.claims ?? []).map(({ id }) => id)).toEqual((state.claims ?? []).map((_, index) => index + 1))
    }),
    { numRuns: 60 },
  )
})

it('nothing that is due is left undone: after the last timer no breach is unrecorded, and asking again decides nothing', () => {
  fc.assert(
    fc.property(aPlan, steps, (plan, taken) => {
      const { state } = play(plan, taken)
      const now = state.updatedAt
      const again = advance(state, SURROUNDINGS, now)
      const once = advance(again.state, SURROUNDINGS, now)
      expect(missedBefore(again.state, now)).toEqual([])
      expect(once.events).toEqual([])
    }),
    { numRuns: 60 },
  )
})
