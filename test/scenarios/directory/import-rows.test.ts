import { expect, it } from 'vitest'
import { listsSchema } from '../../../shared/wire/edit-directory.ts'
import { importedSchema } from '../../../shared/wire/import.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const UNITS = ['序列号', '现场编号', '型号', '设备名称', '简称', '验收日期']
const NEW = ['BWC-9', 'lanting-east', 'BWC-5', '新记录仪', '新机', '2026/11/1']
const sheet = (...rows: string[][]) => ({ name: '设备.csv', title: '设备', rows: [UNITS, ...rows] })

const start = async () => {
  const world = await World.start(at('11-20 09:00'))
  const send = async (sheets: object[], more: object = {}, who = 'dispatcher') => {
    const answer = await world.api('/api/import', { sheets, reason: '到货', ...more }, who)
    return answer.status === 200 ? parse(importedSchema, answer.json) : answer
  }
  return { world, send }
}

it('an import is told row by row before anything is written, then written, each row on record', async () => {
  const { world, send } = await start()
  const known = ['BWC-2025-0117', 'lanting-east', 'BWC-5', '执法记录仪 117', '记录仪0117', '2025-04-02']
  const dry = await send([sheet(NEW, known)], { dryRun: true })
  expect(dry).toMatchObject({
    outcome: 'dryRun',
    lists: [{ list: 'units', added: 1, changed: 1, unchanged: 0 }],
    rows: [
      { sheet: '设备.csv', row: 2, id: 'BWC-9', kind: 'added' },
      { row: 3, kind: 'changed', cells: [{ before: '执法记录仪 0117', after: '执法记录仪 117' }] },
    ],
    problems: [],
  })
  expect((await world.api('/api/directory/changes')).json.changes).toEqual([])
  expect(await send([sheet(NEW, known)])).toMatchObject({ outcome: 'written' })
  const { changes } = (await world.api('/api/directory/changes')).json
  expect(changes).toMatchObject([{ entry: 'BWC-2025-0117', reason: '到货' }, { entry: 'BWC-9' }])
  expect(await send([sheet(NEW, known)])).toMatchObject({ outcome: 'unchanged' })
  world.messages()
})

it('one bad row keeps all from being written, and says what to mend, where', async () => {
  const { world, send } = await start()
  const bad = await send([
    sheet(NEW, ['X-1', 'lanting-nord', 'M', '名', '简', '2026-02-30'], ['X-2', 'nowhere', 'M', '名', '简', '']),
  ])
  expect(bad).toMatchObject({
    outcome: 'refused',
    // What is to be mended is not counted as new.
    lists: [{ list: 'units', added: 1, changed: 0, unchanged: 0 }],
    rows: [{ row: 2, id: 'BWC-9', kind: 'added' }],
    problems: [
      {
        sheet: '设备.csv',
        row: 3,
        column: '验收日期',
        value: '2026-02-30',
        text: expect.stringContaining('2026-02-28'),
      },
      // What a row names that is not there is said with the rest, not once the rest is mended.
      { sheet: '设备.csv', row: 3, column: '现场编号', value: 'lanting-nord' },
      { sheet: '设备.csv', row: 4, column: '现场编号', value: 'nowhere' },
    ],
  })
  expect(await send([{ name: '库存.csv', title: '库存', rows: [['a']] }])).toMatchObject({
    outcome: 'refused',
    problems: [{ sheet: '库存.csv' }],
  })
  expect((await world.api('/api/lookup?q=BWC-9')).json.units).toEqual([])
})

it('what a form may not write over, a table may not either: a contract’s version, a unit under repair; and each list takes its role', async () => {
  const { world, send } = await start()
  const contracts = {
    name: '合同.csv',
    title: '合同',
    rows: [
      ['合同编号', '承诺版本'],
      ['LT-2024-009', '2'],
    ],
  }
  expect(await send([contracts])).toMatchObject({ status: 403 })
  expect(await send([contracts], {}, 'manager')).toMatchObject({ outcome: 'refused', problems: [{ row: 2 }] })
  const id = await world.report()
  world.messages()
  const moved = { name: '设备.csv', title: '设备', rows: [UNITS.slice(0, 2), ['BWC-2025-0117', 'renhe-main']] }
  expect(await send([moved])).toMatchObject({
    outcome: 'refused',
    problems: [{ row: 2, text: expect.stringContaining(id) }],
  })
  expect(await send([sheet(NEW)], {}, 'viewer')).toMatchObject({ status: 403 })
})

it('[C27] an export takes a manager, is on the audit record, and comes as a workbook', async () => {
  const { world } = await start()
  expect((await world.api('/api/directory/export')).status).toBe(403)
  const got = await world.api('/api/directory/export', undefined, 'manager')
  expect([got.status, got.text.slice(0, 2)]).toEqual([200, 'PK'])
  expect((await world.api('/api/audit', undefined, 'manager')).json.entries).toContainEqual(
    expect.objectContaining({
      what: 'masterData',
      outcome: 'exported',
      by: { kind: 'staff', id: 'manager', name: '经理', manager: true },
    }),
  )
})

it('the lists say how their forms ask, and what words mean in each', async () => {
  const { world } = await start()
  const { lists } = parse(listsSchema, (await world.api(`/api/directory?q=${encodeURIComponent('兰亭')}`)).json)
  const found = Object.fromEntries(lists.map(({ list, found: rows }) => [list, rows.map(({ id }) => id)]))
  expect(found.customers).toEqual(['lanting-police'])
  expect(found.sites).toEqual(['lanting-east', 'lanting-traffic'])
  const units = lists.find(({ list }) => list === 'units')
  expect(units?.mayEdit).toBe(true)
  expect(units?.columns.find(({ key }) => key === 'site')).toMatchObject({ kind: 'code', required: true, of: 'sites' })
  expect(units?.columns.find(({ key }) => key === 'acceptedOn')).toMatchObject({ kind: 'day', required: false })
})
