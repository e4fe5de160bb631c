import { beforeEach, describe, expect, it } from 'vitest'
import type { Contract, Price } from '../../../shared/directory/directory.ts'
import type { SubjectStore } from '../../../shared/ports/store.ts'
import { repairSubject } from '../../../shared/repair/holds.ts'
import { summaryOf } from '../../../shared/repair/summary.ts'
import { type Repairs, repairsIn } from '../../../shared/use-cases/repairs.ts'
import {
  aContract,
  aDirectory,
  aRepair,
  aUnit,
  closed,
  minute,
  next,
  numbered,
  repairId,
  START,
} from '../../support/repair-fixtures.ts'
import { opener, type Stores } from '../stores.ts'

/** What is looked up: links, boards, master data. */
export function lookupSuite(create: () => Promise<Stores>): void {
  let store: SubjectStore
  let directory: Stores['directory']
  let links: Stores['links']
  let repairs: Repairs
  beforeEach(async () => {
    ;({ store, directory, links } = await create())
    repairs = repairsIn({ store, directory })
  })

  const save = opener(() => store)

  it('an id longer than any key finds nothing', async () => {
    const long = '中'.repeat(3000)
    expect(await repairs.load(long)).toBeUndefined()
    expect(await repairs.history(long)).toEqual([])
    expect(await links.find(long)).toBeUndefined()
    expect(await links.list({ about: repairSubject(long) }, 10)).toEqual([])
    expect(await directory.unit(long)).toBeUndefined()
    expect(await directory.site(long)).toBeUndefined()
    expect((await repairs.list({ status: 'open', limit: 10, cursor: long })).items).toEqual([])
  })

  describe('boards', () => {
    const pages = async (query: { status: 'open' } | { status: 'closed'; month: string }, limit: number) => {
      const found: string[][] = []
      let cursor: string | undefined
      do {
        const page = await repairs.list({ ...query, limit, ...(cursor !== undefined && { cursor }) })
        found.push(page.items.map(({ id }) => id.slice(-4)))
        cursor = page.cursor
      } while (cursor !== undefined)
      return found
    }

    it('show the summary of each repair as last saved', async () => {
      const repair = await save(aRepair())
      const later = await save(next(repair, { stage: 'arrival', updatedAt: minute(5) }))
      expect(await repairs.list({ status: 'open', limit: 10 })).toEqual({ items: [summaryOf(later)] })
    })

    it('begin at the beginning with an empty cursor, and are past the end with a nonsensical one', async () => {
      const repair = await save(aRepair())
      const past = await save(next(await save(aRepair({ id: repairId('0002') })), { stage: 'closed' }))
      const items = [summaryOf(repair)]
      expect(await repairs.list({ status: 'open', limit: 1, cursor: '' })).toEqual({ items })
      expect(await repairs.list({ status: 'open', limit: 1, cursor: '~' })).toEqual({ items: [] })
      const month = { status: 'closed', month: '2026-11', limit: 1 } as const
      expect(await repairs.list({ ...month, cursor: '' })).toEqual({ items: [summaryOf(past)] })
      expect(await repairs.list({ ...month, cursor: '!' })).toEqual({ items: [] })
    })

    it('list open repairs oldest report first, page by page, none twice and none missing', async () => {
      const twins = [aRepair({ id: repairId('0101') }), aRepair({ id: repairId('0100') })]
      for (const repair of [...numbered(1, 21).toReversed(), ...twins]) await save(repair)
      const all = ['0100', '0101', ...numbered(1, 21).map(({ id }) => id.slice(-4))]
      expect(await pages({ status: 'open' }, 10)).toEqual([all.slice(0, 10), all.slice(10, 20), all.slice(20)])
      expect(await pages({ status: 'open' }, 1)).toEqual(all.map((id) => [id]))
      expect(await pages({ status: 'open' }, 23)).toEqual([all])
    })

    it('list closed repairs by the month of their report, newest first', async () => {
      for (const repair of numbered(1, 12)) await save(closed(await save(repair), minute(60 * 24 * 30)))
      const before = await save(aRepair({ id: repairId('0050'), reportedAt: '2026-10-31T23:59:59.999Z' }))
      await save(closed(before))
      const newest = numbered(1, 12)
        .map(({ id }) => id.slice(-4))
        .toReversed()
      expect(await pages({ status: 'closed', month: '2026-11' }, 5)).toEqual([
        newest.slice(0, 5),
        newest.slice(5, 10),
        newest.slice(10),
      ])
      expect(await pages({ status: 'closed', month: '2026-10' }, 5)).toEqual([['0050']])
      expect(await pages({ status: 'closed', month: '2026-12' }, 5)).toEqual([[]])
      expect(await pages({ status: 'open' }, 5)).toEqual([[]])
    })
  })

  describe('directory', () => {
    it('[H21] keeps what held of a roster before, and the names of those who were on it then', async () => {
      const put = aDirectory()
      const [east] = put.rosters
      if (!east) throw new Error('the fixture has no roster')
      const duty = { timezone: east.timezone, manager: 'li-na', tiers: [], overrides: [] }
      const changed = { ...east, manager: 'chen-wei', from: START, history: [duty] }
      await directory.put({ ...put, rosters: [changed] })
      const found = await directory.roster('east')
      expect(found?.roster).toEqual(changed)
      expect(found?.people.map(({ id }) => id)).toContain('li-na')
    })

    it('gives back what was put', async () => {
      const put = aDirectory({ contracts: CONTRACTS, prices: PRICES })
      await directory.put(put)
      const [roster] = put.rosters
      const [heping, xulei] = put.contacts
      expect(await directory.supplier()).toEqual(put.supplier)
      expect(await directory.rosters()).toEqual(put.rosters)
      expect(await directory.roster('east')).toEqual({ roster, people: put.people })
      expect(await directory.person('li-na')).toEqual(put.people[1])
      expect(await directory.customer('lanting-police')).toEqual(put.customers[0])
      expect(await directory.site('lanting-east')).toEqual(put.sites[0])
      expect(await directory.contactsByPhone('+8613800138001')).toEqual([heping])
      expect(await directory.contact('he-ping')).toEqual(heping)
      expect(await directory.contactsOf('lanting-east')).toEqual([heping, xulei])
      expect(await directory.contactsOf('lanting-traffic')).toEqual([xulei])
      expect(await directory.unit('bwc-2025-0117 ')).toEqual(put.units[0])
      expect(await directory.unitsAt('lanting-east')).toEqual(put.units)
      expect(await directory.loaner('loan-1 ')).toEqual(put.loaners[0])
      expect(await directory.contract('K-2')).toEqual(put.contracts[1])
      expect(await directory.contractsOf('lanting-police')).toEqual(put.contracts.slice(0, 2))
      expect(await directory.prices('P-2026')).toEqual(put.prices.slice(0, 2))
    })

    it('finds people, places and units by what every word stands in, in any case', async () => {
      const { units } = aDirectory()
      const out = aUnit({ serial: 'BWC-2023-0117', replacedBy: 'BWC-2025-0117' })
      await directory.put(aDirectory({ units: [...units, out] }))
      const found = async (...words: string[]) => {
        const all = await directory.find(words, 8)
        return [...all.contacts, ...all.sites, ...all.units].map((one) => ('serial' in one ? one.serial : one.id))
      }
      expect(await found('何平')).toEqual(['he-ping'])
      expect(await found('13800138001')).toEqual(['he-ping'])
      expect(await found('0117')).toEqual(['BWC-2025-0117'])
      expect(await found('bwc', '记录仪')).toEqual(['BWC-2025-0117'])
      expect(await found('bwc', '采集站')).toEqual([])
      expect(await found('东街', 'traffic')).toEqual(['lanting-traffic'])
      expect((await directory.find(['lanting'], 1)).sites).toHaveLength(1)
      // What only stands in another of its fields names nobody.
      expect(await found('zh-cn')).toEqual([])
    })

    it('gives back everything on file, each list by its ids', async () => {
      const put = aDirectory({ contracts: CONTRACTS, prices: PRICES })
      await directory.put({ ...put, units: put.units.toReversed(), prices: put.prices.toReversed() })
      const people = put.people.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      expect(await directory.all()).toEqual({ ...put, people })
    })

    it('knows nothing that was not put', async () => {
      await expect(directory.supplier()).rejects.toThrow('directory is empty')
      await directory.put(aDirectory())
      expect(await directory.contactsByPhone('+8613800138999')).toEqual([])
      expect(await directory.contact('X')).toBeUndefined()
      expect(await directory.unit('X')).toBeUndefined()
      expect(await directory.site('X')).toBeUndefined()
      expect(await directory.customer('X')).toBeUndefined()
      expect(await directory.person('X')).toBeUndefined()
      expect(await directory.roster('X')).toBeUndefined()
      expect(await directory.unitsAt('X')).toEqual([])
      expect(await directory.contactsOf('X')).toEqual([])
      expect(await directory.loaner('X')).toBeUndefined()
      expect(await directory.contract('X')).toBeUndefined()
      expect(await directory.contractsOf('X')).toEqual([])
      expect(await directory.prices('X')).toEqual([])
    })

    it('gives everyone who shares a number', async () => {
      const { contacts } = aDirectory()
      const shared = contacts.map((contact) => ({ ...contact, phone: '+8657588000000', switchboard: true }))
      await directory.put(aDirectory({ contacts: shared }))
      const found = await directory.contactsByPhone('+8657588000000')
      expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(shared)
    })

    it('merges lists one by one: what a list names is replaced, all else stays', async () => {
      const before = aDirectory({ contracts: CONTRACTS, prices: PRICES })
      await directory.put(before)
      const [moved, , other] = CONTRACTS
      const [price] = PRICES
      if (!moved || !other || !price) throw new Error('the fixture lacks something')
      const contracts = [{ ...moved, customer: other.customer }]
      const prices = [{ ...price, costFen: 1 }]
      const loaners = before.loaners.slice(0, 1).map((loaner) => ({ ...loaner, used: true }))
      await directory.merge({ contracts, prices, loaners })
      await directory.merge({})
      expect(await directory.contractsOf('lanting-police')).toEqual(CONTRACTS.slice(1, 2))
      expect(await directory.contractsOf(other.customer)).toEqual([...contracts, other])
      const people = before.people.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      expect(await directory.all()).toEqual({
        ...before,
        people,
        contracts: [...contracts, ...CONTRACTS.slice(1)],
        prices: [...prices, ...PRICES.slice(1)],
        loaners: [...loaners, ...before.loaners.slice(1)],
      })
    })

    it('replaces what is put again, and keeps the rest', async () => {
      await directory.put(aDirectory())
      const before = aDirectory()
      const moved = before.contacts.map((contact) => ({
        ...contact,
        sites: ['lanting-traffic'],
        phone: `+861380013890${contact.id.length}`,
      }))
      const units = before.units.slice(0, 1).map((unit) => ({ ...unit, site: 'lanting-traffic' }))
      await directory.put(aDirectory({ contacts: moved, units, people: [], loaners: [] }))
      expect(await directory.contactsOf('lanting-east')).toEqual([])
      expect(await directory.contactsOf('lanting-traffic')).toEqual(moved)
      expect(await directory.contactsByPhone('+8613800138001')).toEqual([])
      expect(await directory.contactsByPhone('+8613800138907')).toEqual([moved[0]])
      expect(await directory.unitsAt('lanting-east')).toEqual(before.units.slice(1))
      expect(await directory.unitsAt('lanting-traffic')).toEqual(units)
      expect(await directory.person('li-na')).toEqual(before.people[1])
      expect(await repairs.freeLoaners()).toEqual(before.loaners)
    })

    it('takes more than one batch', async () => {
      const units = Array.from({ length: 120 }, (_, n) => aUnit({ serial: `U-${String(n).padStart(3, '0')}` }))
      await directory.put(aDirectory({ units }))
      expect(await directory.unitsAt('lanting-east')).toEqual(units)
    })
  })
}

const CONTRACTS: readonly Contract[] = [
  aContract({ id: 'K-1' }),
  aContract({ id: 'K-2', units: ['BWC-2025-0117'], priceList: 'P-2026', priceFen: 12_345_600 }),
  aContract({ id: 'K-3', customer: 'someone-else', renewals: [{ from: '2029-01-01', until: '2029-12-31' }] }),
]
const PRICES: readonly Price[] = [
  { list: 'P-2026', code: 'BAT', name: '电池', class: 'wear', unit: '块', costFen: 12_000, priceFen: 18_000 },
  { list: 'P-2026', code: 'VISIT', name: '上门', class: 'travel', unit: '次' },
  { list: 'P-2026-B', code: 'BAT', name: '电池', class: 'wear', unit: '块' },
]
