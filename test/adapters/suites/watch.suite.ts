import { beforeEach, describe, expect, it } from 'vitest'
import type { RepairSummary } from '../../../shared/repair/summary.ts'
import { closed, numbered } from '../../support/repair-fixtures.ts'
import { opener, type Stores } from '../stores.ts'

/** What the watchdog needs beside what all need. */
export function watchSuite(create: () => Promise<Stores>): void {
  let stores: Stores
  beforeEach(async () => {
    stores = await create()
  })
  const save = opener(() => stores.store)

  describe('the watchdog', () => {
    it.each([1, 5, 23, 24, 100])('meets every open repair once, and no other, in pages of %i', async (limit) => {
      const repairs = numbered(1, 24)
      for (const repair of repairs) await save(repair)
      for (const repair of repairs.slice(0, 1)) await save(closed(repair))
      const met: RepairSummary[] = []
      let cursor: string | undefined
      do {
        const page = await stores.watch.openPage(limit, cursor)
        expect(page.items.length).toBeLessThanOrEqual(limit)
        met.push(...(page.items as RepairSummary[]))
        cursor = page.cursor
      } while (cursor)
      expect(met.map(({ id }) => id).toSorted()).toEqual(repairs.slice(1).map(({ id }) => id))
      expect(met[0]).toHaveProperty('openClocks')
    })

    it('finds nothing open where nothing is', async () => {
      expect(await stores.watch.openPage(5)).toEqual({ items: [] })
    })

    it('remembers where each round stands', async () => {
      const { watch } = stores
      expect(await watch.round('open')).toBeUndefined()
      await watch.keepRound('open', '1')
      await watch.keepRound('open', '2')
      await watch.keepRound('other', '')
      expect([await watch.round('open'), await watch.round('other')]).toEqual(['2', ''])
    })
  })
}
