import { describe, expect, it } from 'vitest'
import {
  directoryChangesSchema,
  editedSchema,
  entriesSchema,
  entrySchema,
} from '../../../shared/wire/edit-directory.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 09:00')
const { serial } = CUSTOMERS.police
const MANAGER = 'manager/liu-fang'
const path = (list: string, id: string) => `/api/directory/${list}/${encodeURIComponent(id)}`

const start = async () => {
  const world = await World.start(NOW)
  const read = async (list: string, id: string, who?: string) => world.api(path(list, id), undefined, who)
  /** As a form sends it: what was read, and the columns that are changed. */
  const edit = async (
    list: string,
    id: string,
    cells: Record<string, string>,
    more: object = {},
    who = 'dispatcher',
  ) => {
    const { version } = (await read(list, id, MANAGER)).json
    return world.api(path(list, id), { version, reason: '客户来电', cells, ...more }, who)
  }
  return { world, read, edit }
}

/** The columns by which an entry is named stand in every row. */
const UNIT = { serial }
const HE_PING = { id: 'he-ping' }

describe('an entry of the master data', () => {
  it('is changed with a reason; who calls by the new number is known', async () => {
    const { world, read, edit } = await start()
    const dry = await edit('contacts', 'he-ping', { ...HE_PING, phone: '139 0013 9001' }, { dryRun: true })
    expect(parse(editedSchema, dry.json)).toMatchObject({
      outcome: 'dryRun',
      differences: [{ name: { zh: '电话' }, before: { zh: '+8613800138001' }, after: { zh: '+8613900139001' } }],
    })
    expect((await read('contacts', 'he-ping')).json.history.changes).toEqual([])
    expect((await edit('contacts', 'he-ping', { ...HE_PING, phone: '139 0013 9001' })).json.outcome).toBe('saved')
    const { entry, history } = parse(entrySchema, (await read('contacts', 'he-ping')).json)
    expect(entry).toMatchObject({ name: '何平', phone: '+8613900139001', sites: ['lanting-east'] })
    expect(history.changes).toEqual([
      expect.objectContaining({
        seq: 1,
        at: NOW,
        by: { kind: 'staff', id: 'dispatcher', name: '客服' },
        reason: '客户来电',
        before: expect.objectContaining({ phone: '+8613800138001' }),
        after: expect.objectContaining({ phone: '+8613900139001' }),
      }),
    ])
    await world.report({ caller: '+8613900139001', serial: undefined, severity: 'urgent' })
    expect(world.sms('wang-qiang').text).toContain('城东')
    world.messages()
  })

  it('that somebody changed since it was read is shown as it is now, and nothing is written over', async () => {
    const { world, read, edit } = await start()
    const { version } = (await read('units', serial)).json
    await edit('units', serial, { ...UNIT, name: '改了一次' })
    const late = await world.api(path('units', serial), { version, reason: '晚了', cells: { ...UNIT, name: '又改' } })
    expect(late).toMatchObject({ status: 409, json: { error: 'stale', cells: { name: '改了一次' } } })
    const again = { version: late.json.version, reason: '看过了', cells: { ...UNIT, name: '又改' } }
    expect((await world.api(path('units', serial), again)).json.outcome).toBe('saved')
    // The hasty tap twice: it stands, and is on record once.
    expect((await world.api(path('units', serial), again)).json.outcome).toBe('unchanged')
    expect((await read('units', serial)).json.history.changes).toHaveLength(2)
  })

  it('is read by its serial number as people write it', async () => {
    const { edit } = await start()
    const saved = await edit('units', 'bwc-2025- 0117', { ...UNIT, name: '又一次' })
    expect(saved.json).toMatchObject({ outcome: 'saved' })
  })

  it('is created, and deleted while nothing points to it; its history stays', async () => {
    const { world, read } = await start()
    const cells = { serial: 'NEW-1', site: 'lanting-east', model: 'BWC-5', name: '新记录仪', shortName: '新机' }
    const made = await world.api(path('units', 'NEW-1'), { reason: '新到货', cells })
    expect(made).toMatchObject({ status: 200, json: { outcome: 'saved', id: 'NEW-1' } })
    const { version } = (await read('units', 'NEW-1')).json
    const gone = await world.api(`${path('units', 'NEW-1')}/delete`, { version, reason: '录重了' })
    expect(gone.json.outcome).toBe('saved')
    const left = parse(entrySchema, (await read('units', 'NEW-1')).json)
    expect([left.entry, left.history.changes.map(({ reason }) => reason)]).toEqual([undefined, ['录重了', '新到货']])
    expect((await world.api('/api/lookup?q=NEW-1')).json.units).toEqual([])
  })

  it('stays while others point to it, and says which', async () => {
    const { world, read } = await start()
    const id = await world.report()
    world.messages()
    const tried = async (list: string, entry: string) => {
      const { version } = (await read(list, entry)).json
      return (await world.api(`${path(list, entry)}/delete`, { version, reason: '不要了' }, MANAGER)).json
    }
    const site = await tried('sites', 'lanting-east')
    expect(site).toMatchObject({ error: 'pointedTo', pointers: { repairs: [id] } })
    expect(site.pointers.entries).toContainEqual({ list: 'units', id: serial, name: '执法记录仪 0117' })
    expect(await tried('units', serial)).toMatchObject({ error: 'pointedTo', pointers: { repairs: [id] } })
    expect(await tried('contacts', 'he-ping')).toMatchObject({
      error: 'pointedTo',
      pointers: { entries: [], repairs: [id] },
    })
    expect(await tried('people', 'wang-qiang')).toMatchObject({ error: 'pointedTo', pointers: { repairs: [id] } })
    expect(await tried('contracts', 'LT-2024-009')).toMatchObject({ error: 'pointedTo', pointers: { entries: [] } })
    expect((await world.api('/api/directory/changes')).json.changes).toEqual([])
  })

  it('is refused for what the change causes, at the field, in the words of the form', async () => {
    const { edit } = await start()
    const wrong = await edit('units', serial, { ...UNIT, site: 'lanting-nord', acceptedOn: '2025-02-30' })
    expect(wrong).toMatchObject({
      status: 400,
      json: { fields: { acceptedOn: expect.stringContaining('2025-02-28') } },
    })
    const lost = await edit('units', serial, { ...UNIT, site: 'lanting-nord' })
    expect(lost.json.fields).toEqual({ site: 'there is no site lanting-nord' })
    const moved = await edit('contracts', 'LT-2024-009', { id: 'LT-2024-009', planVersion: '2' }, {}, MANAGER)
    expect(moved.json.fields.planVersion).toContain('/api/contracts/LT-2024-009/version')
    const named = await edit('units', serial, { serial: 'OTHER' })
    expect(named.json.fields.serial).toContain('cannot be changed')
    const nameless = await edit('units', serial, { ...UNIT, name: '' }, { reason: '' })
    expect(nameless).toMatchObject({ status: 400, json: { problems: [expect.stringContaining('reason')] } })
  })

  it('is found by words, page by page, of one customer', async () => {
    const { world } = await start()
    const page = async (query: string) => parse(entriesSchema, (await world.api(`/api/directory/units?${query}`)).json)
    const first = await page('customer=lanting-police&limit=3')
    expect([first.entries.length, first.total]).toEqual([3, 4])
    const rest = await page(`customer=lanting-police&limit=3&after=${first.after}`)
    expect([...first.entries, ...rest.entries].map(({ id }) => id)).toEqual([
      ...['BWC-2024-0098', 'BWC-2025-0117', 'BWC-2025-0231', 'DOC-2025-0021'],
    ])
    expect((await page(`q=${encodeURIComponent('防火墙 备')}`)).entries.map(({ id }) => id)).toEqual(['FW-2025-0004'])
  })
})

describe('what a contract promises follows the master data', () => {
  it('a unit that is added to its site is bound by it at once', async () => {
    const { world } = await start()
    const lines = async () =>
      (
        await world.api(
          '/api/ledger/obligations?customer=tianshan-data&from=2025-01-01T00:00:00Z&to=2026-12-31T00:00:00Z&limit=200',
        )
      ).json.obligations.length
    const before = await lines()
    const cells = {
      serial: 'FW-NEW',
      site: 'tianshan-machine-room',
      model: 'NGFW-2000',
      name: '新防火墙',
      shortName: '新防火墙',
      acceptedOn: '2026-11-19',
    }
    expect((await world.api(path('units', 'FW-NEW'), { reason: '扩容', cells })).json.outcome).toBe('saved')
    expect(await lines()).toBeGreaterThan(before)
    world.messages()
  })
})

describe('four people', () => {
  it('the hasty dispatcher moves no unit to another customer while it is under repair', async () => {
    const { world, edit } = await start()
    const id = await world.report()
    world.messages()
    const moved = await edit('units', serial, { ...UNIT, site: 'renhe-main' })
    expect(moved).toMatchObject({ status: 400, json: { fields: { site: expect.stringContaining(id) } } })
    // Within the customer it may: the repair goes on as it was promised.
    expect((await edit('units', serial, { ...UNIT, site: 'lanting-traffic' })).json.outcome).toBe('saved')
    expect((await world.repair(id)).site.id).toBe('lanting-east')
  })

  it('nor one whose delivery is in question: that is under repair as well', async () => {
    const { world, read, edit } = await start()
    const { hospital } = CUSTOMERS
    const id = await world.report({ ...hospital, matter: 'delivery' })
    world.messages()
    const moved = await edit('units', hospital.serial, { serial: hospital.serial, site: 'lanting-east' })
    expect(moved).toMatchObject({ status: 400, json: { fields: { site: expect.stringContaining(id) } } })
    expect((await read('units', hospital.serial)).json.pointers.repairs).toEqual([id])
  })

  it('the dishonest one who shortens a warranty is on record, with what was there before', async () => {
    const { world, edit } = await start()
    const warranty = async () => (await world.api(`/api/units/${serial}`)).json.warranty.until
    const until = await warranty()
    await edit('units', serial, { ...UNIT, acceptedOn: '2021-04-02' }, { reason: '按客户要求' }, 'dispatcher/chen')
    expect(await warranty()).not.toBe(until)
    const { changes } = parse(directoryChangesSchema, (await world.api('/api/directory/changes')).json)
    expect(changes[0]).toMatchObject({
      by: { id: 'chen' },
      reason: '按客户要求',
      list: 'units',
      entry: serial,
      differences: [{ name: { zh: '验收日期' }, before: { zh: '2025-04-02' }, after: { zh: '2021-04-02' } }],
    })
  })

  it('[C27] an engineer looks at what stands where they have duty, and changes nothing', async () => {
    const { world, read, edit } = await start()
    expect((await read('units', serial, 'engineer/wang-qiang')).json).toMatchObject({ mayEdit: false, id: serial })
    expect((await read('units', serial, 'engineer/ma-jun')).status).toBe(404)
    const seen = await world.api('/api/directory/contacts?limit=200', undefined, 'engineer/ma-jun')
    expect(seen.json.entries.map(({ id }: { id: string }) => id)).toEqual(['nurlan'])
    expect((await edit('units', serial, { ...UNIT, name: 'x' }, {}, 'engineer/wang-qiang')).status).toBe(403)
  })

  it('each role has its lists, and the stranger none', async () => {
    const { world, read, edit } = await start()
    const contract = { id: 'LT-2024-009', acceptedOn: '2024-06-01' }
    expect((await edit('contracts', 'LT-2024-009', contract)).status).toBe(403)
    expect((await edit('people', 'ma-jun', { id: 'ma-jun', name: '马俊' })).status).toBe(403)
    expect((await edit('people', 'ma-jun', { id: 'ma-jun', name: '马俊' }, {}, MANAGER)).json.outcome).toBe('saved')
    expect((await read('units', serial, 'viewer')).status).toBe(403)
    expect((await world.fetch(path('units', serial))).status).toBe(401)
    expect((await world.fetch(path('units', serial), { method: 'POST', body: '{}' })).status).toBe(401)
    const hotline = await world.api(path('supplier', 'supplier'), undefined, MANAGER)
    const entry = { ...hotline.json.entry, hotline: '400-800-1399' }
    const changed = { entry, version: hotline.json.version, reason: '换号' }
    expect((await world.api(path('supplier', 'supplier'), changed, MANAGER)).json).toMatchObject({
      outcome: 'saved',
      differences: [{ before: { zh: '+864008001300' }, after: { zh: '+864008001399' } }],
    })
    // By its columns as well: what stands in one field with a cell stays as it was.
    const { version } = (await world.api(path('supplier', 'supplier'), undefined, MANAGER)).json
    const cells = { 'name.zh': '承诺设备服务公司', 'teams.rd': 'luo-yi; zhao-min', keeper: 'li-na' }
    const named = await world.api(path('supplier', 'supplier'), { cells, version, reason: '改名' }, MANAGER)
    expect(named.json).toMatchObject({
      outcome: 'saved',
      entry: {
        name: { zh: '承诺设备服务公司', en: 'Chengnuo Equipment Services' },
        teams: { rd: ['luo-yi', 'zhao-min'], production: ['shi-lei'], experts: ['xie-min'] },
        keeper: 'li-na',
      },
    })
    const nobody = { cells: { 'teams.rd': 'luo-yi; nobody' }, version: named.json.version, reason: '加人' }
    const refused = await world.api(path('supplier', 'supplier'), nobody, MANAGER)
    expect([refused.status, Object.keys(refused.json.fields)]).toEqual([400, ['teams.rd']])
  })
})
