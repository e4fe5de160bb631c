import { beforeEach, describe, expect, it } from 'vitest'
import type { FactEvent } from '../../../shared/contract/facts.ts'
import type { Audit, AuditEntry } from '../../../shared/ports/audit.ts'
import type { Mutes } from '../../../shared/ports/mutes.ts'
import type { Mute } from '../../../shared/repair/state/mute.ts'
import { appendFact } from '../../../shared/use-cases/contract-ledger.ts'
import { withSubjects } from '../../../shared/use-cases/subjects.ts'
import { minute, START } from '../../support/repair-fixtures.ts'
import type { Stores } from '../stores.ts'

/** Small files: the service files of contracts, the audit record, mutes, of which nothing is taken out again; and the shelves of a desk. */
export function filesSuite(create: () => Promise<Stores>): void {
  let stores: Stores
  let audit: Audit
  let mutes: Mutes
  beforeEach(async () => {
    stores = await create()
    ;({ audit, mutes } = stores)
  })

  const fact = (seq: number, document = `doc-${seq}`): FactEvent => ({
    seq,
    at: minute(seq),
    by: { kind: 'staff', id: 'liu-fang', name: '刘芳' },
    clause: 'H9',
    need: 'certificate',
    about: 'contract',
    fact: { type: 'recorded', document },
  })

  describe("a contract's file", () => {
    const deps = () => withSubjects({ ...stores, metrics: { count: () => {} }, clock: { now: () => minute(30) } })
    const append = (id: string, document: string) => {
      const { seq: _seq, at: _at, by, ...said } = fact(1, document)
      return appendFact(deps(), id, by, () => said)
    }
    const documentsOf = async (id: string) =>
      (await deps().contracts.facts(id)).map(({ seq, fact }) => `${seq} ${fact.type === 'recorded' && fact.document}`)

    it('keeps what was recorded, in order, each contract its own', async () => {
      for (let nth = 1; nth <= 11; nth++) await append('K-1', `document ${nth}`)
      await append('HT/2026/1', 'another')
      expect(await documentsOf('K-1')).toEqual(Array.from({ length: 11 }, (_, at) => `${at + 1} document ${at + 1}`))
      expect(await documentsOf('HT/2026/1')).toEqual(['1 another'])
      expect(await documentsOf('K-3')).toEqual([])
    })

    it('takes nothing where there is nothing to say', async () => {
      await append('K-1', 'document')
      await appendFact(deps(), 'K-1', { kind: 'system' }, () => undefined)
      expect(await documentsOf('K-1')).toEqual(['1 document'])
    })

    it('keeps all of many who append at once, one after the other', async () => {
      await Promise.all(Array.from({ length: 10 }, (_, n) => append('K-1', `by ${n}`)))
      const kept = await documentsOf('K-1')
      expect(kept.map((one) => Number(one.split(' ')[0]))).toEqual(Array.from({ length: 10 }, (_, at) => at + 1))
      expect(new Set(kept.map((one) => one.slice(one.indexOf(' ')))).size).toBe(10)
    })
  })

  const entry = (id: string, at = START): AuditEntry => ({
    id,
    at,
    by: { kind: 'staff', id: 'liu-fang' },
    role: 'manager',
    what: 'evidencePack',
    customer: 'lanting-police',
    from: minute(0),
    to: minute(60),
    reason: '年度验收',
    outcome: 'exported',
  })

  describe('the audit record', () => {
    it('lists one month, newest first, page by page', async () => {
      const some = Array.from({ length: 5 }, (_, index) => entry(`e${index}`, minute(index)))
      for (const each of some) await audit.append(each)
      await audit.append(entry('before', '2026-10-31T23:59:59.999Z'))
      const month = '2026-11'
      const first = await audit.list({ month, limit: 3 })
      expect(first.items).toEqual(some.slice(2).toReversed())
      expect(
        await audit.list({ month, limit: 3, ...(first.cursor !== undefined && { cursor: first.cursor }) }),
      ).toEqual({
        items: some.slice(0, 2).toReversed(),
      })
      expect((await audit.list({ month: '2026-10', limit: 3 })).items).toHaveLength(1)
      expect(await audit.list({ month: '2026-12', limit: 3 })).toEqual({ items: [] })
    })

    it('has an entry that is appended again once, and two of one instant both', async () => {
      await audit.append(entry('a'))
      await audit.append(entry('a'))
      await audit.append(entry('b'))
      expect((await audit.list({ month: '2026-11', limit: 9, cursor: '' })).items.map(({ id }) => id)).toEqual([
        'b',
        'a',
      ])
    })

    const opening = (by: string, at = START): AuditEntry => ({
      ...{ id: `OP-${by}-${at}`, at, by: { kind: 'staff', id: by }, role: 'dispatcher' },
      ...{ what: 'subject', outcome: 'read', subject: 'repair/261120-0001' },
    })
    const entries = async (month = '2026-11') => (await audit.list({ month, limit: 99 })).items

    it('[C27] has what is to be there once under each key once, whoever comes at the same time', async () => {
      await Promise.all(Array.from({ length: 8 }, (_, n) => audit.appendOnce('2026-11-20/a', opening('a', minute(n)))))
      await audit.appendOnce('2026-11-20/b', opening('b', minute(20)))
      await audit.appendOnce('2026-11-20/a', opening('a', minute(30)))
      expect((await entries()).map(({ by }) => by.id)).toEqual(['b', 'a'])
      await audit.appendOnce('2026-11-21/a', opening('a', '2026-11-20T16:00:00.000Z'))
      await audit.appendOnce('2027-03-01/a', opening('a', '2027-03-01T00:00:00.000Z'))
      expect((await entries()).map(({ by }) => by.id)).toEqual(['a', 'b', 'a'])
      expect(await entries('2027-03')).toHaveLength(1)
    })

    it('[C27] counts on one line what happens again, and keeps what was said the first time', async () => {
      const refusal = (of: string, at = START) =>
        ({
          id: 'RF-1',
          at,
          by: { kind: 'staff', id: 'x' },
          role: 'viewer',
          what: 'refusal',
          outcome: 'refused',
          of,
          count: 1,
        }) as const
      await audit.addTo(refusal('first'))
      expect(await entries()).toEqual([refusal('first')])
      await Promise.all(Array.from({ length: 9 }, () => audit.addTo(refusal('another'))))
      expect(await entries()).toEqual([{ ...refusal('first'), count: 10 }])
      await audit.addTo(refusal('next minute', minute(1)))
      expect(await entries()).toEqual([refusal('next minute', minute(1)), { ...refusal('first'), count: 10 }])
    })
  })

  describe('shelves', () => {
    it('hold what was put there last under an id, each kind apart, until it is over or taken away', async () => {
      const { shelf } = stores
      const idsAt = async (kind: string, at: number) => (await shelf.all(kind, minute(at))).map(({ id }) => id)
      await shelf.put('view', { id: 'b', name: 'before' } as object as { id: string })
      await shelf.put('view', { id: 'b', name: 'night shift' } as object as { id: string })
      await shelf.put('view', { id: 'a', until: minute(10) })
      await shelf.put('call', { id: 'a' })
      expect(await shelf.all('view', minute(9))).toEqual([
        { id: 'a', until: minute(10) },
        { id: 'b', name: 'night shift' },
      ])
      expect(await idsAt('view', 10)).toEqual(['b'])
      await shelf.remove('view', 'b')
      await shelf.remove('view', 'nothing')
      expect([await idsAt('view', 10), await idsAt('call', 10)]).toEqual([[], ['a']])
    })
  })

  describe('mutes', () => {
    const mute = (id: string, until: number): Mute => ({
      id,
      on: { site: 'lanting' },
      from: minute(0),
      until: minute(until),
      reason: '机房停电',
      by: { kind: 'staff', id: 'liu-fang' },
      at: START,
    })

    it('are found until their planned end, the first to end first', async () => {
      for (const one of [mute('b', 20), mute('a', 10), mute('c', 30)]) await mutes.put(one)
      const after = async (at: number) => (await mutes.endingAfter(minute(at))).map(({ id }) => id)
      expect([await after(0), await after(9), await after(10), await after(30)]).toEqual([
        ['a', 'b', 'c'],
        ['a', 'b', 'c'],
        ['b', 'c'],
        [],
      ])
      expect((await mutes.latest(2)).map(({ id }) => id)).toEqual(['c', 'b'])
    })

    it('one that was ended early stands in the place of what was planned', async () => {
      const ended = { ...mute('a', 10), ended: { at: minute(5), by: { kind: 'staff' as const, id: 'liu-fang' } } }
      await mutes.put(mute('a', 10))
      await mutes.put(mute('b', 10))
      await mutes.put(ended)
      expect(await mutes.endingAfter(minute(0))).toEqual([ended, mute('b', 10)])
    })
  })
}
