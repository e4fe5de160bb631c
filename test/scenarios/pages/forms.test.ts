import { describe, expect, it } from 'vitest'
import { type FormView, formsSchema } from '../../../shared/wire/forms.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const DESK = 'dispatcher'

/** What a page draws its forms from, and how it sends them. */
describe('the forms of a repair', () => {
  const formsOf = async (world: World, id: string, who = DESK): Promise<readonly FormView[]> => {
    const { status, json } = await world.api(`/api/repairs/${id}/forms`, undefined, who)
    expect(status).toBe(200)
    return formsSchema.parse(json).forms
  }
  const send = async (world: World, id: string, form: Record<string, string>) => {
    const { json } = await world.fetch('/local/login', { method: 'POST', body: '{"role":"dispatcher"}' })
    return world.fetch(`/api/repairs/${id}/actions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${json.token}`, 'accept-language': 'zh-CN' },
      body: new URLSearchParams(form),
    })
  }
  const open = async () => {
    const world = await World.start(NOW)
    const id = await world.report()
    world.messages()
    return { world, id }
  }

  it('are of what the reader may do now, the likely first, each with what its fields may name', async () => {
    const { world, id } = await open()
    const forms = await formsOf(world, id)
    const { allowed } = await world.repair(id)
    // What comes with a file is no form of words.
    expect(allowed).toContain('attach')
    expect(forms.map(({ type }) => type).toSorted()).toEqual(
      allowed.filter((type: string) => type !== 'attach').toSorted(),
    )
    expect(forms.filter(({ likely }) => likely).map(({ type }) => type)).toEqual(['assign', 'acknowledge', 'respond'])
    const [person] = forms.find(({ type }) => type === 'assign')?.fields ?? []
    expect(person).toMatchObject({ name: 'person', kind: 'choice', required: true })
    expect(person?.choices?.map(({ value }) => value)).toContain('zhou-jie')
  })

  it('a viewer has none; nor has an engineer of another roster a look', async () => {
    const { world, id } = await open()
    expect(await formsOf(world, id, 'viewer')).toEqual([])
    expect((await world.api(`/api/repairs/${id}/forms`, undefined, 'engineer/ma-jun')).status).toBe(403)
  })

  it('hold what a look at the repair holds, and are on the audit record like one', async () => {
    const { world, id } = await open()
    await formsOf(world, id)
    const { json } = await world.api('/api/audit?month=2026-11', undefined, 'manager')
    expect(json.entries).toContainEqual(expect.objectContaining({ subject: `repair/${id}` }))
  })

  it('as a form sends them: local time, lists one a line; done', async () => {
    const { world, id } = await open()
    expect((await send(world, id, { action: 'assign', person: 'zhou-jie' })).status).toBe(200)
    const visit = await send(world, id, {
      action: 'goOnSite',
      visitAt: '2026-11-20T09:00',
      agreedBy: '何平',
      how: 'phone',
    })
    expect(visit.json).toMatchObject({ visitAt: at('11-20 09:00') })
    world.messages()
  })

  it('what is missing is said by the labels of the form; what cannot be now, by what is', async () => {
    const { world, id } = await open()
    const { status, json } = await send(world, id, { action: 'assign' })
    expect(status).toBe(400)
    expect(json).toEqual({ error: 'badRequest', problems: ['指派给谁：没有填写'], fields: { person: '没有填写' } })
    const early = await send(world, id, { action: 'resume' })
    expect(early.status).toBe(409)
    expect(early.json.message).toMatch(/\p{Script=Han}/u)
  })
})
