import { expect, it } from 'vitest'
import { type Column, rowsIn } from '../../../shared/kernel/columns.ts'
import { boardSchema } from '../../../shared/wire/board.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const board = async (world: World, who: string) => {
  const { status, json } = await world.api('/api/board', undefined, who)
  expect(status).toBe(200)
  const { columns, count, next } = boardSchema.parse(json)
  return { next, rows: JSON.parse(JSON.stringify(rowsIn(columns as Column[], count))) as { id: string }[] }
}

it('in columns, each role is given the rows that the list gives them', async () => {
  const world = await World.start(at('11-20 02:13'))
  await world.report()
  await world.report({ ...CUSTOMERS.data, callId: 'data', symptoms: '请回电 13800138009' })
  for (const who of ['dispatcher', 'manager', 'viewer', 'engineer/wang-qiang', 'engineer/aygul']) {
    const { json } = await world.api('/api/repairs?limit=200', undefined, who)
    const { rows } = await board(world, who)
    expect(rows.length, who).toBe(json.repairs.length)
    for (const [at, row] of rows.entries()) expect(json.repairs[at], who).toMatchObject(row)
  }
  const seen = JSON.stringify(await board(world, 'viewer'))
  expect(seen).toContain('138****')
  expect(seen).not.toContain('13800138009')
  world.messages()
})

it('what is saved after it is told from where it says', async () => {
  const world = await World.start(at('11-20 02:13'))
  await world.report()
  const { next } = await board(world, 'manager')
  const id = await world.report({ ...CUSTOMERS.data, callId: 'data' })
  const { json } = await world.api(`/api/changes?after=${encodeURIComponent(next)}`, undefined, 'manager')
  expect(json.changes.map(({ subject }: { subject: string }) => subject)).toContain(`repair/${id}`)
  world.messages()
})

it('a cursor that is none of ours is refused with what to do, not taken for a beginning', async () => {
  const world = await World.start(at('11-20 02:13'))
  for (const path of ['/api/board', '/api/repairs'])
    for (const cursor of ['x', '2026-11-20', 'zzz_261120-0001']) {
      const refused = await world.api(`${path}?cursor=${cursor}`)
      expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('begin with the first page')])
    }
})
