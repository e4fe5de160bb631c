import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NIGHT = { id: 'v-1', name: '夜班', query: 'show=nobody&roster=huadong' }

it('a view that one has kept is there for the team; its keeper or a manager changes and removes it', async () => {
  const world = await World.start(at('11-20 02:13'))
  const views = async (who: string) => (await world.api('/api/views', undefined, who)).json.views
  expect((await world.api('/api/views', NIGHT, 'dispatcher/wu-dan')).status).toBe(201)
  // Sent twice it is one.
  expect((await world.api('/api/views', NIGHT, 'dispatcher/wu-dan')).status).toBe(201)
  expect(await views('viewer')).toMatchObject([{ ...NIGHT, byId: 'wu-dan' }])

  const renamed = { ...NIGHT, name: '白班' }
  const refused = await world.api('/api/views', renamed, 'engineer/wang-qiang')
  expect([refused.status, refused.json.message]).toEqual([403, expect.stringContaining('客服')])
  expect((await world.api('/api/views', renamed, 'viewer')).status).toBe(403)
  expect((await world.api('/api/views/v-1/remove', {}, 'engineer/wang-qiang')).status).toBe(403)
  // What a manager mends stays its keeper's.
  expect((await world.api('/api/views', renamed, 'manager')).json).toMatchObject({ name: '白班', byId: 'wu-dan' })
  expect((await world.api('/api/views', NIGHT, 'dispatcher/wu-dan')).status).toBe(201)
  expect((await world.api('/api/views/v-1/remove', {}, 'manager')).status).toBe(200)
  expect((await world.api('/api/views/v-1/remove', {}, 'manager')).status).toBe(404)
  expect(await views('viewer')).toEqual([])
})

it('is short, and there are few', async () => {
  const world = await World.start(at('11-20 02:13'))
  const keep = async (id: string, changes = {}) =>
    (await world.api('/api/views', { ...NIGHT, id, ...changes }, 'manager')).status
  for (const wrong of [{ name: ' ' }, { name: 'x'.repeat(41) }, { query: 'x'.repeat(1001) }, { id: 'a b' }])
    expect(await keep('v', wrong), JSON.stringify(wrong)).toBe(400)
  for (let index = 0; index < 50; index++) expect(await keep(`v-${index}`)).toBe(201)
  expect(await keep('v-50')).toBe(409)
  expect(await keep('v-49', { name: '早班' })).toBe(201)
})
