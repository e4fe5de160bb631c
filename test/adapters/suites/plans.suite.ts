import { beforeEach, describe, expect, it } from 'vitest'
import { PlanNotKeptError } from '../../../functions/adapters/plans-apart.ts'
import type { Plans } from '../../../shared/ports/plans.ts'
import type { SubjectStore } from '../../../shared/ports/store.ts'
import { repairSubject } from '../../../shared/repair/holds.ts'
import { latestPlanOf } from '../../support/play.ts'
import { aCommit, anEvent, aRepair, next } from '../../support/repair-fixtures.ts'

/** A place where subjects and their plans are kept, and what is written there. */
export interface Place {
  /** As a process that has just started sees it. */
  process(): { readonly store: SubjectStore; readonly plans: Plans }
  /** The texts of the state and of the events, one after another. */
  written(): Promise<{ readonly state: string; readonly events: readonly string[] }>
  /** Writes the text of the first commit's events, and that of the state, in place of what is there. */
  overwrite(texts: { readonly state: string; readonly events: string }): Promise<void>
  /** Takes all plans away. */
  clear(): Promise<void>
}

const repair = aRepair({ plan: latestPlanOf('R') })
const subject = repairSubject(repair.id)
const { plan, needsIdentification, timezone, roster, contacts, severity, reportedAt, calls } = repair
const [call] = calls
if (!call) throw new Error('no call')
const about = { plan, needsIdentification, timezone, roster }
const opened = anEvent(1, { type: 'opened', repairId: repair.id, subject: about, severity, reportedAt, call, contacts })
const identified = anEvent(2, { type: 'identified', subject: about, severity, contacts })

/** A plan is kept once, beside whatever was opened under it, and nobody who reads sees that. `create` gives an empty place. */
export function plansSuite(create: () => Promise<Place>): void {
  let place: Place
  beforeEach(async () => {
    place = await create()
  })

  describe('plans', () => {
    it('are named by what they say, whoever keeps them', async () => {
      const { plans } = place.process()
      const ref = await plans.keep(plan)
      expect(await plans.keep(plan)).toBe(ref)
      const reversed = Object.fromEntries(Object.entries(plan).toReversed()) as typeof plan
      expect(await place.process().plans.keep(reversed)).toBe(ref)
      expect(await plans.keep({ ...plan, version: plan.version + 1 })).not.toBe(ref)
      expect(await place.process().plans.get(ref)).toEqual(plan)
      expect(await plans.get(ref.replaceAll(/./g, '0'))).toBeUndefined()
    })

    it('stand whole in no state and in no event, and in all that is read', async () => {
      const { store, plans } = place.process()
      const second = next(repair)
      await store.save(aCommit(repair, { events: [opened] }))
      await store.save(aCommit(second, { events: [identified] }))
      const { state, events } = await place.written()
      const name = { ref: await plans.keep(plan), id: plan.id, version: plan.version }
      expect(JSON.parse(state)).toMatchObject({ id: repair.id, plan: name })
      expect(events.map((text) => JSON.parse(text)[0].subject.plan)).toEqual([name, name])
      for (const text of [state, ...events]) expect(text).not.toContain(JSON.stringify(plan.clocks[0]).slice(0, 50))
      for (const reader of [store, place.process().store]) {
        expect(await reader.load(subject)).toEqual(second)
        expect(await reader.history(subject)).toEqual([opened, identified])
      }
    })

    it('are found where they stood whole before; the next save names them', async () => {
      const { store } = place.process()
      await store.save(aCommit(repair, { events: [opened] }))
      await place.overwrite({ state: JSON.stringify(repair), events: JSON.stringify([opened]) })
      await place.clear()
      const later = place.process().store
      expect(await later.load(subject)).toEqual(repair)
      expect(await later.history(subject)).toEqual([opened])
      await later.save(aCommit(next(repair)))
      expect(JSON.parse((await place.written()).state).plan).toHaveProperty('ref')
      expect(await place.process().store.load(subject)).toEqual(next(repair))
    })

    it('that are gone are missed by name', async () => {
      await place.process().store.save(aCommit(repair, { events: [opened] }))
      await place.clear()
      const { store } = place.process()
      await expect(store.load(subject)).rejects.toThrow(PlanNotKeptError)
      await expect(store.history(subject)).rejects.toThrow(`plan ${plan.id} version ${plan.version}`)
    })
  })
}
