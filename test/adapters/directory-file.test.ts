import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { readDirectoryFile } from '../../infra/directory-file.ts'
import type { Directory } from '../../shared/directory/directory.ts'
import { problemsWithPlans } from '../../shared/directory/plan-problems.ts'
import { problemsIn } from '../../shared/directory/problems.ts'
import { BadRequestError } from '../../shared/kernel/errors.ts'
import { TEAMS } from '../../shared/plan/rules.ts'
import { parseDirectory } from '../../shared/wire/directory.ts'
import { TABLES } from '../../shared/wire/tables/columns.ts'
import { plans } from '../support/plans.ts'
import { aContract, aDirectory, aUnit, minute, START } from '../support/repair-fixtures.ts'

const problemsOf = (value: unknown): readonly string[] => {
  try {
    parseDirectory(value)
    return []
  } catch (error) {
    if (error instanceof BadRequestError) return error.problems
    throw error
  }
}

const [roster] = aDirectory().rosters
const [tier] = roster?.tiers ?? []
const [site] = aDirectory().sites
const [heping, xulei] = aDirectory().contacts
if (!roster || !tier || !site || !heping || !xulei) throw new Error('the fixture lacks something')

const withRoster = (changes: Partial<Directory['rosters'][number]>) =>
  aDirectory({ rosters: [{ ...roster, ...changes }] })
/** What is said against overrides of a roster with two tiers, in which everybody is known. */
const overridesRefused = (overrides: Directory['rosters'][number]['overrides']) => {
  const people = ['chen-wei', 'li-na', 'wang-qiang', 'liu-fang'].map((id) => ({ ...aDirectory().people[0], id }))
  return problemsOf({ ...withRoster({ overrides, tiers: [tier, tier] }), people })
}
const withRotation = (changes: object) =>
  withRoster({ tiers: [{ ...tier, rotation: { ...tier.rotation, ...changes } }] })

describe('a directory file', () => {
  it('that is well formed is taken as it is', () => {
    expect(parseDirectory(aDirectory())).toEqual(aDirectory())
  })

  it('may give the instants of an override with any offset', () => {
    const overrides = [{ from: '2026-11-20T02:13:00+08:00', to: '2026-11-20T03:13:00+08:00', tier: 0, person: 'li-na' }]
    expect(parseDirectory(withRoster({ overrides })).rosters[0]?.overrides).toEqual([
      { from: START, to: minute(60), tier: 0, person: 'li-na' },
    ])
  })

  it('lists every problem of form, with its place', () => {
    const { loaners: _, ...rest } = aDirectory({ units: [aUnit({ shortName: 'far too long' })] })
    expect(problemsOf({ ...rest, extra: 1, people: [{ ...rest.people[0], phone: '1380013' }] })).toEqual([
      expect.stringMatching(/^people\.0\.phone: is no phone number; write 13800138000, /),
      expect.stringMatching(/^units\.0\.shortName: /),
      'loaners: is missing',
      'extra: is not a known field',
    ])
  })

  it.each([
    ['+861380', 'too short'],
    ['138 0013 810', 'a digit lost'],
    ['8123456', 'no area code'],
    ['95588123456789', 'too long'],
    ['400-800-13', 'too short'],
    ['电话 12', 'no number'],
    ['+999 1234 5678', 'no country'],
    ['', 'nothing'],
  ])('refuses the phone number %s: %s', (phone) => {
    expect(problemsOf(aDirectory({ contacts: [{ ...heping, phone }] }))[0]).toMatch(
      /^contacts\.0\.phone: is no phone number; write /,
    )
  })

  it.each([
    ['0931-1234567', '+869311234567'],
    ['(0931) 123 4567', '+869311234567'],
    ['138 0013 8101', '+8613800138101'],
    ['13800138101', '+8613800138101'],
    ['+86 138-0013-8101', '+8613800138101'],
    ['8613800138101', '+8613800138101'],
    ['008613800138101', '+8613800138101'],
    ['１３８００１３８１０１', '+8613800138101'],
    ['＋８６　１３８００１３８１０１', '+8613800138101'],
    ['010-65321234', '+861065321234'],
    ['400-800-1300', '+864008001300'],
    ['+7 727 258 0000', '+77272580000'],
    ['+8613800138101', '+8613800138101'],
  ])('takes the phone number %s as imports do, and keeps %s', (phone, kept) => {
    const { contacts } = parseDirectory(aDirectory({ contacts: [{ ...heping, phone }] }))
    expect(contacts[0]?.phone).toBe(kept)
    expect(TABLES.contacts.columns.find(({ key }) => key === 'phone')?.cell.read(phone)).toEqual({ value: kept })
  })

  it('two ways to write one number are one number', () => {
    const contacts = [
      { ...heping, phone: '138 0013 8001' },
      { ...xulei, phone: '+8613800138001' },
    ]
    expect(problemsOf(aDirectory({ contacts }))).toEqual(['contacts.1.phone: +8613800138001 is there already'])
  })

  it('keeps what YAML would take for an amount as it is written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'directory-file-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'mine.yaml')
    const demo = readFileSync('infra/local/demo/directory.yaml', 'utf8')
    const written = ['13800138102', '+8613800138103', '0931 1234567', '09311234568', "'138-0013-8106'"]
    const ids = ['li-na', 'wang-qiang', 'zhao-min', 'sun-hao', 'zhou-jie']
    const text = ids.reduce(
      (text, id, index) => text.replace(new RegExp(`(id: ${id}, .*phone: )'[^']*'`), `$1${written[index]}`),
      demo,
    )
    writeFileSync(file, text)
    const { people } = readDirectoryFile(file).directory
    expect(ids.map((id) => people.find((person) => person.id === id)?.phone)).toEqual([
      '+8613800138102',
      '+8613800138103',
      '+869311234567',
      '+869311234568',
      '+8613800138106',
    ])
  })

  it.each(['Asia/Nowhere', '+08:00', '', 'CN'])('refuses the time zone "%s"', (timezone) => {
    expect(problemsOf(withRoster({ timezone }))).toEqual([
      'rosters.0.timezone: must be an IANA time zone, such as Asia/Shanghai',
    ])
    expect(problemsOf(aDirectory({ sites: [{ ...site, timezone }] }))[0]).toMatch(/^sites\.0\.timezone: /)
  })

  it('refuses a roster that could be empty', () => {
    expect(problemsOf(withRoster({ tiers: [] }))[0]).toMatch(/^rosters\.0\.tiers: /)
    expect(problemsOf(withRotation({ people: [] }))[0]).toMatch(/^rosters\.0\.tiers\.0\.rotation\.people: /)
    expect(problemsOf(aDirectory({ rosters: [] }))[0]).toMatch(/^rosters: /)
  })

  it.each(['year', { hours: 0 }, { hours: 1.5 }, { days: 1 }])('refuses a rotation every %j', (every) => {
    expect(problemsOf(withRotation({ every }))[0]).toMatch(/^rosters\.0\.tiers\.0\.rotation\.every/)
  })

  it('takes a rotation every so many hours, and every month', () => {
    expect(problemsOf(withRotation({ every: { hours: 12 } }))).toEqual([])
    expect(problemsOf(withRotation({ every: 'month' }))).toEqual([])
  })

  it('takes other people for certain times, and says what is wrong with them', () => {
    const night = { from: '18:00', to: '09:00', rotation: tier.rotation }
    const withRules = (...rules: object[]) => problemsOf(withRoster({ tiers: [{ ...tier, rules } as never] }))
    expect(withRules({ ...night, days: ['sat', 'dayOff'] }, night)).toEqual([])
    expect(withRules({ ...night, to: '9:00' })[0]).toMatch(/^rosters\.0\.tiers\.0\.rules\.0\.to: /)
    expect(withRules({ ...night, days: ['holiday'] })[0]).toMatch(/^rosters\.0\.tiers\.0\.rules\.0\.days\.0: /)
    expect(withRules(night, { ...night, rotation: { ...tier.rotation, every: 'day' } })[0]).toMatch(
      /^rosters\.0\.tiers\.0\.rules\.1: is for the same time as 0/,
    )
    expect(withRules({ ...night, rotation: { ...tier.rotation, people: ['p'] } })).toEqual([
      'rosters.0.tiers.0.rules.0.rotation.people.0: there is no person p',
    ])
  })

  it.each(['2026-11-31T09:00', '2026-11-02', '2026-11-02T09:00Z', '2026-11-02T24:00'])(
    'refuses the local time %s',
    (start) => {
      expect(problemsOf(withRotation({ start }))[0]).toMatch(/^rosters\.0\.tiers\.0\.rotation\.start: /)
    },
  )

  it('lists every name that nothing bears', () => {
    const nobody = aDirectory({
      supplier: { ...aDirectory().supplier, defaultRoster: 'r' },
      rosters: [
        {
          ...roster,
          manager: 'm',
          tiers: [{ ...tier, rotation: { ...tier.rotation, people: ['chen-wei', 'p'] } }],
          overrides: [
            { from: START, to: minute(1), tier: 1, person: 'o' },
            { from: START, to: minute(1), tier: 0, person: 'li-na', replaces: 'li-na' },
          ],
        },
      ],
      sites: [{ ...site, customer: 'c', roster: 'q' }],
      contacts: [{ ...heping, customer: 'd', sites: ['s'] }],
      units: [aUnit({ site: 'u' })],
    })
    expect(problemsOf(nobody)).toEqual([
      'supplier.defaultRoster: there is no roster r',
      'rosters.0.manager: there is no person m',
      'rosters.0.tiers.0.rotation.people.1: there is no person p',
      'rosters.0.overrides.0.person: there is no person o',
      'rosters.0.overrides.0.tier: there is no tier 1',
      'rosters.0.overrides.1.replaces: li-na is not in that tier',
      'sites.0.customer: there is no customer c',
      'sites.0.roster: there is no roster q',
      'contacts.0.customer: there is no customer d',
      'contacts.0.sites.0: there is no site s',
      'units.0.site: there is no site u',
    ])
  })

  it('refuses two people for one turn at one time, and takes what follows or names the same person', () => {
    const swap = (from: number, to: number, who: string, replaces?: string) => ({
      from: minute(from),
      to: minute(to),
      tier: 0,
      person: who,
      ...(replaces !== undefined && { replaces }),
    })
    const [first, second] = [swap(0, 10, 'li-na', 'chen-wei'), swap(9, 20, 'wang-qiang', 'chen-wei')]
    expect(overridesRefused([first, second])).toEqual([
      `rosters.0.overrides.1: wang-qiang takes the turn of chen-wei from ${minute(9)} – ${minute(20)}, which overrides[0] gives to li-na at the same time: remove one of the two, or make their times follow each other`,
    ])
    expect(overridesRefused([swap(0, 10, 'li-na'), swap(5, 6, 'wang-qiang')])).toHaveLength(1)
    expect(overridesRefused([first, swap(10, 20, 'wang-qiang', 'chen-wei')])).toEqual([])
    expect(overridesRefused([first, swap(5, 20, 'li-na', 'chen-wei')])).toEqual([])
    expect(overridesRefused([swap(0, 10, 'li-na'), { ...swap(0, 10, 'wang-qiang'), tier: 1 }])).toEqual([])
  })

  it('refuses an override that ends before it begins, and a contact at a site of another customer', () => {
    const overrides = [{ from: minute(1), to: minute(1), tier: 0, person: 'li-na' }]
    expect(problemsOf(withRoster({ overrides }))).toEqual(['rosters.0.overrides.0.to: must be later than from'])
    const customers = [...aDirectory().customers, { id: 'other', name: '别家', plan: 'H' }]
    expect(problemsOf(aDirectory({ customers, contacts: [{ ...heping, customer: 'other' }] }))).toEqual([
      'contacts.0.sites.0: lanting-east belongs to another customer',
    ])
  })

  it('need not say anything of contracts, prices, teams and what else came later', () => {
    const { contracts: _, prices: _1, ...old } = aDirectory()
    expect(parseDirectory(old)).toEqual(aDirectory())
  })

  it('takes contracts, renewals left out being none; teams must be people', () => {
    const { renewals: _, ...contract } = aContract()
    const supplier = { ...aDirectory().supplier, teams: { rd: ['li-na', 'nobody'] } }
    expect(parseDirectory({ ...aDirectory(), contracts: [contract] }).contracts).toEqual([aContract()])
    expect(problemsOf(aDirectory({ supplier }))).toEqual(['supplier.teams.rd.1: there is no person nobody'])
    const teams = { sales: ['li-na'] }
    expect(problemsOf({ ...aDirectory(), supplier: { ...supplier, teams } })).toHaveLength(1)
  })

  it.each([
    ['2025-02-29', 'there is no such day; write 2025-02-28'],
    ['2025-06-31', 'there is no such day; write 2025-06-30'],
    ['2025-6-1', 'must be a date such as 2026-06-01'],
    ['2025-13-01', 'must be a date such as 2026-06-01'],
    ['2205-06-01', 'must be a date such as 2026-06-01'],
  ])('refuses the day %s', (acceptedOn, problem) => {
    expect(problemsOf(aDirectory({ units: [aUnit({ acceptedOn })] }))).toEqual([`units.0.acceptedOn: ${problem}`])
    expect(problemsOf(aDirectory({ contracts: [aContract({ signedOn: acceptedOn })] }))).toEqual([
      `contracts.0.signedOn: ${problem}`,
    ])
    expect(problemsOf(aDirectory({ units: [aUnit({ acceptedOn: '2024-02-29' })] }))).toEqual([])
  })

  it.each([-1, 1.5, 1_000_000_000_001, '100'])('refuses the amount %s', (costFen) => {
    const price = { list: 'P', code: 'C', name: '件', class: 'part', unit: '件', costFen }
    expect(problemsOf({ ...aDirectory(), prices: [price] })).toEqual([expect.stringMatching(/^prices\.0\.costFen: /)])
  })

  it('refuses what is there twice: ids, serial numbers however written, numbers of callers', () => {
    const twice = aDirectory({
      people: [...aDirectory().people, ...aDirectory().people.slice(0, 1)],
      contacts: [heping, { ...xulei, phone: heping.phone ?? '' }],
      units: [aUnit(), aUnit({ serial: 'bwc-2025 -0117' })],
      loaners: [{ serial: 'BWC-2025-0117', model: 'BWC-5', name: '备机' }],
    })
    expect(problemsOf(twice)).toEqual([
      'people.3.id: chen-wei is there already',
      'units.1.serial: BWC-2025-0117 is there already',
      'loaners.0.serial: BWC-2025-0117 is there already',
      'contacts.1.phone: +8613800138001 is there already',
    ])
  })
})

describe('the demo directory', () => {
  const demo = parseDirectory(parse(readFileSync('infra/local/demo/directory.yaml', 'utf8')))

  it('serves a customer under each plan, with units and someone to call from every site', () => {
    expect(demo.customers.map(({ plan }) => plan).toSorted()).toEqual(['C', 'H', 'N', 'R'])
    for (const { id } of demo.sites) {
      expect(demo.units.some((unit) => unit.site === id)).toBe(true)
      expect(demo.contacts.some((contact) => contact.sites.includes(id))).toBe(true)
    }
  })

  it('has the caller of the demo, with two units at the one site', () => {
    const caller = demo.contacts.find(({ phone }) => phone === '+8613800138001')
    expect(caller?.sites).toHaveLength(1)
    const serials = demo.units.filter(({ site }) => site === caller?.sites[0]).map(({ serial }) => serial)
    expect(serials).toEqual(['BWC-2025-0117', 'DOC-2025-0021'])
  })

  it('lends units of every model that is in use, and of no other', () => {
    const models = (devices: readonly { model: string }[]) => [...new Set(devices.map(({ model }) => model))].toSorted()
    expect(models(demo.loaners)).toEqual(models(demo.units))
  })

  it('binds every customer by a contract whose price list charges every class of its plan', () => {
    expect(demo.contracts.map(({ customer }) => customer).toSorted()).toEqual(
      demo.customers.map(({ id }) => id).toSorted(),
    )
    for (const { priceList } of demo.contracts) {
      const classes = demo.prices.filter(({ list }) => list === priceList).map((price) => price.class)
      expect(classes).toEqual(expect.arrayContaining(['part', 'wear', 'labour', 'travel', 'lodging']))
    }
  })

  it('asks someone in every team, tells recorders apart, and fits the plans without a note', () => {
    expect(Object.keys(demo.supplier.teams ?? {})).toEqual([...TEAMS])
    const recorders = demo.units.filter(({ category }) => category === 'recorder').map(({ model }) => model)
    expect(new Set(recorders)).toEqual(new Set(['BWC-4', 'BWC-5']))
    expect([...problemsIn(demo), ...problemsWithPlans(demo, plans)]).toEqual([])
  })
})
