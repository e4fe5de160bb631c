import { beforeEach, describe, expect, it } from 'vitest'
import type { Tallies } from '../../shared/ports/tallies.ts'
import type { Stores } from './stores.ts'

/** How often something was done within an hour. */
export function talliesSuite(create: () => Promise<Stores>): void {
  describe('tallies', () => {
    let tallies: Tallies
    beforeEach(async () => {
      tallies = (await create()).tallies
    })

    it('count each key by itself, however many count at once', async () => {
      const at = '2026-11-20T02:13:00.000Z'
      const counts = await Promise.all(Array.from({ length: 5 }, () => tallies.add('report/a', at)))
      expect(counts.toSorted()).toEqual([1, 2, 3, 4, 5])
      expect(await tallies.add('report/b', at)).toBe(1)
    })

    it('begin anew with each hour', async () => {
      expect(await tallies.add('report/a', '2026-11-20T02:59:59.999Z')).toBe(1)
      expect(await tallies.add('report/a', '2026-11-20T03:00:00.000Z')).toBe(1)
      expect(await tallies.add('report/a', '2026-11-20T03:59:00.000Z')).toBe(2)
    })

    it('of a day go on through its hours, and begin anew with the next, as China counts days', async () => {
      expect(await tallies.add('channel/a', '2026-11-19T16:00:00.000Z', 'day')).toBe(1)
      expect(await tallies.add('channel/a', '2026-11-20T02:00:00.000Z')).toBe(1)
      expect(await tallies.add('channel/a', '2026-11-20T15:59:59.999Z')).toBe(1)
      expect(await tallies.add('channel/a', '2026-11-20T15:59:59.999Z', 'day')).toBe(2)
      expect(await tallies.add('channel/a', '2026-11-20T16:00:00.000Z', 'day')).toBe(1)
    })
  })
}
