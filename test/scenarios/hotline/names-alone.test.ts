import { describe, expect, it, vi } from 'vitest'
import type { Person } from '../../../shared/directory/directory.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NIGHT = at('11-20 02:13')
const WANG = '+8613800138103'
const NEW_NUMBER = '+8613900139000'

const change = async (world: World, id: string, changes: Partial<Person>) => {
  const { directory } = world.host.deps
  const person = await directory.person(id)
  if (!person) throw new Error(`nobody is called ${id}`)
  await directory.merge({ people: [{ ...person, ...changes }] })
}

describe('our people', () => {
  it('are called by the number, and in the language, that they have when it goes, whatever they had when it was decided', async () => {
    const world = await World.start(NIGHT)
    await world.report()
    // The second page within a minute waits for the end of it.
    await world.report({ serial: 'BWC-2025-0118' })
    expect(world.messages().filter(({ to }) => to === WANG)).toHaveLength(1)
    await change(world, 'wang-qiang', { phone: NEW_NUMBER, language: 'en' })
    await world.advance('PT1M')
    const [page, ...rest] = world.messages()
    expect([page?.to, rest]).toEqual([NEW_NUMBER, []])
    expect(page?.text).toMatch(/^U 城东所/)
  })

  it('who are on file no more by then are not reached: the next one is asked', async () => {
    const world = await World.start(NIGHT)
    const { directory } = world.host.deps
    const onFile = directory.person.bind(directory)
    vi.spyOn(directory, 'person').mockImplementation(async (id) => (id === 'wang-qiang' ? undefined : onFile(id)))
    const id = await world.report()
    world.sms('zhou-jie')
    const { timeline } = await world.repair(id)
    expect(timeline.filter(({ type }: { type: string }) => type === 'pageFailed')).toMatchObject([
      { person: { id: 'wang-qiang' }, cause: 'nobody on file as wang-qiang' },
    ])
    world.messages()
  })
})
