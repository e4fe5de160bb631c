import { beforeEach, describe, expect, it } from 'vitest'
import { type DirectoryChange, type EditedList, entryIn } from '../../../shared/directory/change.ts'
import { later } from '../../../shared/kernel/instant.ts'
import { aCommit, aContract, aDirectory, aRepair, aUnit, START, theLoaner } from '../../support/repair-fixtures.ts'
import type { Stores } from '../stores.ts'

/** What is edited one entry at a time, and the record of it. */
export function directoryRecordSuite(create: () => Promise<Stores>): void {
  const price = { list: 'P-1', code: 'A-1', name: '主板', class: 'part', unit: '件' } as const
  const onFile = aDirectory({ contracts: [aContract()], prices: [price] })
  let { directory, directoryRecord: record, store } = {} as Stores
  beforeEach(async () => {
    ;({ directory, directoryRecord: record, store } = await create())
    await directory.put(onFile)
  })

  const change = (
    seq: number,
    list: EditedList,
    entry: string,
    said: Pick<DirectoryChange, 'before' | 'after'>,
  ): DirectoryChange => ({
    ...{ seq, at: START, by: { kind: 'staff', id: 'liu-fang', name: '刘芳' }, reason: '核对铭牌', list, entry },
    ...said,
  })
  const unit = aUnit()
  const gone = aUnit({ serial: 'X-1' })
  const renamed = { ...unit, name: '记录仪 17' }
  const rename = (seq: number) => change(seq, 'units', unit.serial, { before: unit, after: renamed })

  describe('the directory record', () => {
    it('is written with the entry, and counts', async () => {
      expect(await record.last()).toBe(0)
      expect(await record.save([rename(1)])).toBe('saved')
      expect(await directory.unit(unit.serial)).toEqual(renamed)
      expect(await record.last()).toBe(1)
      expect(await record.list({ limit: 9 })).toEqual({ items: [rename(1)] })
    })

    it('keeps a roster with what was changed on it, and whom that names', async () => {
      const before = onFile.rosters[0] ?? expect.fail()
      const leave = { kind: 'leave', person: before.manager, from: START, to: later(START, 3_600_000) } as const
      const made = { id: 'c1', at: START, by: { id: 'liu-fang', name: '刘芳' }, reason: '家事' }
      const after = { ...before, version: 1, changes: [{ ...leave, ...made }] }
      const away = change(1, 'rosters', before.id, { before, after })
      expect(await record.save([away])).toBe('saved')
      expect((await directory.roster(before.id))?.roster).toEqual(after)
      expect(await record.save([{ ...away, seq: 2 }])).toBe('conflict')
      expect(await record.list({ of: { list: 'rosters', entry: before.id }, limit: 9 })).toEqual({ items: [away] })
    })

    it.each<[string, () => DirectoryChange]>([
      ['somebody was first', () => rename(2)],
      ['the entry is not as it was read', () => change(1, 'units', unit.serial, { before: renamed, after: unit })],
      ['what is to be new is there', () => change(1, 'units', unit.serial, { after: renamed })],
      [
        'what is to be changed is gone',
        () => change(1, 'units', 'X-1', { before: gone, after: { ...gone, name: '新' } }),
      ],
    ])('writes nothing where %s', async (_, attempt) => {
      expect(await record.save([attempt()])).toBe('conflict')
      expect(await directory.all()).toEqual(await ordered())
      expect([await record.last(), await record.list({ limit: 9 })]).toEqual([0, { items: [] }])
    })
    const ordered = async () => {
      const fresh = await create()
      await fresh.directory.put(onFile)
      return fresh.directory.all()
    }

    it('lets one of many who come at once through', async () => {
      const tried = await Promise.all(Array.from({ length: 6 }, () => record.save([rename(1)])))
      expect(tried.filter((outcome) => outcome === 'saved')).toHaveLength(1)
      expect((await record.list({ limit: 9 })).items).toHaveLength(1)
    })

    it('lists all changes, and those of one entry, newest first and page by page', async () => {
      const site = onFile.sites[0] ?? expect.fail()
      const moved = change(2, 'sites', site.id, { before: site, after: { ...site, address: '新址' } })
      const back = change(3, 'units', unit.serial, { before: renamed, after: unit })
      expect(await record.save([rename(1), moved, back].slice(0, 2))).toBe('saved')
      expect(await record.save([back])).toBe('saved')
      const first = await record.list({ limit: 2 })
      expect(first.items).toEqual([back, moved])
      const { cursor = '' } = first
      expect(await record.list({ limit: 2, cursor })).toEqual({ items: [rename(1)] })
      const of = { list: 'units', entry: unit.serial } as const
      const newest = await record.list({ of, limit: 1 })
      expect(newest.items).toEqual([back])
      expect(await record.list({ of, limit: 1, cursor: newest.cursor ?? '' })).toEqual({ items: [rename(1)] })
    })

    it('changes, deletes and creates entries of every list', async () => {
      const all = await directory.all()
      const lists = [
        ['people', 'chen-wei'],
        ['rosters', 'east'],
        ['customers', 'lanting-police'],
        ['sites', 'lanting-traffic'],
        ['contacts', 'xu-lei'],
        ['units', 'DOC-2025-0021'],
        ['loaners', 'LOAN-1'],
        ['contracts', aContract().id],
        ['prices', `${price.list} ${price.code}`],
      ] as const
      let seq = 0
      for (const [list, id] of lists) {
        const before = entryIn(all, list, id) ?? expect.fail()
        const after = { ...before, name: '改过的' } as typeof before
        for (const said of [{ before, after }, { before: after }, { after: before }]) {
          expect(await record.save([change(++seq, list, id, said)]), `${list} ${seq}`).toBe('saved')
          expect(entryIn(await directory.all(), list, id)).toEqual('after' in said ? said.after : undefined)
        }
      }
      const supplier = { ...all.supplier, hotline: '+864000000000' }
      const said = { before: all.supplier, after: supplier }
      expect(await record.save([change(++seq, 'supplier', 'supplier', said)])).toBe('saved')
      expect(await directory.all()).toEqual({ ...all, supplier })
    })

    it('a contact is known at the sites that they report for now, and at no other', async () => {
      const before = onFile.contacts[1] ?? expect.fail()
      const at = async (site: string) => (await directory.contactsOf(site)).map(({ id }) => id)
      const after = { ...before, sites: ['lanting-traffic'] }
      expect(await record.save([change(1, 'contacts', before.id, { before, after })])).toBe('saved')
      expect([await at('lanting-east'), await at('lanting-traffic')]).toEqual([['he-ping'], ['xu-lei']])
      expect(await record.save([change(2, 'contacts', before.id, { before: after })])).toBe('saved')
      expect(await at('lanting-traffic')).toEqual([])
    })

    it('a loaner that is edited stays with the repair that holds it', async () => {
      const before = onFile.loaners[0] ?? expect.fail()
      await store.save(aCommit(aRepair(), { take: [theLoaner('LOAN-1')] }))
      const after = { ...before, used: true }
      expect(await record.save([change(1, 'loaners', 'LOAN-1', { before, after })])).toBe('saved')
      expect(await store.holderOf('loaner/LOAN-1')).toBe(`repair/${aRepair().id}`)
    })

    it('takes many at once, in order', async () => {
      const added = Array.from({ length: 120 }, (_, index) => {
        const serial = `NEW-${String(index).padStart(3, '0')}`
        return change(index + 1, 'units', serial, { after: aUnit({ serial }) })
      })
      expect(await record.save(added)).toBe('saved')
      expect([await record.last(), (await directory.all()).units.length]).toEqual([120, 122])
      expect((await record.list({ limit: 200 })).items).toHaveLength(120)
    })
  })
}
