import { beforeEach, describe, expect, it } from 'vitest'
import type { ServiceRecord } from '../../../shared/knowledge/record.ts'
import type { ServiceRecords } from '../../../shared/ports/records.ts'
import type { SubjectStore } from '../../../shared/ports/store.ts'
import { aRecord, aRepair, minute, next, repairId } from '../../support/repair-fixtures.ts'
import { opener, type Stores } from '../stores.ts'

/** Service records: written with each save, found by unit, by repair and by words. */
export function recordsSuite(create: () => Promise<Stores>): void {
  let store: SubjectStore
  let records: ServiceRecords
  beforeEach(async () => {
    ;({ store, records } = await create())
  })

  const save = opener(() => store)
  const numbered = (count: number, changes: (index: number) => Partial<ServiceRecord>): ServiceRecord[] =>
    Array.from({ length: count }, (_, index) =>
      aRecord({ repair: repairId(String(index).padStart(4, '0')), reportedAt: minute(index), ...changes(index) }),
    )
  const put = async (some: readonly ServiceRecord[]) => {
    for (const record of some) await records.put(record)
  }
  const found = async (words: string, limit = 10, model?: string) =>
    (await records.search({ words, limit, ...(model !== undefined && { model }) })).map(
      ({ record, match }) => `${record.repair.slice(-4)} ${Math.round(match * 100)}`,
    )

  describe('service records', () => {
    it('are written with the decision and replaced by the next', async () => {
      const repair = await save(aRepair(), { record: aRecord() })
      expect(await records.ofRepair(repair.id)).toEqual(aRecord())
      const done = aRecord({ cause: '电池老化', done: '更换电池', parts: ['BAT'], repairedAt: minute(5) })
      const second = await save(next(repair), { record: done })
      expect(await records.ofRepair(repair.id)).toEqual(done)
      await save(next(second))
      expect(await records.ofRepair(repair.id)).toEqual(done)
      expect(await records.ofRepair('nobody')).toBeUndefined()
    })

    it("are a unit's history, oldest report first, whatever way the serial number is written", async () => {
      const some = numbered(3, () => ({ unit: 'BWC-2025-0117' }))
      await put([...some.toReversed(), aRecord({ repair: repairId('0099'), unit: 'OTHER' })])
      expect(await records.ofUnit('bwc-2025- 0117')).toEqual(some)
      expect(await records.ofUnit('NONE')).toEqual([])
    })

    it('move with the unit when it is identified, and may have none', async () => {
      const { unit: _, ...unknown } = aRecord()
      const repair = await save(aRepair(), { record: unknown })
      expect(await records.ofUnit('BWC-2025-0117')).toEqual([])
      const second = await save(next(repair), { record: aRecord() })
      expect(await records.ofUnit('BWC-2025-0117')).toEqual([aRecord()])
      await save(next(second), { record: aRecord({ unit: 'DOC-1' }) })
      expect(await records.ofUnit('BWC-2025-0117')).toEqual([])
      expect(await records.ofUnit('DOC-1')).toHaveLength(1)
    })
  })

  describe('[H2] a search', () => {
    it('finds by product, symptom, cause and what was done, Chinese included, best match first', async () => {
      await put(
        numbered(4, (index) => ({
          symptoms: ['无法开机，黑屏', '录像模糊', '无法开机', 'Screen stays black'][index] ?? '',
          ...(index === 1 && { cause: '镜头进水', done: '更换镜头 LENS-3' }),
        })),
      )
      expect(await found('黑屏 无法开机')).toEqual(['0000 100', '0002 75'])
      expect(await found('镜头')).toEqual(['0001 100'])
      expect(await found('lens-3')).toEqual(['0001 100'])
      expect(await found('BLACK screen')).toEqual(['0003 100'])
      expect(await found('执法记录仪', 2)).toEqual(['0003 100', '0002 100'])
      expect(await found('打印机')).toEqual([])
    })

    it('without words finds the latest, of the model if one is given', async () => {
      await put(numbered(5, (index) => ({ model: index % 2 === 0 ? 'BWC-5' : 'DOC-24' })))
      expect(await found('', 2)).toEqual(['0004 100', '0003 100'])
      expect(await found(' ，。', 10, 'doc-24 ')).toEqual(['0003 100', '0001 100'])
      expect(await found('开机', 10, 'DOC-24')).toEqual(['0003 100', '0001 100'])
      expect(await found('开机', 10, 'NONE')).toEqual([])
    })

    it('finds a record by what it says now', async () => {
      await records.put(aRecord({ cause: '主板' }))
      await records.put(aRecord({ cause: '电池' }))
      expect(await found('电池')).toEqual(['0001 100'])
      expect(await found('主板')).toEqual([])
    })

    it('may be told of a record twice', async () => {
      await records.put(aRecord())
      await records.index(aRecord())
      await records.index(aRecord())
      expect(await found('开机')).toEqual(['0001 100'])
    })

    it('finds an old record by a rare word among hundreds that share the others', async () => {
      const rare = aRecord({ repair: repairId('0000'), reportedAt: minute(-1), symptoms: '无法开机 冒烟' })
      await records.put(rare)
      await put(numbered(620, (index) => ({ repair: repairId(`1${String(index).padStart(3, '0')}`) })))
      expect((await found('无法开机 冒烟', 3))[0]).toBe('0000 100')
      expect(await found('无法开机', 2)).toEqual(['1619 100', '1618 100'])
    }, 60_000)
  })
}
