import { expect, it } from 'vitest'
import { pngOf } from '../../../functions/attachments/png.ts'
import { drawing, signatureOf } from '../../../infra/local/demo/signed.ts'
import { jpeg, png } from '../../support/files/pictures.ts'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { signed, worksOf } from '../planned/contract.ts'
import { signOn } from './visits.ts'

const FULL = {
  display: { value: 'fault', note: '101 教室投影机偏色' },
  touch: { value: 'ok' },
  filter: { value: 'fixed' },
  sound: { value: 'ok' },
  microphone: { value: 'ok' },
  computer: { value: 'ok' },
  'disk-free': { value: 9 },
  software: { value: 'ok' },
  network: { value: 'ok' },
  voltage: { value: 228 },
  mounting: { value: 'ok' },
  suggestions: { value: '建议加装遮光帘' },
}
/** A page of one shade, and one with a dot that somebody let fall. */
const all = (shade: number) =>
  pngOf(
    100,
    Array.from({ length: 40 }, () => new Uint8Array(400).fill(shade)),
  )
const dot = () =>
  pngOf(
    100,
    Array.from({ length: 40 }, (_, y) => new Uint8Array(400).fill(255).fill(y === 20 ? 0 : 255, 200, 203)),
  )
const REGULAR = {
  rooms: { value: 12 },
  running: { value: 'ok' },
  asked: { value: 'none' },
  suggestions: { value: '无' },
}

/** The visit of C11 and C17 at the library, agreed for the morning of 24 May, on that morning. */
async function onTheDay(): Promise<{
  world: World
  id: string
  act: (action: object, who?: string) => ReturnType<World['api']>
}> {
  const world = await signed('C', { planVersion: 4 })
  await world.advanceTo(at('05-12 09:00', 2027))
  const { visits } = (await world.api('/api/visits?contract=NEW-1&way=visit')).json
  const { id } = visits.find(({ works }: { works: { key: string }[] }) =>
    works.some(({ key }) => key === 'C17/full-inspection-1/jiangnan-library'),
  )
  const act = (action: object, who?: string) => world.api(`/api/visits/${id}/actions`, action, who)
  const agreed = await act({ type: 'agree', from: at('05-24 10:00', 2027), agreedBy: '李老师', how: 'phone' })
  expect(agreed.status).toBe(200)
  await world.advanceTo(at('05-24 10:05', 2027))
  world.messages()
  return { world, id, act }
}

it('[C17] [C11] [C16] is done once its check lists are filled in and signed; faults are repairs, the report is sent and stays as it was', async () => {
  const { world, id, act } = await onTheDay()
  const view = async () => (await world.api(`/api/visits/${id}`)).json
  expect((await view()).filling.map(({ form }: { form: { id: string } }) => form.id)).toEqual([
    'regular-inspection',
    'full-inspection',
  ])

  const early = await act({ type: 'done', found: '都好' })
  expect([early.status, early.json.message]).toEqual([
    409,
    expect.stringContaining('fill in the form of "Regular inspection'),
  ])

  const half = await act({ type: 'fill', form: 'full-inspection', answers: { display: { value: 'fault' } } })
  expect(half.status).toBe(400)
  expect(JSON.stringify(half.json)).toContain('Touch and pen: exact, without gaps or drift')

  expect((await act({ type: 'fill', form: 'regular-inspection', answers: REGULAR })).status).toBe(200)
  expect((await act({ type: 'fill', form: 'full-inspection', answers: FULL })).status).toBe(200)
  // Nobody is woken by what is mended within minutes; left as it is, it counts.
  expect((await view()).found).toMatchObject([{ item: 'display' }])
  expect((await view()).found[0].repair).toBeUndefined()
  await world.advanceTo(at('05-24 10:16', 2027))
  const [found, ...others] = (await view()).found
  expect(others).toEqual([])
  expect(found.what.zh).toBe('大屏、投影机亮度、色彩、无坏点：有故障（101 教室投影机偏色）')
  const repair = await world.repair(found.repair)
  expect(repair.site.id).toBe('jiangnan-library')
  expect(repair.timeline[0].text).toContain(`found by an inspection ${id}`)
  // Filled in once more, with the fault still there: the same repair.
  await act({ type: 'fill', form: 'full-inspection', answers: { ...FULL, 'disk-free': { value: 30 } } })
  expect((await view()).found).toEqual([found])
  expect((await view()).suggestions.map(({ what }: { what: { zh: string } }) => what.zh)).toEqual(['建议加装遮光帘'])

  const unsigned = await act({ type: 'done', found: '已检查 12 间' })
  expect([unsigned.status, unsigned.json.message]).toEqual([
    409,
    expect.stringContaining('is not signed by the customer yet'),
  ])
  // A name alone signs nothing, nor does a page that nobody drew on; a dot is no name, and a photo no drawing.
  const blank = await act({ type: 'sign', signer: '李老师' })
  expect([blank.status, blank.text.includes('a name that is typed is no signature')]).toEqual([400, true])
  for (const drawn of [drawing(0), dot(), all(0), all(255), jpeg(), png(), drawing().subarray(0, 90)])
    expect((await signOn(world, id, '李老师', drawn)).status).toBe(400)
  expect((await act({ type: 'done', found: '已检查 12 间' })).status).toBe(409)
  expect((await signOn(world, id, '李老师')).status).toBe(303)
  // Whoever writes something else after that has it signed anew.
  await act({ type: 'fill', form: 'full-inspection', answers: FULL })
  expect((await act({ type: 'done', found: '已检查 12 间' })).status).toBe(409)
  await signOn(world, id, '李老师')
  expect((await act({ type: 'done', found: '已检查 12 间' })).status).toBe(200)

  const [line] = await worksOf(world, 'C17')
  expect(line).toMatchObject({ need: 'full-inspection-1', state: 'done' })
  const { report } = await view()
  expect(report.title.zh).toBe('定期巡检、季度全面巡检保养报告')
  const page = await world.api(`/api/visits/${id}/files/${report.page.sha256}`)
  for (const words of ['李老师', found.repair, 'C17', 'C11', '建议加装遮光帘', 'Availability', '101 教室投影机偏色'])
    expect(page.text).toContain(words)
  await world.host.idle()
  expect(world.messages().map((one) => ('subject' in one ? one.subject : ''))).toContainEqual(
    expect.stringContaining('Your written report'),
  )
  // Asked for later it is the same file, whatever has happened since.
  await world.advanceTo(at('05-25 09:00', 2027))
  expect((await world.api(`/api/visits/${id}/files/${report.page.sha256}`)).text).toBe(page.text)
  world.messages()
})

it('[C16] [C11] is filled in on the phone of whoever goes and signed there; the customer reads it by their own link, and the report', async () => {
  const world = await signed('C', { planVersion: 4, sites: ['jiangnan-teaching'] })
  await world.advanceTo(at('05-12 09:05', 2027))
  const { visits } = (await world.api('/api/visits?contract=NEW-1&way=visit')).json
  const { id } = visits.find(({ works }: { works: { key: string }[] }) =>
    works.some(({ key }) => key.startsWith('C11/')),
  )
  const customer = world.mail(`请选择上门时间 · ${id}`, 'tang.yu@jiangnan.example.com').link
  await world.api(
    `/api/visits/${id}/actions`,
    { type: 'agree', from: at('05-24 10:00', 2027), agreedBy: '唐宇', how: 'phone', person: 'li-na' },
    'manager/liu-fang',
  )
  const engineer = world.sms('li-na', '计划服务请上门').link
  await world.advanceTo(at('05-24 10:05', 2027))

  const page = await world.fetch(engineer)
  for (const words of ['季度全面巡检保养', 'data-draft=', 'name="a.display"', '应在 198–242 V', '待填写，填好才能完成'])
    expect(page.text).toContain(words)
  const sent = (form: string, answers: Readonly<Record<string, { readonly value: unknown }>>) =>
    world.tap(engineer, 'fill', {
      form,
      version: '1',
      ...Object.fromEntries(Object.entries(answers).map(([item, { value }]) => [`a.${item}`, String(value)])),
    })
  expect((await sent('full-inspection', { ...FULL, voltage: { value: '二百二' } })).status).toBe(400)
  expect(
    (await sent('full-inspection', { ...FULL, display: { value: 'ok' }, voltage: { value: '２２８' } })).status,
  ).toBe(303)
  expect((await sent('regular-inspection', REGULAR)).status).toBe(303)
  // The customer reads what they sign, and may sign by their own link; a link of theirs fills in nothing.
  expect((await world.fetch(customer)).text).toContain('228 V')
  expect((await world.tap(customer, 'fill', { form: 'regular-inspection', 'a.rooms': '1' })).status).toBe(409)
  const typed = await world.tap(customer, 'sign', { signer: '唐宇' })
  expect([typed.status, typed.text.includes('只写姓名不算签字')]).toEqual([400, true])
  const empty = await world.fetch(customer, { method: 'POST', body: signatureOf('唐宇', drawing(0)) })
  expect([empty.status, empty.text.includes('框里没有签字')]).toEqual([400, true])
  expect((await world.fetch(customer)).text).toContain('data-signed="drawn"')
  expect((await world.fetch(customer, { method: 'POST', body: signatureOf('唐宇') })).status).toBe(303)
  expect((await world.tap(engineer, 'done', { found: '都好' })).status).toBe(303)
  const report = await world.fetch(`${customer}/report`)
  expect(report.text).toContain('唐宇（客户本人链接）')
  expect(report.text).toContain(`<img src="data:image/png;base64,${drawing().toString('base64')}"`)
  expect((await world.fetch(customer)).text).toContain('建议加装遮光帘')
  world.messages()
})

it('[C18] a call is filled in by the desk; a low score is told to whoever answers for the contract', async () => {
  const world = await signed('C', { planVersion: 4 })
  await world.advanceTo(at('08-16 10:00', 2027))
  const { visits } = (await world.api('/api/visits?contract=NEW-1&way=call')).json
  const { id } = visits.find(({ works }: { works: { key: string }[] }) =>
    works.some(({ key }) => key.startsWith('C18/')),
  )
  world.messages()
  const answers = {
    who: { value: '唐宇' },
    running: { value: 'well' },
    contact: { value: 'no' },
    attitude: { value: 5 },
    speed: { value: 2 },
    skill: { value: 5 },
  }
  const act = (action: object) => world.api(`/api/visits/${id}/actions`, action)
  expect((await act({ type: 'done', found: '已回访' })).status).toBe(409)
  expect((await act({ type: 'fill', form: 'follow-up-call', answers })).status).toBe(200)
  expect((await world.api(`/api/visits/${id}`)).json.filling[0].filled.score).toBe(4)
  expect((await act({ type: 'confirmAnswers' })).status).toBe(200)
  world.sms('liu-fang', '评分低')
  expect((await act({ type: 'done', found: '已回访' })).status).toBe(200)
  world.messages()
})

it('[C17] a reading that was mistyped and mended opens nothing and wakes nobody; one that counts already stays, and says so', async () => {
  const { world, id, act } = await onTheDay()
  const view = async () => (await world.api(`/api/visits/${id}`)).json
  const fill = (answers: object) => act({ type: 'fill', form: 'full-inspection', answers })
  const WELL = { ...FULL, display: { value: 'ok' } }
  await fill({ ...WELL, voltage: { value: 288 } })
  expect((await view()).filling[1].filled.mendableUntil).toBe(at('05-24 10:15', 2027))
  await world.advanceTo(at('05-24 10:14:59', 2027))
  await fill(WELL)
  await world.advanceTo(at('05-24 11:30', 2027))
  expect((await view()).found).toEqual([])
  expect(world.messages()).toEqual([])
  expect((await world.api('/api/repairs?status=open')).json.repairs).toEqual([])

  // Whoever is sure says so, and it is reported that instant, once.
  await fill({ ...WELL, voltage: { value: 288 } })
  await act({ type: 'confirmAnswers' })
  expect((await act({ type: 'confirmAnswers' })).status).toBe(409)
  const [{ repair }] = (await view()).found
  expect(await world.repair(repair)).toMatchObject({ reportedAt: at('05-24 11:30', 2027) })
  world.messages()
  // Mended after that, it is noted where the repair is; no promise ends by writing down another number.
  await fill(WELL)
  expect((await view()).found).toMatchObject([{ repair, mended: 'told' }])
  const { stage, timeline } = await world.repair(repair)
  expect(stage).not.toBe('closed')
  expect(timeline.map(({ text }: { text: string }) => text)).toContainEqual(expect.stringContaining('no fault here'))
  // What is done counts: nothing that was found is lost with a visit that ends at once.
  await fill({ ...WELL, sound: { value: 'fault' } })
  await act({ type: 'fill', form: 'regular-inspection', answers: REGULAR })
  await signOn(world, id, '李老师')
  expect((await act({ type: 'done', found: '已检查' })).status).toBe(200)
  expect((await view()).found).toMatchObject([
    { repair, mended: 'told' },
    { item: 'sound', repair: expect.any(String) },
  ])
  world.messages()
})
