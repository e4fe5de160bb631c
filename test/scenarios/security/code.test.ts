import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const SERIAL = CUSTOMERS.police.serial

/** Somebody scans the code, fills in two fields, and sends them. */
async function scan(world: World, serial: string, fields: Readonly<Record<string, string>> = {}, headers = {}) {
  const path = `/r/${encodeURIComponent(serial)}`
  const { text } = await world.fetch(path)
  const id = /name="id" value="(\w+)"/.exec(text)?.[1] ?? ''
  const send = () =>
    world.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ id, symptoms: '屏幕不亮', phone: '13912345678', ...fields }).toString(),
    })
  return { page: text, send, answer: await send() }
}
const numberIn = (text: string): string | undefined => /\d{6}-\d{4}/.exec(text)?.[0]
const from = (address: string) => ({ 'x-forwarded-for': address })

it('a report by the code is a repair as by telephone: its number and times, and who is on duty is paged', async () => {
  const world = await World.start(NOW)
  const { page, answer, send } = await scan(world, SERIAL)
  expect(page).toContain('哪里不好用？')
  expect(answer.status).toBe(200)
  const id = numberIn(answer.text) ?? expect.fail('no number')
  expect(answer.text).toMatch(/回电话<\/span><strong class="number">11月20日 02:23/)
  expect(await world.repair(id)).toMatchObject({
    symptoms: '屏幕不亮',
    unit: { serial: SERIAL },
    // Whatever number somebody leaves, nobody is known by it.
    contacts: expect.arrayContaining([expect.objectContaining({ phone: '+8613912345678', stranger: true })]),
  })
  expect(world.sms('wang-qiang').text).toContain('屏幕不亮')
  // Tapped twice it is one, answered alike.
  expect((await send()).text).toContain(id)
  expect((await world.repair(id)).timeline.filter(({ type }: { type: string }) => type === 'callJoined')).toEqual([])
  world.messages()
})

it('a unit under repair takes it as one more word, and tells nothing of what is in it', async () => {
  const world = await World.start(NOW)
  const id = await world.report({ symptoms: '泡过水' })
  world.messages()
  const { answer } = await scan(world, SERIAL, { symptoms: '还是不亮' })
  expect(answer.text).toContain('我们已经知道了')
  expect(answer.text).not.toMatch(/\d{6}-\d{4}|泡过水|何平|王强|02:\d\d|href="\/[cp]\//)
  expect((await world.repair(id)).timeline).toContainEqual(
    expect.objectContaining({ type: 'callJoined', call: expect.objectContaining({ symptoms: '还是不亮' }) }),
  )
  world.messages()
})

it('whoever guesses numbers learns nothing: the page is the same, and names neither customer nor place', async () => {
  const world = await World.start(NOW)
  const shown = async (serial: string) =>
    (await world.fetch(`/r/${serial}`)).text.replaceAll(serial, '#').replace(/value="\w{32}"/, '')
  expect(await shown(SERIAL)).toBe(await shown('BWC-2025-9999'))
  for (const serial of [SERIAL, 'BWC-2025-9999']) {
    const { answer } = await scan(world, serial)
    expect(answer.status).toBe(200)
    // An unknown number is a report all the same.
    expect(numberIn(answer.text)).toBeDefined()
    expect(answer.text).not.toMatch(/兰亭|派出所|执法|何平|BWC-5|R5|R6/)
  }
  const { json } = await world.api('/api/repairs')
  expect(json.repairs).toMatchObject([{ needsIdentification: false }, { needsIdentification: true }])
  world.messages()
})

it('a stranger floods it: limited by address, by unit and by unknown numbers; a real call goes through', async () => {
  const world = await World.start(NOW)
  const outcomes = async (count: number, serialOf: (n: number) => string, address: (n: number) => string) => {
    const found: number[] = []
    for (let n = 0; n < count; n++) found.push((await scan(world, serialOf(n), {}, from(address(n)))).answer.status)
    return [found.filter((status) => status === 200).length, found.filter((status) => status === 429).length]
  }
  // One address, ever new numbers.
  expect(
    await outcomes(
      12,
      (n) => `GUESS-${n}`,
      () => '203.0.113.7',
    ),
  ).toEqual([8, 4])
  // One unit, ever new addresses.
  expect(
    await outcomes(
      6,
      () => SERIAL,
      (n) => `203.0.113.${20 + n}`,
    ),
  ).toEqual([4, 2])
  // Ever new numbers from everywhere: nobody on file has them.
  expect(
    (
      await outcomes(
        6,
        (n) => `MORE-${n}`,
        (n) => `198.51.100.${n}`,
      )
    )[0],
  ).toBe(2)
  const limited = await scan(world, SERIAL, {}, from('192.0.2.1'))
  expect(limited.answer.text).toContain('请直接打电话')
  expect(limited.answer.text).toContain('tel:')

  const open = (await world.api('/api/repairs?limit=100')).json.repairs.length
  await world.report({ caller: CUSTOMERS.data.caller, serial: CUSTOMERS.data.serial })
  expect((await world.api('/api/repairs?limit=100')).json.repairs).toHaveLength(open + 1)
  // An hour later it is open again.
  await world.advance('PT1H')
  expect((await scan(world, SERIAL, {}, from('203.0.113.7'))).answer.status).toBe(200)
  world.messages()
})

it('all together have sixty an hour, from wherever and of whatever unit', async () => {
  const world = await World.start(NOW)
  const { units, loaners } = await world.host.deps.directory.all()
  const known = [...units, ...loaners].map(({ serial }) => serial)
  const statusOf = async (n: number) =>
    (await scan(world, known[Math.floor(n / 4)] ?? '', {}, from(`203.0.113.${n}`))).answer.status
  for (let n = 0; n < 60; n++) expect(await statusOf(n), `report ${n + 1}`).toBe(200)
  expect(await statusOf(60)).toBe(429)
  world.messages()
})

it('the hasty leave something out, a machine fills in everything, another site sends it', async () => {
  const world = await World.start(NOW)
  const hasty = await scan(world, SERIAL, { phone: '12345' })
  expect(hasty.answer).toMatchObject({ status: 400, text: expect.stringContaining('请填能打通的电话') })
  expect(hasty.answer.text).toContain('屏幕不亮')
  const machine = await scan(world, SERIAL, { website: 'https://spam.example' })
  expect(machine.answer.status).toBe(200)
  expect((await scan(world, SERIAL, {}, { origin: 'https://evil.example' })).answer.status).toBe(403)
  expect((await scan(world, SERIAL, { id: 'chosen' })).answer.status).toBe(400)
  expect((await world.api('/api/repairs')).json.repairs).toEqual([])
})

it('who writes more than there is room for is told, keeps all of it, and reports nothing by half', async () => {
  const world = await World.start(NOW)
  const long = await scan(world, SERIAL, { symptoms: '长'.repeat(501) })
  expect(long.answer.status).toBe(400)
  expect(long.answer.text).toContain('最多 500 字')
  expect(long.answer.text).toContain('长'.repeat(501))
  expect((await world.api('/api/repairs')).json.repairs).toEqual([])
  const id =
    numberIn((await scan(world, SERIAL, { symptoms: '长'.repeat(500) })).answer.text) ?? expect.fail('no number')
  expect((await world.repair(id)).symptoms).toHaveLength(500)
  world.messages()
})

it('where no camera reads the code the number is typed, as it stands there', async () => {
  const world = await World.start(NOW)
  expect((await world.fetch('/r')).text).toContain('序列号')
  expect(await world.fetch('/r?serial=bwc-2025-0117')).toMatchObject({
    status: 303,
    location: '/r/BWC-2025-0117?lang=zh-CN',
  })
  expect((await world.fetch('/r?serial=A%2FB%20%E4%B8%80&lang=en')).location).toBe('/r/A%2FB%E4%B8%80?lang=en')
  expect((await world.fetch('/r/A%2FB%E4%B8%80?lang=en')).text).toContain('What is wrong?')
  expect((await world.fetch(`/r/${'x'.repeat(500)}`)).text).toContain('序列号')
})

it('what no keyboard writes stands in no report, and names no unit', async () => {
  const world = await World.start(NOW)
  const { answer } = await scan(world, SERIAL, { symptoms: '不亮\u0000\u001b[31m\n第二行' })
  const id = numberIn(answer.text) ?? expect.fail('no number')
  expect((await world.repair(id)).symptoms).toBe('不亮[31m\n第二行')
  expect((await world.fetch('/r/BWC%01-2025')).text).toContain('设备上的序列号')
  expect((await world.fetch('/r/BWC%E2%80%AE2025')).text).toContain('设备上的序列号')
  world.messages()
})
