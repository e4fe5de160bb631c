import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const play = (world: World, fields: Readonly<Record<string, string>>) =>
  world.fetch('/local/simulate', { method: 'POST', body: new URLSearchParams(fields) })

it('the simulator offers who and what is on file now, not what was loaded at the start', async () => {
  const world = await World.start(at('11-20 10:00'))
  const { directory } = world.host.deps
  const { contacts, units } = await directory.all()
  const [contact] = contacts
  const old = units.find(({ serial }) => serial === 'MON-2024-0305')
  if (!contact || !old) throw new Error('the demo lacks something')
  await directory.merge({
    contacts: [{ ...contact, id: 'new-one', name: '新来的', phone: '+8613800138777' }],
    units: [
      { ...old, replacedBy: 'MON-2026-0001' },
      { ...old, serial: 'MON-2026-0001', name: '新监护仪' },
    ],
  })
  const { text } = await world.fetch('/local/simulator')
  for (const offered of ['value="+8613800138777"', '新来的', 'value="MON-2026-0001"', '新监护仪'])
    expect(text).toContain(offered)
  expect(text).not.toContain('value="MON-2024-0305"') // it is no longer there
})

it('a phone is named after whoever is on file now', async () => {
  const world = await World.start(at('11-20 10:00'))
  const { directory } = world.host.deps
  const engineer = await directory.person('wang-qiang')
  if (!engineer) throw new Error('the demo lacks Wang Qiang')
  await directory.merge({ people: [{ ...engineer, name: '王小强' }] })
  await world.report()
  const { text } = await world.fetch('/local/outbox', { headers: { accept: 'text/html' } })
  expect(text).toContain('王小强')
  world.messages()
})

it('[H8] a call about goods that arrived damaged can be played', async () => {
  const world = await World.start(at('11-20 10:00'))
  const page = (await world.fetch('/local/simulator')).text
  expect(page).toMatch(/<option value="fault">故障<\/option>\s*<option value="delivery">到货问题<\/option>/)
  const call = { caller: '+8613800138003', serial: 'MON-2024-0305', severity: 'standard', symptoms: '外箱破损' }
  await play(world, { ...call, matter: 'delivery' })
  await play(world, { ...call, matter: 'fault' })
  const { repairs } = (await world.api('/api/repairs')).json
  const matters = await Promise.all(repairs.map(async ({ id }: { id: string }) => (await world.repair(id)).matter))
  expect(matters.toSorted()).toEqual(['delivery', 'fault'])
  world.messages()
})
