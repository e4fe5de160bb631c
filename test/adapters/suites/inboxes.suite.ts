import { beforeEach, describe, expect, it } from 'vitest'
import { admit, EMPTY_INBOX } from '../../../shared/subject/inbox.ts'
import { anEffect, aRepair, justAfter, minute, START } from '../../support/repair-fixtures.ts'
import { opener, type Stores } from '../stores.ts'

/** What a person was sent and what waits for them. */
export function inboxesSuite(create: () => Promise<Stores>): void {
  describe('inboxes', () => {
    let stores: Stores
    beforeEach(async () => {
      stores = await create()
    })
    const save = opener(() => stores.store)
    const page = { key: 'k-1', about: 'repair/r-1', at: START, rank: 0, turn: 'first' } as const

    it('are empty for whoever was never written to, and come back as they were saved', async () => {
      expect(await stores.inboxes.load('chen-wei')).toEqual(EMPTY_INBOX)
      const { inbox } = admit(EMPTY_INBOX, [page], START)
      expect(await stores.inboxes.save('chen-wei', inbox)).toBe(true)
      expect(await stores.inboxes.load('chen-wei')).toEqual({ ...inbox, version: 1 })
      expect(await stores.inboxes.load('li-na')).toEqual(EMPTY_INBOX)
    })

    it('are saved by one of two who loaded the same', async () => {
      expect(await stores.inboxes.save('chen-wei', EMPTY_INBOX)).toBe(true)
      expect(await stores.inboxes.save('chen-wei', EMPTY_INBOX)).toBe(false)
      const loaded = await stores.inboxes.load('chen-wei')
      const saved = await Promise.all([1, 2, 3].map(() => stores.inboxes.save('chen-wei', loaded)))
      expect(saved.filter(Boolean)).toHaveLength(1)
    })

    it('give an effect while it is not settled', async () => {
      const repair = aRepair()
      const effect = anEffect(repair, 1)
      await save(repair, { effects: [effect] })
      expect(await stores.inboxes.effect(effect.about, effect.key)).toEqual(effect)
      expect(await stores.inboxes.effect(effect.about, 'another')).toBeUndefined()
      await stores.store.settleEffect(effect, 'sent', minute(1))
      expect(await stores.inboxes.effect(effect.about, effect.key)).toBeUndefined()
    })

    it('hold an effect back from the sweeper, not from whoever sends it', async () => {
      const repair = aRepair()
      const effect = anEffect(repair, 1)
      await save(repair, { effects: [effect] })
      await stores.inboxes.hold(effect, minute(30))
      expect(await stores.store.pendingEffects({ before: minute(30), limit: 10 })).toEqual([])
      expect(await stores.store.pendingEffects({ before: justAfter(minute(30)), limit: 10 })).toEqual([effect])
      expect(await stores.store.pendingEffects({ about: effect.about })).toEqual([effect])
      expect(await stores.store.claimEffect(effect, minute(2), minute(3))).toBe(true)
      await stores.inboxes.hold(effect, minute(60))
      expect(await stores.store.pendingEffects({ before: minute(5), limit: 10 })).toEqual([effect])
    })
  })
}
