import { beforeEach, describe, expect, it } from 'vitest'
import type { SaveResult, SubjectStore } from '../../../shared/ports/store.ts'
import { holdOfLoaner, holdOfUnit, repairSubject } from '../../../shared/repair/holds.ts'
import { type Repairs, repairsIn } from '../../../shared/use-cases/repairs.ts'
import {
  aCall,
  aCommit,
  aDirectory,
  anEffect,
  anEvent,
  aPerson,
  aRepair,
  closed,
  next,
  numbered,
  repairId,
  theLoaner,
  theNumber,
  theUnit,
} from '../../support/repair-fixtures.ts'
import { opener, type Stores } from '../stores.ts'

/** One decision is saved whole or not at all, and what a repair takes hold of belongs to it alone. */
export function savingSuite(create: () => Promise<Stores>): void {
  let store: SubjectStore
  let directory: Stores['directory']
  let repairs: Repairs
  beforeEach(async () => {
    ;({ store, directory } = await create())
    repairs = repairsIn({ store, directory })
  })

  const save = opener(() => store)

  describe('repairs', () => {
    it('gives back what was saved, exactly', async () => {
      const repair = await save(aRepair({ assignee: { id: 'p', name: '陈' } }))
      expect(await repairs.load(repair.id)).toEqual(repair)
    })

    it('gives back what is many times longer than most, and says the same again and again', async () => {
      const lines = Array.from({ length: 10_000 }, (_, index) => ({
        clause: 'R22',
        need: 'drawing',
        unit: `单元-${index}`,
      }))
      const state = { ...aRepair(), lines, note: '长'.repeat(100_000) }
      expect(JSON.stringify({ ...state }).length).toBeGreaterThan(600_000)
      const event = anEvent(1, { type: 'noted', text: '同样的话。'.repeat(50_000) })
      const repair = await save(aRepair(), { state, events: [event] })
      expect(await store.load(repairSubject(repair.id))).toEqual(state)
      expect(await repairs.history(repair.id)).toEqual([event])
      // Short again, it is plain text again.
      await save(next(repair))
      expect(await repairs.load(repair.id)).toEqual(next(repair))
    })

    it('knows nothing of a repair that was never saved', async () => {
      expect(await repairs.load('261120-9999')).toBeUndefined()
      expect(await repairs.history('261120-9999')).toEqual([])
      expect(await store.armed('repair/261120-9999')).toBeUndefined()
    })

    it('keeps the history in order, over more commits than sort as text by chance', async () => {
      let repair = await save(aRepair(), { events: [anEvent(1), anEvent(2)] })
      for (let seq = 3; seq <= 13; seq++) repair = await save(next(repair), { events: [anEvent(seq)] })
      const seqs = (await repairs.history(repair.id)).map((event) => event.seq)
      expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    })

    it('gives events back exactly', async () => {
      const event = anEvent(1, { type: 'handedOver', from: aPerson(), reason: '休假\n第二行' })
      const repair = await save(aRepair(), { events: [event] })
      expect(await repairs.history(repair.id)).toEqual([event])
    })

    it('refuses a decision made on a version that has moved on, and writes nothing of it', async () => {
      const repair = await save(aRepair())
      const second = await save(next(repair, { symptoms: 'second' }))
      const late = next(repair, { symptoms: 'late' })
      const effects = [anEffect(repair, 9)]
      expect(await store.save(aCommit(late, { effects }))).toEqual({ outcome: 'conflict' })
      expect(await repairs.load(repair.id)).toEqual(second)
      expect(await repairs.history(repair.id)).toHaveLength(2)
      expect(await store.pendingEffects({ about: repairSubject(repair.id) })).toEqual([])
    })

    it('refuses to open a repair that is there, and to change one that is not', async () => {
      const repair = await save(aRepair())
      expect(await store.save(aCommit(repair))).toEqual({ outcome: 'conflict' })
      expect(await store.save(aCommit(next(aRepair({ id: 'other' }))))).toEqual({ outcome: 'conflict' })
    })

    it('saves exactly one of 20 decisions made on one version at once', async () => {
      const repair = await save(aRepair())
      const rivals = Array.from({ length: 20 }, (_, n) => next(repair, { symptoms: `rival ${n}` }))
      const results = await Promise.all(rivals.map((rival) => store.save(aCommit(rival))))
      const winner = rivals[results.findIndex((result) => result.outcome === 'saved')]
      expect(countOf(results, 'saved')).toBe(1)
      expect(countOf(results, 'conflict')).toBe(19)
      expect(await repairs.load(repair.id)).toEqual(winner)
      expect(await repairs.history(repair.id)).toHaveLength(2)
    })

    it('saves exactly one of 20 equal decisions made on one version at once', async () => {
      const repair = await save(aRepair())
      const results = await Promise.all(Array.from({ length: 20 }, () => store.save(aCommit(next(repair)))))
      expect(countOf(results, 'saved')).toBe(1)
      expect(countOf(results, 'conflict')).toBe(19)
    })

    it('saves a large commit whole', async () => {
      const repair = aRepair()
      const effects = Array.from({ length: 40 }, (_, seq) => anEffect(repair, seq))
      await save(repair, { effects, take: [aCall('call-1'), theUnit('U-1')] })
      expect(await store.pendingEffects({ about: repairSubject(repair.id) })).toHaveLength(40)
    })
  })

  describe('repair numbers', () => {
    it('counts each day from 1', async () => {
      expect([await store.nextNumber('261120'), await store.nextNumber('261120')]).toEqual([1, 2])
      expect(await store.nextNumber('261121')).toBe(1)
    })

    it('gives no number twice, however many ask at once', async () => {
      const numbers = await Promise.all(Array.from({ length: 30 }, () => store.nextNumber('261120')))
      expect(new Set(numbers).size).toBe(30)
    })
  })

  describe('calls', () => {
    it('belong to one repair for good', async () => {
      const first = await save(aRepair(), { take: [aCall('call-1'), aCall('call-2')] })
      expect(await repairs.ofCall('call-2')).toBe(first.id)
      expect(await repairs.ofCall('call-3')).toBeUndefined()
      const again = aRepair({ id: repairId('0002') })
      const result = await store.save(aCommit(again, { take: [aCall('call-3'), aCall('call-2')] }))
      expect(result).toEqual({ outcome: 'taken', hold: 'call/call-2', by: repairSubject(first.id) })
      expect(await repairs.load(again.id)).toBeUndefined()
      expect(await repairs.ofCall('call-3')).toBeUndefined()
    })

    it('are duplicates for the repair that has them, too', async () => {
      const repair = await save(aRepair(), { take: [aCall('call-1')] })
      const result = await store.save(aCommit(next(repair), { take: [aCall('call-1')] }))
      expect(result).toEqual({ outcome: 'taken', hold: 'call/call-1', by: repairSubject(repair.id) })
    })

    it('open one repair, however many times they come at once', async () => {
      const rivals = numbered(1, 20)
      const results = await Promise.all(
        rivals.map((repair) => store.save(aCommit(repair, { take: [aCall('call-1')] }))),
      )
      const owner = await store.holderOf('call/call-1')
      expect(countOf(results, 'saved')).toBe(1)
      expect(results.filter((result) => result.outcome === 'taken').every((result) => result.by === owner)).toBe(true)
      expect(countOf(results, 'saved') + countOf(results, 'taken') + countOf(results, 'conflict')).toBe(20)
    })

    it('say more than a taken unit, and a taken unit more than a conflict', async () => {
      const first = await save(aRepair(), { take: [aCall('call-1'), theUnit('U-1')] })
      const other = await save(aRepair({ id: repairId('0002') }))
      const stale = { ...next(other), version: 9 }
      const [call, unit] = [aCall('call-1'), theUnit('U-1')]
      const by = repairSubject(first.id)
      expect(await store.save(aCommit(stale, { take: [call, unit] }))).toEqual({
        outcome: 'taken',
        hold: call.hold,
        by,
      })
      expect(await store.save(aCommit(stale, { take: [unit] }))).toEqual({ outcome: 'taken', hold: unit.hold, by })
      expect(await store.save(aCommit(stale))).toEqual({ outcome: 'conflict' })
    })
  })

  describe('units', () => {
    it('have one open repair, until it lets go', async () => {
      const first = await save(aRepair(), { take: [theUnit('bwc-2025 0117')] })
      expect(await repairs.openOfUnit('BWC-20250117')).toBe(first.id)
      const second = aRepair({ id: repairId('0002') })
      const claim = aCommit(second, { take: [theUnit('BWC-20250117')] })
      expect(await store.save(claim)).toEqual({
        outcome: 'taken',
        hold: 'unit/BWC-20250117',
        by: repairSubject(first.id),
      })
      expect(await repairs.load(second.id)).toBeUndefined()

      await save(closed(first), { release: [holdOfUnit('BWC-20250117')] })
      expect(await repairs.openOfUnit('BWC-20250117')).toBeUndefined()
      expect(await store.save(claim)).toEqual({ outcome: 'saved' })
      expect(await repairs.openOfUnit('BWC-20250117')).toBe(second.id)
    })

    it('can be changed for another in one commit, and claimed again by the repair that has it', async () => {
      const repair = await save(aRepair(), { take: [theUnit('U-1')] })
      const changed = await save(next(repair), { take: [theUnit('U-2')], release: [holdOfUnit('U-1')] })
      expect(await repairs.openOfUnit('U-1')).toBeUndefined()
      expect(await repairs.openOfUnit('U-2')).toBe(repair.id)
      await save(next(changed), { take: [theUnit('U-2')], release: [holdOfUnit('u-2')] })
      expect(await repairs.openOfUnit('U-2')).toBe(repair.id)
    })

    it('stay with the repair that has them when another lets go', async () => {
      const first = await save(aRepair(), { take: [theUnit('U-1')] })
      const second = await save(aRepair({ id: repairId('0002') }))
      await save(closed(second), { release: [holdOfUnit('U-1')] })
      expect(await repairs.openOfUnit('U-1')).toBe(first.id)
      await save(closed(first), { release: [holdOfUnit('U-never-claimed'), holdOfLoaner('LOAN-never-known')] })
      expect(await repairs.freeLoaners()).toEqual([])
    })
  })

  describe('numbers', () => {
    const NUMBER = '+8613900139000'
    const [first, second, third] = [aRepair(), aRepair({ id: repairId('0002') }), aRepair({ id: repairId('0003') })]

    it('lead to the latest repair that they opened, also when it is closed', async () => {
      expect(await repairs.latestOfNumber(NUMBER)).toBeUndefined()
      const opened = await save(first, { take: [theNumber(NUMBER)] })
      expect(await repairs.latestOfNumber(NUMBER)).toBe(first.id)
      await save(closed(opened))
      expect(await repairs.latestOfNumber(NUMBER)).toBe(first.id)
      await save(second, { take: [theNumber(NUMBER, first)] })
      expect(await repairs.latestOfNumber(NUMBER)).toBe(second.id)
      expect(await repairs.latestOfNumber('+8613900139001')).toBeUndefined()
    })

    it('are a conflict when another repair came in between, and nothing is written', async () => {
      await save(first, { take: [theNumber(NUMBER)] })
      expect(await store.save(aCommit(second, { take: [theNumber(NUMBER)] }))).toEqual({ outcome: 'conflict' })
      await save(second, { take: [theNumber(NUMBER, first)] })
      expect(await store.save(aCommit(third, { take: [theNumber(NUMBER, first)] }))).toEqual({ outcome: 'conflict' })
      expect(await repairs.load(third.id)).toBeUndefined()
      expect(await repairs.latestOfNumber(NUMBER)).toBe(second.id)
    })

    it('open one of twenty repairs that come at once', async () => {
      const results = await Promise.all(
        numbered(1, 20).map((repair) => store.save(aCommit(repair, { take: [theNumber(NUMBER)] }))),
      )
      expect([countOf(results, 'saved'), countOf(results, 'conflict')]).toEqual([1, 19])
    })
  })

  describe('loaners', () => {
    const serials = async () => (await repairs.freeLoaners()).map(({ serial }) => serial)
    beforeEach(() => directory.put(aDirectory()))

    it('are free until taken, and again once back', async () => {
      expect(await repairs.freeLoaners()).toEqual(aDirectory().loaners)
      const repair = await save(aRepair(), { take: [theLoaner('loan-1')] })
      expect(await serials()).toEqual(['LOAN-2'])
      const swapped = await save(next(repair), { take: [theLoaner('LOAN-2')], release: [holdOfLoaner('LOAN-1')] })
      expect(await serials()).toEqual(['LOAN-1'])
      await save(next(swapped), { release: [holdOfLoaner('LOAN-2')] })
      expect(await serials()).toEqual(['LOAN-1', 'LOAN-2'])
    })

    it('are all listed, each with the repair that holds it, and name it', async () => {
      const [one, two] = aDirectory().loaners
      const repair = await save(aRepair(), { take: [theLoaner('LOAN-2')] })
      expect(await repairs.loaners()).toEqual([{ loaner: one }, { loaner: two, repairId: repair.id }])
      expect(await repairs.ofLoaner('loan-2 ')).toBe(repair.id)
      expect(await repairs.ofLoaner('LOAN-1')).toBeUndefined()
      expect(await repairs.ofLoaner('LOAN-9')).toBeUndefined()
      await save(next(repair), { release: [holdOfLoaner('LOAN-2')] })
      expect(await repairs.ofLoaner('LOAN-2')).toBeUndefined()
      expect(await repairs.loaners()).toEqual([{ loaner: one }, { loaner: two }])
    })

    it('go to one of two who ask at once', async () => {
      const [a, b] = [await save(aRepair()), await save(aRepair({ id: repairId('0002') }))]
      const results = await Promise.all(
        [a, b].map((repair) => store.save(aCommit(next(repair), { take: [theLoaner('LOAN-1')] }))),
      )
      expect(results.map((result) => result.outcome).toSorted()).toEqual(['conflict', 'saved'])
      expect(await serials()).toEqual(['LOAN-2'])
    })

    it('are not taken when nobody has them', async () => {
      expect(await store.save(aCommit(aRepair(), { take: [theLoaner('LOAN-9')] }))).toEqual({ outcome: 'conflict' })
      expect(await serials()).toEqual(['LOAN-1', 'LOAN-2'])
    })

    it('stay taken when another repair lets go, or the directory is put again', async () => {
      await save(aRepair(), { take: [theLoaner('LOAN-1')] })
      await save(aRepair({ id: repairId('0002') }), { release: [holdOfLoaner('LOAN-1')] })
      await directory.put(aDirectory())
      expect(await serials()).toEqual(['LOAN-2'])
    })
  })
}

const countOf = (results: readonly SaveResult[], outcome: SaveResult['outcome']): number =>
  results.filter((result) => result.outcome === outcome).length
