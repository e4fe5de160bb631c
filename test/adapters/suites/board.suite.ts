import { beforeEach, describe, expect, it } from 'vitest'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import { summaryOf } from '../../../shared/repair/summary.ts'
import { type BoardFilter, readBoard } from '../../../shared/use-cases/board.ts'
import type { Repairs } from '../../../shared/use-cases/repairs.ts'
import { withSubjects } from '../../../shared/use-cases/subjects.ts'
import { aClock, aDirectory, aPerson, aRepair, minute, numbered, repairId } from '../../support/repair-fixtures.ts'
import { opener, type Stores } from '../stores.ts'

/** A board narrowed to some of its repairs. */
export function boardSuite(create: () => Promise<Stores>): void {
  let stores: Stores
  beforeEach(async () => {
    stores = await create()
    await stores.directory.put(aDirectory())
  })
  const save = opener(() => stores.store)
  const deps = () => withSubjects(stores) as unknown as Parameters<typeof readBoard>[0]

  /** Page by page: the ids of each page. */
  const pages = async (where: BoardFilter, limit: number) => {
    const found: string[][] = []
    let cursor: string | undefined
    do {
      const page = await readBoard(deps(), { status: 'open', limit, where, ...(cursor !== undefined && { cursor }) })
      found.push(page.items.map(({ id }) => id.slice(-4)))
      cursor = page.cursor
    } while (cursor !== undefined)
    return found
  }

  describe('a board with a filter', () => {
    it('shows what fits, by id or name', async () => {
      const chen = aPerson()
      await save(aRepair({ id: repairId('0001'), assignee: chen, clocks: [aClock({ state: 'broken' })] }))
      await save(aRepair({ id: repairId('0002'), severity: 'ordinary', site: { ...site, id: 'other', name: '别处' } }))
      const { customer: _, site: _s, ...unknown } = aRepair({ id: repairId('0003') })
      await save(unknown)
      expect(await pages({ customer: 'lanting-police' }, 9)).toEqual([['0001', '0002']])
      expect(await pages({ customer: '兰亭县公安局' }, 9)).toEqual([['0001', '0002']])
      expect(await pages({ site: 'other' }, 9)).toEqual([['0002']])
      expect(await pages({ engineer: chen.id }, 9)).toEqual([['0001']])
      expect(await pages({ severity: 'ordinary' }, 9)).toEqual([['0002']])
      expect(await pages({ broken: true }, 9)).toEqual([['0001']])
      expect(await pages({ broken: false }, 9)).toEqual([['0002', '0003']])
      expect(await pages({ broken: true, severity: 'ordinary' }, 9)).toEqual([[]])
    })

    it('reads on until a page is full; none twice, none missing, none empty before the last', async () => {
      const fits = (repair: Repair, index: number): Repair => (index % 3 ? repair : { ...repair, severity: 'ordinary' })
      for (const repair of numbered(1, 23).map(fits)) await save(repair)
      const all = ['0001', '0004', '0007', '0010', '0013', '0016', '0019', '0022']
      expect(await pages({ severity: 'ordinary' }, 3)).toEqual([all.slice(0, 3), all.slice(3, 6), all.slice(6)])
      expect(await pages({ severity: 'ordinary' }, 4)).toEqual([all.slice(0, 4), all.slice(4)])
      expect(await pages({ severity: 'ordinary' }, 8)).toEqual([all])
    })

    it('knows rows of earlier versions by name', async () => {
      const { customerId: _, ...old } = summaryOf(aRepair())
      const repairs = { list: async () => ({ items: [old] }) } as unknown as Repairs
      const board = await readBoard(
        { ...deps(), repairs },
        { status: 'open', limit: 9, where: { customer: 'lanting-police' } },
      )
      expect(board.items).toEqual([old])
    })

    it('stops looking after a bounded number of rows, and says where to go on', async () => {
      let reads = 0
      const rows = numbered(1, 200).map((repair) => summaryOf({ ...repair, reportedAt: minute(1) }))
      const list = async () => {
        reads += 1
        return { items: rows, cursor: `read ${reads}` }
      }
      const repairs = { list } as unknown as Repairs
      const where = { severity: 'none' }
      expect(await readBoard({ ...deps(), repairs }, { status: 'open', limit: 9, where })).toEqual({
        items: [],
        cursor: 'read 10',
      })
    })
  })
}

const site = { id: 'x', name: 'x', shortName: 'x', address: 'x' }
