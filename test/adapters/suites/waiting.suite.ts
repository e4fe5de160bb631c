import { beforeEach, describe, expect, it } from 'vitest'
import { idOf } from '../../../shared/kernel/subject.ts'
import { type Armed, type SubjectStore, WAITING_KINDS } from '../../../shared/ports/store.ts'
import { repairSubject } from '../../../shared/repair/holds.ts'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import type { Effect } from '../../../shared/subject/effect.ts'
import {
  anArm,
  anEffect,
  aRepair,
  closed,
  justAfter,
  justBefore,
  minute,
  next,
  numbered,
  repairId,
  START,
} from '../../support/repair-fixtures.ts'
import { opener, type Stores } from '../stores.ts'

const aMail = (repair: Repair, name: string, createdAt: string): Effect => ({
  key: `${repair.id}/${name}`,
  about: repairSubject(repair.id),
  createdAt,
  to: 'he.ping@example.com',
  language: 'zh-CN',
  timezone: 'Asia/Shanghai',
  values: {},
  reason: 'opened',
  channel: 'email',
  template: 'received',
})

/** What waits – a repair for its next step, an effect for being handed over – is found, and taken by one. */
export function waitingSuite(create: () => Promise<Stores>): void {
  let store: SubjectStore
  beforeEach(async () => {
    store = (await create()).store
  })

  const save = opener(() => store)

  describe('attention', () => {
    it('is due from the save until someone is armed, and from the end of the wait', async () => {
      const repair = await save(aRepair({ updatedAt: minute(1) }))
      expect(await store.overdueForAttention(minute(1), 10)).toEqual([])
      expect(await store.overdueForAttention(justAfter(minute(1)), 10)).toEqual([{ subject: repairSubject(repair.id) }])

      const armed = anArm(repair, { until: minute(15) })
      expect(await store.arm(repairSubject(repair.id), armed)).toBe('armed')
      expect(await store.armed(repairSubject(repair.id))).toEqual(armed)
      expect(await store.overdueForAttention(justBefore(minute(15)), 10)).toEqual([])
      expect(await store.overdueForAttention(minute(15), 10)).toEqual([])
      expect(await store.overdueForAttention(justAfter(minute(15)), 10)).toEqual([
        { subject: repairSubject(repair.id), armed },
      ])
    })

    it('is due again after the next save, which leaves the arm to be woken', async () => {
      const repair = await save(aRepair())
      const armed = anArm(repair, { until: minute(15) })
      await store.arm(repairSubject(repair.id), armed)
      await save(next(repair, { updatedAt: minute(2) }))
      expect(await store.armed(repairSubject(repair.id))).toEqual(armed)
      expect(await store.overdueForAttention(minute(2), 10)).toEqual([])
      expect(await store.overdueForAttention(justAfter(minute(2)), 10)).toEqual([
        { subject: repairSubject(repair.id), armed },
      ])
    })

    it('ends with the repair', async () => {
      const repair = await save(aRepair())
      await store.arm(repairSubject(repair.id), anArm(repair))
      const end = await save(closed(repair))
      expect(await store.overdueForAttention('2099-01-01T00:00:00.000Z', 10)).toEqual([])
      expect(await store.arm(repairSubject(repair.id), anArm(end))).toBe('moved')
      expect(await store.overdueForAttention('2099-01-01T00:00:00.000Z', 10)).toEqual([])
    })

    it('names the longest overdue first, over all shards, and no more than asked for', async () => {
      for (const repair of numbered(1, 24))
        await save({ ...repair, updatedAt: minute(100 - Number(repair.id.slice(-4))) })
      const due = await store.overdueForAttention(minute(200), 5)
      expect(due.map(({ subject }) => idOf(subject))).toEqual(['0024', '0023', '0022', '0021', '0020'].map(repairId))
      expect(await store.overdueForAttention(minute(77), 50)).toHaveLength(1)
    })

    it('looks away from what was tried in vain until it is to be tried again, and knows what was tried', async () => {
      const repair = await save(aRepair({ updatedAt: minute(1) }))
      const [other] = numbered(2, 2)
      if (other) await save(other)
      const revival = { generation: 3, tries: 2, next: minute(10) }
      await store.noteRevival(repairSubject(repair.id), revival, minute(2))
      await store.noteRevival('repair/nobody', revival, minute(2))
      expect((await store.overdueForAttention(minute(10), 10)).map(({ subject }) => idOf(subject))).toEqual([other?.id])
      const { subject, ...rest } = (await store.overdueForAttention(justAfter(minute(10)), 10)).at(-1) ?? {}
      expect([subject, rest]).toEqual([repairSubject(repair.id), { revival }])
      // A save asks for attention at once; what was tried is still known.
      await save(next(repair, { updatedAt: minute(3) }))
      expect(await store.overdueForAttention(justAfter(minute(3)), 10)).toContainEqual({
        subject: repairSubject(repair.id),
        revival,
      })
    })

    it('notes nothing of what has moved meanwhile, and forgets with the next arm', async () => {
      const repair = await save(aRepair({ updatedAt: minute(1) }))
      const armed = anArm(repair, { until: minute(15) })
      await store.noteRevival(repairSubject(repair.id), { generation: 2, tries: 1, next: minute(3) }, minute(2))
      await store.arm(repairSubject(repair.id), armed)
      await store.noteRevival(repairSubject(repair.id), { generation: 2, tries: 2, next: minute(40) }, minute(2))
      expect(await store.overdueForAttention(justAfter(minute(15)), 10)).toEqual([
        { subject: repairSubject(repair.id), armed },
      ])
    })

    it('whatever was tried in vain takes the place of nobody else: it comes behind the others, as many of it at most', async () => {
      for (const repair of numbered(1, 12)) {
        await save({ ...repair, updatedAt: minute(1) })
        const next = minute(1 + Number(repair.id.slice(-4)))
        await store.noteRevival(repairSubject(repair.id), { generation: 1, tries: 1, next }, minute(2))
      }
      const [young] = numbered(13, 13)
      if (!young) throw new Error('nobody')
      await save({ ...young, updatedAt: minute(50) })
      const found = async () => (await store.overdueForAttention(minute(60), 3)).map(({ subject }) => idOf(subject))
      expect(await found()).toEqual(['0013', '0001', '0002', '0003'].map(repairId))
      // Whoever saves asks for a look at once, ahead of what is merely tried again; arming puts it back among the others.
      const [first] = numbered(1, 1)
      if (!first) throw new Error('nobody')
      const saved = await save(next(first, { updatedAt: minute(40) }))
      expect(await found()).toEqual(['0001', '0013', '0002', '0003', '0004'].map(repairId))
      await store.arm(repairSubject(saved.id), anArm(saved, { until: minute(41) }))
      expect(await found()).toEqual(['0001', '0013', '0002', '0003', '0004'].map(repairId))
    })

    it('waits as the latest arming of an execution says, however long that is; one that was slow replaces none', async () => {
      const repair = await save(aRepair())
      const arm = (changes: Partial<Armed>) => store.arm(repairSubject(repair.id), anArm(repair, changes))
      expect(await arm({ at: minute(1), until: minute(15) })).toBe('armed')
      expect(await arm({ token: 'shorter', at: minute(2), until: minute(14) })).toBe('armed')
      expect(await arm({ token: 'slow', at: minute(1), until: minute(16) })).toBe('moved')
      expect((await store.armed(repairSubject(repair.id)))?.token).toBe('shorter')
      expect(await store.overdueForAttention(minute(15), 9)).toHaveLength(1)
    })

    it('cannot be armed by one who knows an older version, or a repair that is not there', async () => {
      const repair = await save(aRepair())
      const second = await save(next(repair))
      expect(await store.arm(repairSubject(repair.id), anArm(repair))).toBe('moved')
      expect(await store.armed(repairSubject(repair.id))).toBeUndefined()
      expect(await store.arm('repair/nobody', anArm(repair))).toBe('moved')
      expect(await store.arm(repairSubject(repair.id), anArm(second))).toBe('armed')
      expect(await store.arm(repairSubject(repair.id), anArm(second, { token: 'token-2', generation: 2 }))).toBe(
        'armed',
      )
      expect((await store.armed(repairSubject(repair.id)))?.token).toBe('token-2')
    })
  })

  describe('effects', () => {
    const saved = async (createdAt = START) => {
      const repair = aRepair()
      const effect = anEffect(repair, 1, { createdAt })
      await save(repair, { effects: [effect] })
      return effect
    }
    const waiting = (before: string) => store.pendingEffects({ before, limit: 10 })

    it('wait from the instant they were saved', async () => {
      const effect = await saved(minute(1))
      expect(await waiting(minute(1))).toEqual([])
      expect(await waiting(justAfter(minute(1)))).toEqual([effect])
      expect(await store.pendingEffects({ about: effect.about })).toEqual([effect])
      expect(await store.pendingEffects({ about: 'repair/another' })).toEqual([])
    })

    it('are claimed by one of many', async () => {
      const effect = await saved()
      const claims = await Promise.all(
        Array.from({ length: 10 }, () => store.claimEffect(effect, minute(1), minute(2))),
      )
      expect(claims.filter(Boolean)).toHaveLength(1)
    })

    it('can be claimed again once a claim has lapsed, and show up again then', async () => {
      const effect = await saved()
      expect(await store.claimEffect(effect, minute(1), minute(2))).toBe(true)
      expect(await store.claimEffect(effect, justBefore(minute(2)), minute(3))).toBe(false)
      expect(await waiting(minute(2))).toEqual([])
      expect(await waiting(justAfter(minute(2)))).toEqual([effect])
      expect(await store.claimEffect(effect, minute(2), minute(3))).toBe(true)
      expect(await store.claimEffect(effect, justAfter(minute(2)), minute(4))).toBe(false)
      expect(await store.claimEffect(effect, justAfter(minute(3)), minute(4))).toBe(true)
    })

    it.each(['sent', 'failed', 'overtaken'] as const)('are over once %s', async (result) => {
      const effect = await saved()
      await store.claimEffect(effect, minute(1), minute(2))
      await store.settleEffect(effect, result, minute(1))
      await store.settleEffect(effect, 'retry', minute(1))
      expect(await store.claimEffect(effect, minute(9), minute(10))).toBe(false)
      expect(await waiting(minute(99))).toEqual([])
      expect(await store.pendingEffects({ about: effect.about })).toEqual([])
    })

    it('say where they went, masked, once they are sent', async () => {
      const effect = await saved()
      expect(await store.sentAbout(effect.about)).toEqual([])
      await store.settleEffect(effect, 'sent', minute(1), '+86138****8101')
      expect(await store.sentAbout(effect.about)).toEqual([{ key: effect.key, at: minute(1), to: '+86138****8101' }])
      expect(await store.sentAbout(repairSubject(repairId('000')))).toEqual([])
    })

    it('have one receipt, the first, also where it comes before they are settled; what nobody sent has none', async () => {
      const effect = await saved()
      const receipt = { status: 'failed', by: 'alibaba-sms', at: minute(1), cause: 'MK:0004' } as const
      expect(await store.noteReceipt(effect, receipt)).toEqual(effect)
      expect(await store.noteReceipt(effect, { ...receipt, status: 'delivered', at: minute(2) })).toEqual(effect)
      expect(await store.sentAbout(effect.about)).toEqual([])
      await store.settleEffect(effect, 'sent', minute(3), '+86138****8101')
      expect(await store.sentAbout(effect.about)).toEqual([
        { key: effect.key, at: minute(3), to: '+86138****8101', receipt },
      ])
      expect(await store.noteReceipt(effect, receipt)).toMatchObject({ key: effect.key, about: effect.about })
      expect(await store.noteReceipt({ ...effect, key: `${effect.key}x` }, receipt)).toBeUndefined()
    })

    it('wait again when the claim is given back', async () => {
      const effect = await saved()
      await store.claimEffect(effect, minute(1), minute(2))
      await store.settleEffect(effect, 'retry', minute(1))
      expect(await waiting(minute(1))).toEqual([])
      expect(await waiting(justAfter(minute(1)))).toEqual([effect])
      expect(await store.claimEffect(effect, minute(1), minute(2))).toBe(true)
    })

    it('are found kind by kind: to ours, to contacts, and what contacts were refused, so that none stands before another', async () => {
      const kinds = async (at: string) =>
        Promise.all(
          WAITING_KINDS.map(async (kind) =>
            (await store.pendingEffects({ before: at, limit: 3, kind })).map(({ key }) => key.split('/')[1]),
          ),
        )
      for (const [index, repair] of numbered(1, 8).entries()) {
        const mail = aMail(repair, `mail${index}`, minute(index))
        await save(repair, { effects: [mail] })
        if (index >= 5) continue
        await store.claimEffect(mail, minute(10), minute(11))
        await store.settleEffect(mail, 'retry', minute(20 - index))
      }
      const [last] = numbered(9, 9)
      if (!last) throw new Error('nobody')
      const sms = { ...anEffect(last, 1, { createdAt: minute(18) }), key: `${last.id}/sms` }
      await save(last, { effects: [sms] })
      expect(await kinds(minute(10))).toEqual([[], ['mail5', 'mail6', 'mail7'], []])
      expect(await kinds(minute(30))).toEqual([['sms'], ['mail5', 'mail6', 'mail7'], ['mail4', 'mail3', 'mail2']])
      expect(await store.pendingEffects({ before: minute(30), limit: 3 })).toHaveLength(7)
    })

    it('cannot be claimed or settled when they were never saved', async () => {
      const effect = anEffect(aRepair(), 7)
      expect(await store.claimEffect(effect, minute(1), minute(2))).toBe(false)
      await store.settleEffect(effect, 'sent', minute(1))
      expect(await waiting(minute(99))).toEqual([])
    })

    it('come longest waiting first, over all shards, and no more than asked for', async () => {
      for (const [index, repair] of numbered(1, 20).entries()) {
        await save(repair, { effects: [anEffect(repair, 1, { createdAt: minute(50 - index) })] })
      }
      const effects = await store.pendingEffects({ before: minute(99), limit: 3 })
      expect(effects.map((effect) => effect.createdAt)).toEqual([minute(31), minute(32), minute(33)])
    })

    it('of one repair come in the order they were called for', async () => {
      const repair = aRepair()
      const [late, early] = [anEffect(repair, 2, { createdAt: minute(2) }), anEffect(repair, 1)]
      await save(repair, { effects: [late, early] })
      expect(await store.pendingEffects({ about: repairSubject(repair.id) })).toEqual([early, late])
    })
  })
}
