import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { fileContracts, refreshContract } from '../../../shared/use-cases/contract-ledger.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

/** The hospital's goods were delivered on 2 September 2024, the campus's on 7 July 2025. */
const HOSPITAL = 'RH-2024-031'
const CAMPUS = 'JN-2025-017'
/** The police signed on 15 April 2024; the data centre's units were accepted on 16 May 2025. */
const POLICE = 'LT-2024-009'
const DATA = 'TS-2025-004'

interface Line {
  readonly clause: string
  readonly need: string
  readonly about: string
  readonly state: string
}
const standing = async (world: World, contract: string, clause: string) => {
  const { json } = await world.api(`/api/contracts/${contract}`, undefined, 'engineer/zhao-min')
  const lines: Line[] = json.facts.filter((line: Line) => line.clause === clause)
  return Object.fromEntries(lines.map(({ need, about, state }) => [`${need} ${about}`, state]))
}
/** What is missing is asked about (see `contract-papers.test.ts`), and nothing else is said. */
const onlyAsked = (world: World) =>
  expect(world.messages().filter(({ reason }) => !/^(asked|bundle of \d+: asked)/.test(reason))).toEqual([])

const record = (world: World, contract: string, fact: object, who = 'engineer/zhao-min') =>
  world.api(`/api/contracts/${contract}/facts`, fact, who)

it('[H9] the papers of a delivery: missing on the day, kept when recorded by its end, on the ledger', async () => {
  const world = await World.start(at('09-02 10:00', 2024), { papers: 'missing' })
  expect(await standing(world, HOSPITAL, 'H9')).toEqual({
    'inspection-report contract': 'missing',
    'certificate contract': 'missing',
  })
  await world.advanceTo(at('09-02 23:59', 2024))
  const { status, json } = await record(world, HOSPITAL, {
    clause: 'H9',
    need: 'certificate',
    document: '合格证 12 份',
    reference: '档案柜 3-17',
  })
  expect(status).toBe(200)
  expect(json.contract).toMatchObject({ id: HOSPITAL, plan: 'H', deliveredOn: '2024-09-02' })
  expect(json.facts).toContainEqual(
    expect.objectContaining({
      clause: 'H9',
      need: 'certificate',
      name: { zh: '合格证', en: 'Certificate of conformity' },
      state: 'recorded',
      document: '合格证 12 份',
      reference: '档案柜 3-17',
      dueAt: at('09-03 00:00', 2024),
      endedAt: at('09-02 23:59', 2024),
    }),
  )
  await world.advanceTo(at('09-03 00:01', 2024))
  expect(await standing(world, HOSPITAL, 'H9')).toEqual({
    'inspection-report contract': 'overdue',
    'certificate contract': 'recorded',
  })
  const late = await record(world, HOSPITAL, { clause: 'H9', need: 'inspection-report', document: '检验报告' })
  expect(late.json.facts).toContainEqual(
    expect.objectContaining({ need: 'inspection-report', state: 'recorded', lateBy: 'PT1M' }),
  )
  const { rates } = (await world.api('/api/ledger/rates?by=clause&id=H9&month=2024-09')).json
  expect(rates).toMatchObject([{ tally: { due: 2, kept: 1, broken: 1, worstLateMs: 60_000 }, keptRate: 0.5 }])
  onlyAsked(world)
})

it('[C13] technical documents, Chinese and English, with each set', async () => {
  const world = await World.start(at('07-07 10:00', 2025), { papers: 'missing' })
  const set = { clause: 'C13', about: 'prj-2025-1101' }
  await record(world, CAMPUS, { ...set, need: 'documents-zh', document: 'LP-800 技术手册' })
  expect(await standing(world, CAMPUS, 'C13')).toMatchObject({
    'documents-zh PRJ-2025-1101': 'recorded',
    'documents-en PRJ-2025-1101': 'missing',
    'documents-zh PRJ-2025-1205': 'missing',
  })
  const waiver = { ...set, need: 'documents-en', reason: '客户书面同意只要中文' }
  expect(await world.api(`/api/contracts/${CAMPUS}/waivers`, waiver)).toMatchObject({ status: 403 })
  const { json } = await world.api(`/api/contracts/${CAMPUS}/waivers`, waiver, 'manager/liu-fang')
  expect(json.facts).toContainEqual(
    expect.objectContaining({
      need: 'documents-en',
      about: 'PRJ-2025-1101',
      state: 'waived',
      waivedBecause: '客户书面同意只要中文',
      waivedBy: '刘芳',
    }),
  )
})

it('[C7] the team of a project: three people named within a week of the signature', async () => {
  const world = await World.start(at('06-20 10:00', 2025), { papers: 'missing' })
  const missing = { 'technical-engineer contract': 'missing', 'network-engineer contract': 'missing' }
  expect(await standing(world, CAMPUS, 'C7')).toEqual({ ...missing, 'coordinator contract': 'missing' })
  await record(world, CAMPUS, { clause: 'C7', need: 'coordinator', document: '任命书：赵敏' })
  await world.advanceTo(at('06-24 00:01', 2025))
  expect(await standing(world, CAMPUS, 'C7')).toEqual({
    'technical-engineer contract': 'overdue',
    'network-engineer contract': 'overdue',
    'coordinator contract': 'recorded',
  })
  onlyAsked(world)
})

it('[N10] a label on every unit: missing unit by unit, from its own acceptance', async () => {
  const world = await World.start(at('05-16 10:00', 2025), { papers: 'missing' })
  const label = { clause: 'N10', need: 'label', about: 'FW-2025-0003', document: '标签照片 3 张' }
  expect((await record(world, DATA, label)).status).toBe(200)
  expect(await standing(world, DATA, 'N10')).toEqual({
    'label FW-2025-0003': 'recorded',
    'label FW-2025-0004': 'missing',
    'label IDS-2025-0001': 'missing',
  })
  const { json } = await record(world, DATA, { ...label, about: 'contract' })
  expect(json.problems).toEqual([expect.stringContaining('about: must be the serial number of a unit')])
})

it('[R12] a file for every site: due a month after the signature, a late one is told apart', async () => {
  const world = await World.start(at('05-15 23:59', 2024), { papers: 'missing' })
  const siteFile = { clause: 'R12', need: 'site-file', document: '使用单位档案' }
  expect((await record(world, POLICE, { ...siteFile, about: 'lanting-east' })).status).toBe(200)
  expect(await standing(world, POLICE, 'R12')).toEqual({
    'site-file lanting-east': 'recorded',
    'site-file lanting-traffic': 'missing',
  })
  await world.advanceTo(at('05-16 00:01', 2024))
  expect((await standing(world, POLICE, 'R12'))['site-file lanting-traffic']).toBe('overdue')
  const { json } = await record(world, POLICE, { ...siteFile, about: 'lanting-traffic' })
  expect(json.facts).toContainEqual(
    expect.objectContaining({ clause: 'R12', about: 'lanting-traffic', state: 'recorded', lateBy: 'PT1M' }),
  )
  onlyAsked(world)
})

it('the same said twice is one entry of the file; a later document is the one shown', async () => {
  const world = await World.start(at('09-02 10:00', 2024), { papers: 'missing' })
  const fact = { clause: 'H9', need: 'certificate', document: '合格证' }
  for (let time = 0; time < 2; time++) expect((await record(world, HOSPITAL, fact)).status).toBe(200)
  expect(await world.host.deps.contracts.facts(HOSPITAL)).toHaveLength(1)
  const both = await Promise.all([
    record(world, HOSPITAL, { ...fact, document: '合格证（更正）' }),
    record(world, HOSPITAL, { clause: 'H9', need: 'inspection-report', document: '检验报告' }),
  ])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  const facts = await world.host.deps.contracts.facts(HOSPITAL)
  const places = facts.map(({ seq }) => seq)
  expect(places).toEqual([...new Set(places)].toSorted((one, other) => one - other))
  expect(places).toHaveLength(3)
  const { json } = await world.api(`/api/contracts/${HOSPITAL}`)
  expect(json.facts.find((line: Line) => line.need === 'certificate').document).toBe('合格证（更正）')
})

it('someone else was first: both are on the file, one after the other', async () => {
  let first = true
  const world = await World.start(at('09-02 10:00', 2024), {
    papers: 'missing',
    outside: ({ store }) => {
      const save: typeof store.save = async (commit) => {
        const isCertificate = JSON.stringify(commit.events).includes('"certificate"')
        if (first && isCertificate && commit.events.some((event) => 'fact' in event)) {
          first = false
          await record(world, HOSPITAL, { clause: 'H9', need: 'inspection-report', document: 'y' })
        }
        return store.save(commit)
      }
      return {
        store: new Proxy(store, {
          get: (target, name) => (name === 'save' ? save : Reflect.get(target, name).bind(target)),
        }),
      }
    },
  })
  const { status } = await record(world, HOSPITAL, { clause: 'H9', need: 'certificate', document: 'x' })
  expect(status).toBe(200)
  const facts = await world.host.deps.contracts.facts(HOSPITAL)
  expect(facts.map(({ need }) => need)).toEqual(['inspection-report', 'certificate'])
})

it.for([
  [{ clause: 'R5', need: 'certificate', document: 'x' }, 'clause: plan H needs documents for H8, H9'],
  [{ clause: 'H9', need: 'papers', document: 'x' }, 'need: H9 needs inspection-report, certificate'],
  [{ clause: 'H9', need: 'certificate', about: 'MON-2024-0305', document: 'x' }, 'about: must be "contract"'],
  [{ clause: 'H9', need: 'certificate' }, 'document: is missing'],
  [{ clause: 'H9', need: 'certificate', document: 'x', colour: 'red' }, 'colour: is not a known field'],
] as const)('%o is refused: %s', async ([fact, problem]) => {
  const world = await World.start(at('09-02 10:00', 2024), { papers: 'missing' })
  const { status, json } = await record(world, HOSPITAL, fact)
  expect(status).toBe(400)
  expect(json.problems).toEqual([expect.stringContaining(problem)])
  expect(await world.host.deps.contracts.facts(HOSPITAL)).toEqual([])
})

it("a unit of another customer's is not under the contract; an unknown contract is not there", async () => {
  const world = await World.start(at('07-07 10:00', 2025), { papers: 'missing' })
  const fact = { clause: 'C13', need: 'documents-zh', document: 'x' }
  for (const about of ['MON-2024-0305', 'PRJ-0000'])
    expect((await record(world, CAMPUS, { ...fact, about })).json.problems).toEqual([
      `about: must be the serial number of a unit under contract ${CAMPUS}`,
    ])
  expect((await record(world, 'K-0', fact)).status).toBe(404)
  expect((await world.api('/api/contracts/K-0')).status).toBe(404)
  expect((await world.api(`/api/contracts/${CAMPUS}`, undefined, 'viewer')).status).toBe(403)
})

it('the file of a unit: contract, warranty with its arithmetic, history', async () => {
  const world = await World.start(at('11-20 10:00'), { papers: 'missing' })
  const { status, json } = await world.api('/api/units/bwc-2025-0117', undefined, 'engineer/wang-qiang')
  expect(status).toBe(200)
  expect(json).toMatchObject({
    unit: { serial: 'BWC-2025-0117' },
    contract: { id: 'LT-2024-009' },
    plan: { id: 'R', version: 1 },
    warranty: { state: 'in', clause: 'R1', steps: expect.any(Array) },
    history: [],
  })
  // An engineer is told the same of a unit of another roster's and of one that there is not.
  expect((await world.api('/api/units/BWC-0000', undefined, 'engineer/wang-qiang')).status).toBe(403)
  expect((await world.api('/api/units/BWC-0000')).status).toBe(404)
})

it("[H9] papers of a contract that was entered after they were due: not recorded, whatever is found or changed later; the next contract's are promised", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-filed-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const directory = join(folder, 'mine.yaml')
  const demo = readFileSync('infra/local/demo/directory.yaml', 'utf8')
  writeFileSync(directory, demo)
  const world = await World.start(at('11-20 10:00'), { directory })
  const file = { clause: 'H9', need: 'certificate' }
  const expected = { 'inspection-report contract': 'notRecorded', 'certificate contract': 'notRecorded' }
  expect(await standing(world, HOSPITAL, 'H9')).toEqual(expected)
  const found = await record(world, HOSPITAL, { ...file, document: '合格证 12 份' })
  expect(found.json.facts).toContainEqual(expect.objectContaining({ need: 'certificate', state: 'recorded' }))
  expect(found.json.facts.filter(({ lateBy }: { lateBy?: string }) => lateBy)).toEqual([])
  const { rates } = (await world.api('/api/ledger/rates?by=clause&id=H9&month=2024-09')).json
  expect(rates).toMatchObject([{ tally: { due: 2, kept: 0, broken: 0, fallenAway: 2 } }])

  // A contract that comes in before its papers are due is held to them.
  const { contracts } = await world.host.deps.directory.all()
  const old = contracts.find(({ id }) => id === HOSPITAL)
  if (!old) throw new Error('the demo lacks the contract')
  const next = { ...old, id: 'RH-2026-001', signedOn: '2026-11-20', deliveredOn: '2026-11-20' }
  await fileContracts(world.host.deps, [next])
  await world.host.deps.directory.merge({ contracts: [{ ...next, units: ['MON-2024-0305'] }] })
  await world.advanceTo(at('11-21 00:01'))
  await refreshContract(world.host.deps, next.id)
  expect(await standing(world, next.id, 'H9')).toMatchObject({ 'certificate contract': 'overdue' })
  world.messages()
})
