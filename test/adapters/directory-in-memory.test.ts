import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { openDatabase } from '../../infra/local/database.ts'
import { SqliteDirectory } from '../../infra/local/store/directory.ts'
import { merged } from '../../shared/directory/lists.ts'
import { readerOf } from '../../shared/ports/in-memory-directory.ts'
import { parseDirectory } from '../../shared/wire/directory.ts'
import { aContract } from '../support/repair-fixtures.ts'

const demo = parseDirectory(parse(readFileSync('infra/local/demo/directory.yaml', 'utf8')))
const sorted = <T extends object>(entries: readonly T[]): T[] =>
  entries.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

describe('a directory in memory', () => {
  const stored = new SqliteDirectory(openDatabase(':memory:'))
  const [unit] = demo.units
  const change = {
    supplier: { ...demo.supplier, defaultRoster: 'west' },
    units: unit ? [{ ...unit, serial: ` ${unit.serial.toLowerCase()}`, site: 'lanting-traffic' }] : [],
    contracts: [aContract({ id: 'K-new' })],
  }
  const reader = readerOf(merged(demo, change))
  beforeAll(async () => {
    await stored.put(demo)
    await stored.merge(change)
  })

  it('gives one entry as the stored one does', async () => {
    expect(await reader.supplier()).toEqual(await stored.supplier())
    const ids = [...demo.people, ...demo.rosters, ...demo.customers, ...demo.sites, ...demo.contracts].map(
      ({ id }) => id,
    )
    for (const id of [...ids, 'K-new', 'nobody']) {
      expect(await reader.person(id)).toEqual(await stored.person(id))
      expect(await reader.customer(id)).toEqual(await stored.customer(id))
      expect(await reader.site(id)).toEqual(await stored.site(id))
      expect(await reader.contract(id)).toEqual(await stored.contract(id))
      const [one, other] = [await reader.roster(id), await stored.roster(id)]
      expect([one?.roster, sorted(one?.people ?? [])]).toEqual([other?.roster, sorted(other?.people ?? [])])
    }
    for (const { serial } of [...demo.units, ...demo.loaners]) {
      expect(await reader.unit(`${serial.toLowerCase()} `)).toEqual(await stored.unit(serial))
      expect(await reader.loaner(serial.toLowerCase())).toEqual(await stored.loaner(serial))
    }
    for (const { phone = '' } of demo.contacts) {
      expect(await reader.contactsByPhone(phone)).toEqual(await stored.contactsByPhone(phone))
    }
  })

  it('gives lists as the stored one does', async () => {
    for (const { id } of demo.sites) {
      expect(sorted(await reader.unitsAt(id))).toEqual(sorted(await stored.unitsAt(id)))
      expect(sorted(await reader.contactsOf(id))).toEqual(sorted(await stored.contactsOf(id)))
    }
    for (const { id } of demo.customers) {
      expect(sorted(await reader.contractsOf(id))).toEqual(sorted(await stored.contractsOf(id)))
    }
    for (const list of ['H-2026', 'X'])
      expect(sorted(await reader.prices(list))).toEqual(sorted(await stored.prices(list)))
    expect(sorted(await reader.rosters())).toEqual(sorted(await stored.rosters()))
    const [all, everything] = [await reader.all(), await stored.all()]
    expect(sorted(all.units)).toEqual(sorted(everything.units))
    expect(sorted(all.contracts)).toEqual(sorted(everything.contracts))
  })
})
