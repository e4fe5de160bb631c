import { beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Ledger } from '../../../shared/ports/ledger.ts'
import type { Page, SubjectStore } from '../../../shared/ports/store.ts'
import type { Obligation } from '../../../shared/promise/obligation.ts'
import {
  aChange,
  aCommit,
  anObligation,
  aRepair,
  justAfter,
  minute,
  next,
  repairId,
} from '../../support/repair-fixtures.ts'
import { opener, type Stores } from '../stores.ts'

/** The promise ledger: written with each save, asked by due instant, customer, clause, engineer and subject. */
export function ledgerSuite(create: () => Promise<Stores>): void {
  let store: SubjectStore
  let ledger: Ledger
  beforeEach(async () => {
    ;({ store, ledger } = await create())
  })

  const save = opener(() => store)
  const contractLine = (changes: Partial<Obligation> = {}): Obligation => {
    const { repair: _, ...line } = anObligation({ clause: 'H9', what: 'document:certificate', contract: 'K-1' })
    return { ...line, id: 'contract/K-1/H9/certificate/contract', ...changes }
  }
  /** Lines due a minute apart, from this minute on. */
  const lines = (count: number, changes: Partial<Obligation> = {}, from = 0): Obligation[] =>
    Array.from({ length: count }, (_, index) =>
      anObligation({ repair: repairId(String(index).padStart(4, '0')), dueAt: minute(from + index), ...changes }),
    )
  const pages = async (ask: (cursor?: string) => Promise<Page<Obligation>>): Promise<string[][]> => {
    const found: string[][] = []
    let cursor: string | undefined
    do {
      const page = await ask(cursor)
      found.push(page.items.map(({ id }) => id))
      cursor = page.cursor
    } while (cursor !== undefined)
    return found
  }
  const idsOf = (some: readonly Obligation[]): string[] => some.map(({ id }) => id)

  describe('ledger lines', () => {
    it('are written with the decision, exactly, and replaced by the next', async () => {
      const [first, second] = [anObligation(), anObligation({ what: 'triaged', dueAt: minute(30) })]
      const repair = await save(aRepair(), { lines: aChange([second, first]) })
      expect(await ledger.ofSubject(`repair/${repair.id}`)).toEqual([first, second])
      const kept = { ...first, state: 'kept', endedAt: minute(3), evidence: 12, engineer: 'chen-wei' } as const
      await save(next(repair), { lines: aChange([kept]) })
      expect(await ledger.ofSubject(`repair/${repair.id}`)).toEqual([kept, second])
    })

    it('are not written when the decision is refused', async () => {
      const repair = await save(aRepair())
      await store.save(aCommit(aRepair(), { lines: aChange([anObligation()]) }))
      expect(await ledger.ofSubject(`repair/${repair.id}`)).toEqual([])
    })

    it('are taken out with a decision that retracts them, from every list', async () => {
      const line = anObligation({ engineer: 'chen-wei' })
      const repair = await save(aRepair(), { lines: aChange([line]) })
      const other = anObligation({ clause: 'C2' })
      await save(next(repair), { lines: aChange([other], [line]) })
      expect(await ledger.ofSubject(`repair/${repair.id}`)).toEqual([other])
      expect((await ledger.tally({ by: 'clause', id: 'R6', month: '2026-11' })).due).toBe(0)
      expect((await ledger.tally({ by: 'engineer', id: 'chen-wei', month: '2026-11' })).due).toBe(0)
      expect(await open(minute(0), minute(99))).toEqual([[other.id]])
    })

    it('are filed under their repair or contract, whose id may hold a slash', async () => {
      const ofContract = contractLine({ contract: 'HT/2026/01', id: 'contract/HT/2026/01/H9/certificate/contract' })
      await ledger.put([anObligation({ contract: 'HT/2026/01' }), ofContract])
      expect(await ledger.ofSubject('contract/HT/2026/01')).toEqual([ofContract])
      expect(await ledger.ofSubject(`repair/${repairId('0001')}`)).toHaveLength(1)
      expect(await ledger.ofSubject('contract/HT/2026')).toEqual([])
    })

    it('may be put and removed again and again', async () => {
      await ledger.put([contractLine()])
      await ledger.put([contractLine({ state: 'kept' })])
      expect(await ledger.ofSubject('contract/K-1')).toEqual([contractLine({ state: 'kept' })])
      await ledger.remove([contractLine()])
      await ledger.remove([contractLine()])
      await ledger.put([])
      expect(await ledger.ofSubject('contract/K-1')).toEqual([])
    })

    it('may be put a thousand at once', async () => {
      await ledger.put(lines(1000))
      expect((await ledger.tally({ by: 'clause', id: 'R6', month: '2026-11' })).due).toBe(1000)
    })
  })

  const open = (from: Instant, to: Instant, limit = 100) =>
    pages((cursor) => ledger.due({ from, to, limit, ...(cursor !== undefined && { cursor }) }))

  describe('what is due and has not ended', () => {
    it('lies in the window: its beginning is in it, its end is not', async () => {
      const line = anObligation()
      await ledger.put([line])
      expect(await open(line.dueAt, justAfter(line.dueAt))).toEqual([[line.id]])
      expect(await open(minute(0), line.dueAt)).toEqual([[]])
      expect(await open(justAfter(line.dueAt), minute(99))).toEqual([[]])
    })

    it('leaves what has ended, however', async () => {
      await ledger.put([anObligation()])
      for (const state of ['kept', 'broken', 'waived', 'superseded', 'fallenAway'] as const) {
        await ledger.put([anObligation({ state, endedAt: minute(50) })])
        expect(await open(minute(0), minute(99))).toEqual([[]])
      }
      await ledger.put([anObligation()])
      expect((await open(minute(0), minute(99))).flat()).toHaveLength(1)
    })

    it('is overdue as long as it is not done', async () => {
      const line = anObligation({ state: 'broken', brokenAt: minute(40) })
      await ledger.put([line])
      expect((await open(minute(0), minute(99))).flat()).toEqual([line.id])
    })

    it('comes earliest first, page by page, none twice and none missing', async () => {
      const some = lines(23, {}, 10)
      const twin = anObligation({ repair: repairId('9999'), dueAt: minute(20) })
      const longer = { ...twin, id: `${twin.id}0` }
      await ledger.put([longer, twin, ...some.toReversed()])
      const all = idsOf([...some.slice(0, 11), twin, longer, ...some.slice(11)])
      expect(await open(minute(0), minute(99), 10)).toEqual([all.slice(0, 10), all.slice(10, 20), all.slice(20)])
      expect(await open(minute(0), minute(99), 1)).toEqual(all.map((id) => [id]))
    })

    it('begins at the beginning with an empty cursor, and is past the end with a nonsensical one', async () => {
      await ledger.put([anObligation()])
      const query = { from: minute(0), to: minute(99), limit: 5 }
      expect(await ledger.due({ ...query, cursor: '' })).toEqual({ items: [anObligation()] })
      expect(await ledger.due({ ...query, cursor: '0000' })).toEqual({ items: [anObligation()] })
      expect(await ledger.due({ ...query, cursor: '~' })).toEqual({ items: [] })
    })
  })

  describe('a tally', () => {
    const none = { due: 0, open: 0, kept: 0, broken: 0, waived: 0, superseded: 0, fallenAway: 0, worstLateMs: 0 }

    it.each(['clause', 'customer', 'engineer'] as const)('by %s counts how a month went', async (by) => {
      const mine = { clause: { clause: 'R7' }, customer: { customer: 'mine' }, engineer: { engineer: 'mine' } }[by]
      const id = by === 'clause' ? 'R7' : 'mine'
      const each = lines(7, mine)
      const states = ['open', 'kept', 'kept', 'broken', 'broken', 'broken', 'waived'] as const
      const lateBy = ['PT2M', 'PT1H30M', undefined]
      await ledger.put([
        ...each.map((line, index) => {
          const late = lateBy[index - 3]
          return { ...line, state: states[index] ?? 'open', ...(late !== undefined && { lateBy: late }) }
        }),
        anObligation({ repair: repairId('7777') }),
        anObligation({ repair: repairId('8888'), ...mine, month: '2026-10', dueAt: '2026-10-31T15:59:59.999Z' }),
      ])
      expect(await ledger.tally({ by, id, month: '2026-11' })).toEqual({
        due: 7,
        open: 1,
        kept: 2,
        broken: 3,
        waived: 1,
        superseded: 0,
        fallenAway: 0,
        worstLateMs: 90 * 60_000,
      })
      expect(await ledger.tally({ by, id, month: '2026-12' })).toEqual(none)
      expect(await ledger.tally({ by, id: 'nobody', month: '2026-11' })).toEqual(none)
    })

    it("counts in the month of the customer's calendar, on either side of UTC", async () => {
      const west = anObligation({ repair: repairId('0001'), dueAt: '2026-12-01T07:59:00.000Z', month: '2026-11' })
      const east = anObligation({ repair: repairId('0002'), dueAt: '2026-11-30T16:00:00.000Z', month: '2026-12' })
      const year = anObligation({ repair: repairId('0003'), dueAt: '2026-12-31T16:00:00.000Z', month: '2027-01' })
      await ledger.put([west, east, year])
      for (const month of ['2026-11', '2026-12', '2027-01']) {
        for (const [by, id] of [
          ['customer', 'lanting-police'],
          ['clause', 'R6'],
        ] as const) {
          expect((await ledger.tally({ by, id, month })).due, `${by} ${month}`).toBe(1)
        }
      }
    })

    it('follows a line to another month, customer and engineer', async () => {
      const line = anObligation({ engineer: 'chen-wei' })
      await ledger.put([line])
      await ledger.put([
        { ...line, engineer: 'li-na', customer: 'other', month: '2026-12', dueAt: minute(30 * 24 * 60) },
      ])
      const due = async (by: 'clause' | 'customer' | 'engineer', id: string, month: string) =>
        (await ledger.tally({ by, id, month })).due
      expect(await due('engineer', 'chen-wei', '2026-11')).toBe(0)
      expect(await due('customer', 'lanting-police', '2026-11')).toBe(0)
      expect(await due('clause', 'R6', '2026-11')).toBe(0)
      expect(await due('engineer', 'li-na', '2026-12')).toBe(1)
      expect(await due('customer', 'other', '2026-12')).toBe(1)
      expect(await due('clause', 'R6', '2026-12')).toBe(1)
    })
  })

  describe('tallies of all', () => {
    const told = async (by: 'clause' | 'customer' | 'engineer' | 'site', customer?: string, month?: string) => {
      const scope = {
        ...(customer && { customer }),
        ...(month && { months: { first: month, last: month } }),
        from: minute(2),
        to: minute(5),
      }
      const rows = await ledger.tallies({ by, ...scope })
      return Object.fromEntries(
        rows.map(({ id = 'nobody', tally }) => [id, `${tally.due}/${tally.kept}/${tally.broken}`]),
      )
    }
    beforeEach(async () => {
      const [a, b, c, d, e] = lines(5, { site: 'east', engineer: 'chen-wei' }, 1) as [Obligation, ...Obligation[]]
      const { customer: _, ...stranger } = anObligation({ repair: repairId('9000'), dueAt: minute(3), clause: 'N5' })
      await ledger.put([
        ...[a, e].filter((line) => line !== undefined),
        { ...(b as Obligation), state: 'kept' },
        { ...(c as Obligation), state: 'broken', lateBy: 'PT2M', engineer: 'li-na' },
        { ...(d as Obligation), clause: 'R7', month: '2026-12' },
        anObligation({ repair: repairId('8000'), dueAt: minute(3), customer: 'other' }),
        stranger,
      ])
    })

    it('count what fell due to one customer in the window: its beginning is in it, its end is not', async () => {
      const customer = 'lanting-police'
      expect(await told('engineer', customer)).toEqual({ 'chen-wei': '2/1/0', 'li-na': '1/0/1' })
      expect(await told('clause', customer)).toEqual({ R6: '2/1/1', R7: '1/0/0' })
      expect(await told('site', customer)).toEqual({ east: '3/1/1' })
      expect(await told('customer', customer)).toEqual({ 'lanting-police': '3/1/1' })
      const [late] = (await ledger.tallies({ by: 'engineer', customer, from: minute(3), to: minute(4) })) ?? []
      expect(late).toMatchObject({ id: 'li-na', tally: { worstLateMs: 120_000 } })
    })
    it('of one month only, where the customer is', async () => {
      expect(await told('clause', 'lanting-police', '2026-11')).toEqual({ R6: '2/1/1' })
      expect(await told('clause', 'lanting-police', '2026-12')).toEqual({ R7: '1/0/0' })
    })
    it('and what nobody is known for, in a row of its own', async () => {
      expect(await told('customer')).toEqual({ nobody: '1/0/0' })
      expect(await told('clause')).toEqual({ N5: '1/0/0' })
      expect(await told('engineer', 'other')).toEqual({ nobody: '1/0/0' })
      expect(await told('site', 'unheard-of')).toEqual({})
    })
  })

  describe("a customer's obligations", () => {
    const ofCustomer = (customer: string | undefined, from: Instant, to: Instant, limit = 100) =>
      pages((cursor) =>
        ledger.ofCustomer({
          ...(customer !== undefined && { customer }),
          from,
          to,
          limit,
          ...(cursor !== undefined && { cursor }),
        }),
      )

    it('are all of them in the period, whatever became of them, earliest first, page by page', async () => {
      const some = lines(12).map((line, index) =>
        index % 2 === 0 ? { ...line, state: 'kept' as const, endedAt: minute(1) } : line,
      )
      const { customer: _, ...nobodys } = anObligation({ repair: repairId('7777') })
      await ledger.put([...some.toReversed(), anObligation({ repair: repairId('8888'), customer: 'other' }), nobodys])
      expect(await ofCustomer('lanting-police', minute(2), minute(9), 3)).toEqual([
        idsOf(some.slice(2, 5)),
        idsOf(some.slice(5, 8)),
        idsOf(some.slice(8, 9)),
      ])
      expect((await ofCustomer('other', minute(0), minute(99))).flat()).toHaveLength(1)
      expect(await ofCustomer('nobody', minute(0), minute(99))).toEqual([[]])
    })

    it('are apart while nobody knows whose they are, page by page, and follow the line to its customer', async () => {
      const some = lines(5).map(({ customer: _, ...line }) => line)
      const [first, ...others] = some
      if (!first) throw new Error('no lines')
      await ledger.put([...some, anObligation({ repair: repairId('8888') })])
      expect(await ofCustomer(undefined, minute(1), minute(4), 2)).toEqual([
        idsOf(some.slice(1, 3)),
        idsOf(some.slice(3, 4)),
      ])
      await ledger.put([{ ...first, customer: 'other' }])
      expect(await ofCustomer(undefined, minute(0), minute(99))).toEqual([idsOf(others)])
      expect(await ofCustomer('other', minute(0), minute(99))).toEqual([[first.id]])
    })
  })
}
