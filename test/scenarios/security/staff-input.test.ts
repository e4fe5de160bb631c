import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const start = () => World.start(NOW)

describe('the staff API', () => {
  it('an action at the wrong stage: 409 with what is allowed now', async () => {
    const world = await start()
    const id = await world.report()
    const { status, json } = await world.act(id, { type: 'complete', cause: '1', done: '2' })
    expect(status).toBe(409)
    expect(json).toMatchObject({ error: 'notAllowed', stage: 'response' })
    expect(json.allowed).toEqual((await world.repair(id)).allowed)
    expect(json.allowed).toEqual(expect.arrayContaining(['acknowledge', 'respond', 'arrive', 'withdraw']))
    expect(json.allowed).not.toContain('complete')
    world.messages()
  })

  it('unknown fields, unknown actions, bad types: 400 naming the field; nothing happens', async () => {
    const world = await start()
    const id = await world.report()
    world.messages()
    const problemsOf = async (body: unknown) => {
      const { status, json } = await world.api(`/api/repairs/${id}/actions`, body)
      expect(status).toBe(400)
      return json.problems.join('; ')
    }
    const { version } = await world.repair(id)
    expect(await problemsOf({ type: 'respond', by: 'me' })).toBe('by: is not a known field')
    expect(await problemsOf({ type: 'explode' })).toMatch(/^type: /)
    expect(await problemsOf({ type: 'goOnSite', visitAt: 'tomorrow' })).toMatch(/^visitAt: must be an instant/)
    expect(await problemsOf({ type: 'goOnSite', visitAt: NOW })).toMatch(/^visitAt: must be in the future/)
    expect(await problemsOf({ type: 'delay', reason: 'x', newTime: NOW })).toBe('newTime: must be in the future')
    expect(await problemsOf({ type: 'complete', cause: 'x' })).toBe('done: is missing')
    expect((await world.repair(id)).version).toBe(version)
  })

  it('no token 401, unknown repair 404, unknown route 404, wrong method 405', async () => {
    const world = await start()
    expect((await world.fetch('/api/repairs')).status).toBe(401)
    expect((await world.fetch('/api/repairs', { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401)
    expect((await world.api('/api/repairs/261120-0009')).status).toBe(404)
    expect((await world.api('/api/repairs/261120-0009/actions', { type: 'respond' })).status).toBe(404)
    expect((await world.api('/api/nothing')).status).toBe(404)
    expect((await world.fetch('/hotline/calls')).status).toBe(405)
  })
})
