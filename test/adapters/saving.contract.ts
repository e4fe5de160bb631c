import { beforeEach, describe, expect, it } from 'vitest'
import type { RepairStore, SaveResult } from '../../shared/ports/store.ts'
import {
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
} from '../support/repair-fixtures.ts'
import { opener, type Stores } from './stores.ts'

/** One decision is saved whole or not at all, and what a repair takes hold of belongs to it alone. */
export function savingContract(create: () => Promise<Stores>): void {
  let store: RepairStore
  let directory: Stores['directory']
  beforeEach(async () => {
    ;({ store, directory } = await create())
  })

  const save = opener(() => store)

  describe('repairs', () => {
    it('gives back what was saved, exactly', async () => {
      const repair = await save(aRepair({ assignee: { id: 'p', name: '陈', phone: '+86', language: 'en' } }))
      expect(await store.load(repair.id)).toEqual(repair)
    })

    it('knows nothing of a repair that was never saved', async () => {
      expect(await store.load('261120-9999')).toBeUndefined()
      expect(await store.history('261120-9999')).toEqual([])
      expect(await store.armed('261120-9999')).toBeUndefined()
    })

    it('keeps the history in order, over more commits than sort as text by chance', async () => {
      let repair = await save(aRepair(), { events: [anEvent(1), anEvent(2)] })
      for (let seq = 3; seq <= 13; seq++) repair = await save(next(repair), { events: [anEvent(seq)] })
      const seqs = (await store.history(repair.id)).map((event) => event.seq)
      expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    })

    it('gives events back exactly', async () => {
      const event = anEvent(1, { type: 'handedOver', from: aPerson(), reason: '休假\n第二行' })
      const repair = await save(aRepair(), { events: [event] })
      expect(await store.history(repair.id)).toEqual([event])
    })

    it('refuses a decision made on a version that has moved on, and writes nothing of it', async () => {
      const repair = await save(aRepair())
      const second = await save(next(repair, { symptoms: 'second' }))
      const late = next(repair, { symptoms: 'late' })
      const effects = [anEffect(repair, 9)]
      expect(await store.save(aCommit(late, { effects }))).toEqual({ outcome: 'conflict' })
      expect(await store.load(repair.id)).toEqual(second)
      expect(await store.history(repair.id)).toHaveLength(2)
      expect(await store.pendingEffects({ repairId: repair.id })).toEqual([])
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
      expect(await store.load(repair.id)).toEqual(winner)
      expect(await store.history(repair.id)).toHaveLength(2)
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
      await save(repair, { effects, claimCalls: ['call-1'], claimUnit: 'U-1' })
      expect(await store.pendingEffects({ repairId: repair.id })).toHaveLength(40)
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
      const first = await save(aRepair(), { claimCalls: ['call-1', 'call-2'] })
      expect(await store.repairOfCall('call-2')).toBe(first.id)
      expect(await store.repairOfCall('call-3')).toBeUndefined()
      const again = aRepair({ id: repairId('0002') })
      const result = await store.save(aCommit(again, { claimCalls: ['call-3', 'call-2'] }))
      expect(result).toEqual({ outcome: 'duplicateCall', repairId: first.id })
      expect(await store.load(again.id)).toBeUndefined()
      expect(await store.repairOfCall('call-3')).toBeUndefined()
    })

    it('are duplicates for the repair that has them, too', async () => {
      const repair = await save(aRepair(), { claimCalls: ['call-1'] })
      const result = await store.save(aCommit(next(repair), { claimCalls: ['call-1'] }))
      expect(result).toEqual({ outcome: 'duplicateCall', repairId: repair.id })
    })

    it('open one repair, however many times they come at once', async () => {
      const repairs = numbered(1, 20)
      const results = await Promise.all(
        repairs.map((repair) => store.save(aCommit(repair, { claimCalls: ['call-1'] }))),
      )
      const owner = await store.repairOfCall('call-1')
      expect(countOf(results, 'saved')).toBe(1)
      expect(
        results.filter((result) => result.outcome === 'duplicateCall').every((result) => result.repairId === owner),
      ).toBe(true)
      expect(countOf(results, 'saved') + countOf(results, 'duplicateCall') + countOf(results, 'conflict')).toBe(20)
    })

    it('say more than a taken unit, and a taken unit more than a conflict', async () => {
      const first = await save(aRepair(), { claimCalls: ['call-1'], claimUnit: 'U-1' })
      const other = await save(aRepair({ id: repairId('0002') }))
      const stale = { ...next(other), version: 9 }
      const claims = { expectedVersion: 8, claimUnit: 'U-1' }
      expect(await store.save(aCommit(stale, { ...claims, claimCalls: ['call-1'] }))).toEqual({
        outcome: 'duplicateCall',
        repairId: first.id,
      })
      expect(await store.save(aCommit(stale, claims))).toEqual({ outcome: 'unitTaken', repairId: first.id })
      expect(await store.save(aCommit(stale))).toEqual({ outcome: 'conflict' })
    })
  })

  describe('units', () => {
    it('have one open repair, until it lets go', async () => {
      const first = await save(aRepair(), { claimUnit: 'bwc-2025 0117' })
      expect(await store.openRepairOfUnit('BWC-20250117')).toBe(first.id)
      const second = aRepair({ id: repairId('0002') })
      const claim = aCommit(second, { claimUnit: 'BWC-20250117' })
      expect(await store.save(claim)).toEqual({ outcome: 'unitTaken', repairId: first.id })
      expect(await store.load(second.id)).toBeUndefined()

      await save(closed(first), { releaseUnit: 'BWC-20250117' })
      expect(await store.openRepairOfUnit('BWC-20250117')).toBeUndefined()
      expect(await store.save(claim)).toEqual({ outcome: 'saved' })
      expect(await store.openRepairOfUnit('BWC-20250117')).toBe(second.id)
    })

    it('can be changed for another in one commit, and claimed again by the repair that has it', async () => {
      const repair = await save(aRepair(), { claimUnit: 'U-1' })
      const changed = await save(next(repair), { claimUnit: 'U-2', releaseUnit: 'U-1' })
      expect(await store.openRepairOfUnit('U-1')).toBeUndefined()
      expect(await store.openRepairOfUnit('U-2')).toBe(repair.id)
      await save(next(changed), { claimUnit: 'U-2', releaseUnit: 'u-2' })
      expect(await store.openRepairOfUnit('U-2')).toBe(repair.id)
    })

    it('stay with the repair that has them when another lets go', async () => {
      const first = await save(aRepair(), { claimUnit: 'U-1' })
      const second = await save(aRepair({ id: repairId('0002') }))
      await save(closed(second), { releaseUnit: 'U-1' })
      expect(await store.openRepairOfUnit('U-1')).toBe(first.id)
      await save(closed(first), { releaseUnit: 'U-never-claimed', releaseLoaner: 'LOAN-never-known' })
      expect(await store.freeLoaners()).toEqual([])
    })
  })

  describe('numbers', () => {
    const NUMBER = '+8613900139000'
    const [first, second, third] = [aRepair(), aRepair({ id: repairId('0002') }), aRepair({ id: repairId('0003') })]

    it('lead to the latest repair that they opened, also when it is closed', async () => {
      expect(await store.latestRepairOfNumber(NUMBER)).toBeUndefined()
      const opened = await save(first, { claimNumber: { number: NUMBER } })
      expect(await store.latestRepairOfNumber(NUMBER)).toBe(first.id)
      await save(closed(opened))
      expect(await store.latestRepairOfNumber(NUMBER)).toBe(first.id)
      await save(second, { claimNumber: { number: NUMBER, after: first.id } })
      expect(await store.latestRepairOfNumber(NUMBER)).toBe(second.id)
      expect(await store.latestRepairOfNumber('+8613900139001')).toBeUndefined()
    })

    it('are a conflict when another repair came in between, and nothing is written', async () => {
      await save(first, { claimNumber: { number: NUMBER } })
      expect(await store.save(aCommit(second, { claimNumber: { number: NUMBER } }))).toEqual({ outcome: 'conflict' })
      await save(second, { claimNumber: { number: NUMBER, after: first.id } })
      const late = { number: NUMBER, after: first.id }
      expect(await store.save(aCommit(third, { claimNumber: late }))).toEqual({ outcome: 'conflict' })
      expect(await store.load(third.id)).toBeUndefined()
      expect(await store.latestRepairOfNumber(NUMBER)).toBe(second.id)
    })

    it('open one of twenty repairs that come at once', async () => {
      const results = await Promise.all(
        numbered(1, 20).map((repair) => store.save(aCommit(repair, { claimNumber: { number: NUMBER } }))),
      )
      expect([countOf(results, 'saved'), countOf(results, 'conflict')]).toEqual([1, 19])
    })
  })

  describe('loaners', () => {
    const serials = async () => (await store.freeLoaners()).map(({ serial }) => serial)
    beforeEach(() => directory.put(aDirectory()))

    it('are free until taken, and again once back', async () => {
      expect(await store.freeLoaners()).toEqual(aDirectory().loaners)
      const repair = await save(aRepair(), { claimLoaner: 'loan-1' })
      expect(await serials()).toEqual(['LOAN-2'])
      const swapped = await save(next(repair), { claimLoaner: 'LOAN-2', releaseLoaner: 'LOAN-1' })
      expect(await serials()).toEqual(['LOAN-1'])
      await save(next(swapped), { releaseLoaner: 'LOAN-2' })
      expect(await serials()).toEqual(['LOAN-1', 'LOAN-2'])
    })

    it('are all listed, each with the repair that holds it, and name it', async () => {
      const [one, two] = aDirectory().loaners
      const repair = await save(aRepair(), { claimLoaner: 'LOAN-2' })
      expect(await store.loaners()).toEqual([{ loaner: one }, { loaner: two, repairId: repair.id }])
      expect(await store.repairOfLoaner('loan-2 ')).toBe(repair.id)
      expect(await store.repairOfLoaner('LOAN-1')).toBeUndefined()
      expect(await store.repairOfLoaner('LOAN-9')).toBeUndefined()
      await save(next(repair), { releaseLoaner: 'LOAN-2' })
      expect(await store.repairOfLoaner('LOAN-2')).toBeUndefined()
      expect(await store.loaners()).toEqual([{ loaner: one }, { loaner: two }])
    })

    it('go to one of two who ask at once', async () => {
      const [a, b] = [await save(aRepair()), await save(aRepair({ id: repairId('0002') }))]
      const results = await Promise.all(
        [a, b].map((repair) => store.save(aCommit(next(repair), { claimLoaner: 'LOAN-1' }))),
      )
      expect(results.map((result) => result.outcome).toSorted()).toEqual(['conflict', 'saved'])
      expect(await serials()).toEqual(['LOAN-2'])
    })

    it('are not taken when nobody has them', async () => {
      expect(await store.save(aCommit(aRepair(), { claimLoaner: 'LOAN-9' }))).toEqual({ outcome: 'conflict' })
      expect(await serials()).toEqual(['LOAN-1', 'LOAN-2'])
    })

    it('stay taken when another repair lets go, or the directory is put again', async () => {
      await save(aRepair(), { claimLoaner: 'LOAN-1' })
      await save(aRepair({ id: repairId('0002') }), { releaseLoaner: 'LOAN-1' })
      await directory.put(aDirectory())
      expect(await serials()).toEqual(['LOAN-2'])
    })
  })
}

const countOf = (results: readonly SaveResult[], outcome: SaveResult['outcome']): number =>
  results.filter((result) => result.outcome === outcome).length
