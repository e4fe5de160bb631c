import { beforeEach, describe, expect, it } from 'vitest'
import type { Ledger, LinesQuery } from '../../../shared/ports/ledger.ts'
import type { Obligation } from '../../../shared/promise/obligation.ts'
import { aChange, anObligation, aRepair, minute, next, repairId } from '../../support/repair-fixtures.ts'
import { opener, type Stores } from '../stores.ts'

/** What stands behind a rate, and what ended last. */
export function linesSuite(create: () => Promise<Stores>): void {
  let stores: Stores
  let ledger: Ledger
  beforeEach(async () => {
    stores = await create()
    ledger = stores.ledger
  })

  const numberedLine = (number: number, changes: Partial<Obligation> = {}) =>
    anObligation({ repair: repairId(String(number).padStart(4, '0')), dueAt: minute(number), ...changes })
  const pages = async (query: Omit<LinesQuery, 'cursor'>): Promise<string[][]> => {
    const found: string[][] = []
    let cursor: string | undefined
    do {
      const page = await ledger.lines({ ...query, ...(cursor !== undefined && { cursor }) })
      found.push(page.items.map(({ id }) => id))
      cursor = page.cursor
    } while (cursor !== undefined)
    return found
  }

  describe('the lines that a tally counts', () => {
    it.each(['clause', 'customer', 'engineer'] as const)('by %s: the latest due first, page by page', async (by) => {
      const mine = { clause: { clause: 'R7' }, customer: { customer: 'mine' }, engineer: { engineer: 'mine' } }[by]
      const id = by === 'clause' ? 'R7' : 'mine'
      const some = Array.from({ length: 5 }, (_, index) => numberedLine(index + 1, mine))
      // Due at one instant, as the papers of one delivery are.
      const twins = ['7001', '7002', '7003'].map((repair) =>
        anObligation({ repair: repairId(repair), dueAt: minute(3), ...mine }),
      )
      await ledger.put([
        ...some,
        ...twins,
        numberedLine(9),
        numberedLine(10, { ...mine, month: '2026-10', dueAt: '2026-10-31T15:59:59.999Z' }),
      ])
      const [one, two, three, four, five] = some.map((line) => line.id)
      const all = [five, four, ...twins.map((line) => line.id).toReversed(), three, two, one]
      expect((await pages({ by, id, month: '2026-11', limit: 100 })).flat()).toEqual(all)
      expect(await pages({ by, id, month: '2026-11', limit: 3 })).toEqual([
        all.slice(0, 3),
        all.slice(3, 6),
        all.slice(6),
      ])
      expect((await ledger.tally({ by, id, month: '2026-11' })).due).toBe(all.length)
      expect(await pages({ by, id, month: '2026-12', limit: 3 })).toEqual([[]])
      expect(await pages({ by, id: 'nobody', month: '2026-11', limit: 3 })).toEqual([[]])
    })

    it('of one state alone, whole, as it was written', async () => {
      const late = numberedLine(2, { state: 'broken', brokenAt: minute(2), endedAt: minute(9), lateBy: 'PT7M' })
      await ledger.put([numberedLine(1), late, numberedLine(3, { state: 'kept', endedAt: minute(2), evidence: 4 })])
      for (const [by, id] of [
        ['clause', 'R6'],
        ['customer', 'lanting-police'],
      ] as const)
        expect(await ledger.lines({ by, id, month: '2026-11', state: 'broken', limit: 5 })).toEqual({ items: [late] })
    })

    it('of papers, whose contract may have a slash in its id', async () => {
      const { repair: _, ...line } = anObligation({ clause: 'H9', what: 'document:certificate' })
      const paper = { ...line, id: 'contract/HT/2026/01/H9/certificate/contract', contract: 'HT/2026/01' } as const
      const other = { ...paper, id: 'contract/HT/2026/01/H9/report/contract', what: 'document:report' } as const
      await ledger.put([paper, other])
      expect(await pages({ by: 'clause', id: 'H9', month: '2026-11', limit: 1 })).toEqual([[other.id], [paper.id]])
    })

    it('is past the end with a nonsensical cursor, and at the beginning with an empty one', async () => {
      await ledger.put([numberedLine(1)])
      const query = { by: 'clause', id: 'R6', month: '2026-11', limit: 5 } as const
      expect((await ledger.lines({ ...query, cursor: '' })).items).toHaveLength(1)
      expect(await ledger.lines({ ...query, cursor: '0000' })).toEqual({ items: [] })
    })
  })

  it('tallies of all may be of several months and of one clause', async () => {
    await ledger.put([
      numberedLine(1),
      numberedLine(2, { clause: 'R7' }),
      numberedLine(3, { month: '2026-12' }),
      numberedLine(4, { month: '2027-01' }),
    ])
    const scope = { customer: 'lanting-police', from: minute(0), to: minute(99) }
    const months = { first: '2026-11', last: '2026-12' }
    const told = async (query: object) =>
      Object.fromEntries(
        (await ledger.tallies({ by: 'month', ...scope, ...query })).map(({ id, tally }) => [id, tally.due]),
      )
    expect(await told({})).toEqual({ '2026-11': 2, '2026-12': 1, '2027-01': 1 })
    expect(await told({ months })).toEqual({ '2026-11': 2, '2026-12': 1 })
    expect(await told({ months, clause: 'R6' })).toEqual({ '2026-11': 1, '2026-12': 1 })
    expect(await told({ clause: 'R7' })).toEqual({ '2026-11': 1 })
  })

  it('the feed names what was saved last, each once', async () => {
    const save = opener(() => stores.store)
    expect(await stores.feed.latest(10)).toEqual([])
    const first = await save(aRepair())
    const second = await save(aRepair({ id: repairId('0002') }))
    await save(next(first), { lines: aChange([]) })
    expect(await stores.feed.latest(10)).toEqual([`repair/${first.id}`, `repair/${second.id}`])
    expect(await stores.feed.latest(1)).toEqual([`repair/${first.id}`])
  })
}
