import { beforeEach, describe, expect, it } from 'vitest'
import { repairSubject } from '../../../shared/repair/holds.ts'
import type { LinkRecord } from '../../../shared/subject/effect.ts'
import { aLink, aRepair, minute, START } from '../../support/repair-fixtures.ts'
import type { Stores } from '../stores.ts'

const REPAIR = aRepair()
const CHEN = { of: 'person', id: 'chen-wei' } as const
/** A contact may have the id of a person of ours. */
const NAMESAKE = { of: 'contact', id: 'chen-wei' } as const

/** Links that were sent, and what was revoked. */
export function linksSuite(create: () => Promise<Stores>): void {
  describe('links', () => {
    let links: Stores['links']
    beforeEach(async () => {
      ;({ links } = await create())
    })
    const saved = async (...records: LinkRecord[]) => {
      for (const record of records) await links.save(record)
    }
    const inbox: LinkRecord = { kind: 'inbox', holder: 'chen-wei', hash: 'h-inbox', expiresAt: minute(3) }
    const engineers = aLink(REPAIR, { hash: 'h-1', expiresAt: minute(1), sentAt: START })
    const customers = aLink(REPAIR, { hash: 'h-2', expiresAt: minute(2), kind: 'customer', epoch: START })

    it('are found by hash, whatever the time, and can be prolonged', async () => {
      const link = aLink(REPAIR, { expiresAt: '2020-01-01T00:00:00.000Z' })
      await saved(link)
      expect(await links.find(link.hash)).toEqual(link)
      expect(await links.find('another')).toBeUndefined()
      const longer = { ...link, expiresAt: minute(60) }
      await saved(longer)
      expect(await links.find(link.hash)).toEqual(longer)
    })

    it('are listed by repair and by holder, those that last longest first', async () => {
      const other = aLink(aRepair({ id: '261120-0002' }), { hash: 'h-3', expiresAt: minute(4), holder: 'li-na' })
      await saved(engineers, inbox, customers, other)
      expect(await links.list({ about: repairSubject(REPAIR.id) }, 10)).toEqual([customers, engineers])
      expect(await links.list({ about: repairSubject(REPAIR.id) }, 1)).toEqual([customers])
      expect(await links.list({ about: 'repair/another' }, 10)).toEqual([])
      expect(await links.list({ holder: CHEN }, 10)).toEqual([inbox, engineers])
      expect(await links.list({ holder: NAMESAKE }, 10)).toEqual([customers])
      await saved({ ...engineers, expiresAt: minute(9) })
      expect((await links.list({ holder: CHEN }, 10)).map(({ hash }) => hash)).toEqual(['h-1', 'h-inbox'])
    })

    it('are revoked one by one and by holder; the latest counts, and saving one again changes nothing of it', async () => {
      await saved(engineers, inbox, customers)
      expect(await links.revokedAt(engineers)).toBeUndefined()
      await links.revoke(CHEN, engineers, minute(5))
      await saved(engineers)
      expect(await links.revokedAt(engineers)).toBe(minute(5))
      expect(await links.revokedAt(inbox)).toBeUndefined()
      await links.revoke(CHEN, undefined, minute(6))
      expect(await links.revokedAt(engineers)).toBe(minute(6))
      expect(await links.revokedAt(inbox)).toBe(minute(6))
      await links.revoke(CHEN, engineers, minute(7))
      expect(await links.revokedAt(engineers)).toBe(minute(7))
      expect(await links.revokedAt(inbox)).toBe(minute(6))
      expect(await links.revokedAt({ kind: 'engineer', about: 'repair/another', holder: 'chen-wei' })).toBe(minute(6))
      expect(await links.revokedAt(customers)).toBeUndefined()
    })
  })
}
