import { expect, it } from 'vitest'
import { at } from '../../../support/play.ts'
import { CUSTOMERS, type World } from '../../../support/world.ts'
import { choose, formOn, going, onClock, PROMISED, REPORT } from './going.ts'

// The visit is decided, and the customer chooses by their link when it suits them. A Friday night: the promise would have somebody
// there by Saturday 02:13 and the recorder mended by Saturday 14:13.

const clock = async (world: World, id: string, name: string) =>
  (await world.repair(id)).clocks.find((one: { id: string }) => one.id === name)
const types = async (world: World, id: string): Promise<string[]> =>
  (await world.repair(id)).timeline.map(({ type }: { type: string }) => type)

it('[R6] a time before the promised arrival: the engineer is told, the page shows it, no promise moves', async () => {
  const { world, id, link, page } = await going()
  const { text } = await world.fetch(link)
  for (const words of [
    '您希望什么时候上门？',
    '选在 11月21日 02:13 前，承诺都不变。选得更晚，到场的承诺改到您选的时间，修复的承诺从现在起停到那时',
    '到场 <span class="soft">R6</span> · 11月21日 02:13',
    'R7</span> · 11月21日 14:13',
    '11月21日 02:13 前几点都可以；之后可选工作日 09:00–18:00，最晚 11月27日 02:13',
  ])
    expect(text).toContain(words)
  expect((await choose(world, link, at('11-20 15:00'))).status).toBe(303)
  expect(world.sms('wang-qiang').text).toContain('客户约 15:00 上门')
  expect(world.mail('上门时间已约定').text).not.toContain('改期')
  expect((await world.fetch(link)).text).toContain('约定上门时间</h2><p>11月20日 15:00')
  expect((await world.fetch(page)).text).toContain('11月20日 15:00')
  expect(await world.repair(id)).toMatchObject({ visitAt: at('11-20 15:00') })
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ dueAt: PROMISED })
  expect(await clock(world, id, 'R7/repaired/1')).toMatchObject({ dueAt: at('11-21 14:13') })
  // At night too, as long as the promise would have somebody come then.
  expect((await choose(world, link, PROMISED)).status).toBe(303)
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ dueAt: PROMISED })
  world.messages()
})

it('[R6] [R7] a later one only if they want it so; the promises wait for it, and are judged by it to the second', async () => {
  for (const [arrives, stands] of [
    [at('11-23 09:30'), 'kept'],
    [at('11-23 09:30:01'), 'broken PT1S'],
  ] as const) {
    const { world, id, link } = await going()
    const refused = await choose(world, link, at('11-23 09:30'))
    expect([refused.status, refused.text]).toEqual([
      400,
      expect.stringContaining('会使承诺改期：R6 11月21日 02:13 → 11月23日 09:30；R7 11月21日 14:13 → 11月24日 21:30'),
    ])
    for (const words of ['value="2026-11-23T09:30"', '<strong>11月21日 14:13 → 11月24日 21:30'])
      expect(refused.text).toContain(words)
    expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ dueAt: PROMISED })
    expect((await choose(world, link, at('11-23 09:30'), { later: 'on' })).status).toBe(303)
    expect(world.sms('wang-qiang').text).toMatch(/客户约 11月23日.?09:30 上门/)
    const { text: told } = world.mail('上门时间已约定')
    for (const words of [
      '到场 (R6): 由 2026年11月21日（周六）02:13 改到 2026年11月23日（周一）09:30',
      '修复 (R7): 由 2026年11月21日（周六）14:13 改到 2026年11月24日（周二）21:30',
      '贵方同意人: 何平',
    ])
      expect(told).toContain(words)
    const { text } = await world.fetch(link)
    for (const words of ['上门时间定在 11月23日 09:30 · 何平', '没有同意过', '约定前为 11月21日 02:13'])
      expect(text).toContain(words)
    expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ dueAt: at('11-23 09:30'), state: 'open' })
    // Mended in what was left of the 36 hours when they chose.
    expect(await clock(world, id, 'R7/repaired/1')).toMatchObject({ dueAt: at('11-24 21:30') })
    world.messages()
    await world.advanceTo(arrives)
    await world.act(id, { type: 'arrive' })
    expect(await world.clocks(id)).toMatchObject({ 'R6 arrived': stands })
    world.messages()
  }
})

it('[R6] [R7] another choice ends the wait for the first; what they never chose is undone, and the first stands again', async () => {
  const { world, id, link } = await going()
  await choose(world, link, at('11-25 10:00'), { later: 'on' })
  expect(await clock(world, id, 'R7/repaired/1')).toMatchObject({ dueAt: at('11-26 22:00') })
  // An earlier one takes no tick: the promise comes back to it.
  expect((await choose(world, link, at('11-23 10:00'))).status).toBe(303)
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ dueAt: at('11-23 10:00') })
  expect(await clock(world, id, 'R7/repaired/1')).toMatchObject({ dueAt: at('11-24 22:00') })
  // The dishonest engineer says that they want it next week.
  const said = { type: 'chooseVisit', visitAt: at('12-02 10:00'), agreedBy: '何平', how: 'phone' } as const
  const { agreedBy, how, ...unsaid } = said
  expect((await world.act(id, unsaid)).status).toBe(400)
  await world.act(id, said)
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ dueAt: at('12-02 10:00') })
  world.messages()
  await world.tap(link, 'disagree', { what: '没说过' })
  await world.advanceTo(at('11-20 02:20'))
  // Whoever planned by it hears that it holds no longer.
  expect(world.sms('wang-qiang').text).toContain('客户说没同意过，原承诺恢复')
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ dueAt: at('11-23 10:00'), state: 'open' })
  expect(await clock(world, id, 'R7/repaired/1')).toMatchObject({ dueAt: at('11-24 22:00'), state: 'open' })
  expect(await world.repair(id)).toMatchObject({ visitAt: at('11-23 10:00') })
  // Within what was promised first: nothing waits any more.
  expect((await choose(world, link, at('11-20 16:00'))).status).toBe(303)
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ dueAt: PROMISED })
  expect(await clock(world, id, 'R7/repaired/1')).toMatchObject({ dueAt: at('11-21 14:13') })
  world.messages()
})

it('[R6] [R7] once the promised arrival is broken the repair waits only for a time they want so, and they read it before', async () => {
  const { world, id, link } = await going()
  await world.advanceTo(at('11-21 09:00'))
  world.messages()
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ state: 'broken', dueAt: PROMISED })
  const { text } = await world.fetch(link)
  for (const words of [
    '选在 11月21日 14:13 前，承诺都不变。选得更晚，修复的承诺从现在起停到那时',
    'R7</span> · 11月21日 14:13',
  ])
    expect(text).toContain(words)
  const monday = at('11-23 09:30')
  const refused = await choose(world, link, monday)
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('R7 11月21日 14:13 → 11月23日 14:43')])
  expect(refused.text).not.toContain('R6 11月')
  expect(await clock(world, id, 'R7/repaired/1')).toMatchObject({ dueAt: at('11-21 14:13') })
  expect(world.messages()).toEqual([])
  expect((await choose(world, link, monday, { later: 'on' })).status).toBe(303)
  expect(world.mail('上门时间已约定').text).toContain('修复 (R7): 由 2026年11月21日（周六）14:13 改到')
  expect(await clock(world, id, 'R7/repaired/1')).toMatchObject({ dueAt: at('11-23 14:43') })
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ state: 'broken', dueAt: PROMISED })
  world.messages()
})

it('[R7] a choice within the promise moves nothing, not by a second, whatever was chosen meanwhile; denied, the wait stands again', async () => {
  const { world, id, link } = await going()
  await choose(world, link, at('11-25 10:00'), { later: 'on' })
  await world.advanceTo(at('11-20 02:13:29'))
  await choose(world, link, at('11-24 10:00'))
  await world.advanceTo(at('11-20 02:14:07'))
  expect((await choose(world, link, at('11-20 15:00'))).status).toBe(303)
  expect(await clock(world, id, 'R7/repaired/1')).toMatchObject({ dueAt: at('11-21 14:13') })
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ dueAt: PROMISED })
  await world.tap(link, 'disagree', { what: '没说过' })
  expect(await clock(world, id, 'R6/arrived/1')).toMatchObject({ dueAt: at('11-24 10:00') })
  expect(await clock(world, id, 'R7/repaired/1')).toMatchObject({ dueAt: at('11-25 21:59:31') })
  world.messages()
})

it('what no visit can be at is refused in words: past, at night, on Sunday, too far off, again and again', async () => {
  const { world, id, link } = await going()
  const before = await types(world, id)
  for (const [visitAt, says] of [
    [REPORT, '必须晚于现在'],
    [at('11-20 02:12'), '必须晚于现在'],
    [at('11-23 08:59'), '请选工作日 09:00–18:00 之间的时间'],
    [at('11-23 18:01'), '请选工作日 09:00–18:00 之间的时间'],
    [at('11-22 10:00'), '请选工作日 09:00–18:00 之间的时间'],
    [at('11-27 10:00'), '最晚可选 11月27日 02:13'],
  ] as const) {
    const { status, text } = await choose(world, link, visitAt, { later: 'on' })
    expect([status, text]).toEqual([400, expect.stringContaining(says)])
  }
  for (const visitAt of ['', 'morgen', '2026-13-40T09:00'])
    expect((await world.tap(link, 'chooseVisit', { visitAt })).status).toBe(400)
  expect(await types(world, id)).toEqual(before)
  expect(world.messages()).toEqual([])
  for (let hour = 10; hour < 16; hour++) expect((await choose(world, link, at(`11-20 ${hour}:00`))).status).toBe(303)
  const { status, text } = await choose(world, link, at('11-20 17:00'))
  expect([status, text]).toEqual([400, expect.stringContaining('已改过多次，请打服务热线商定')])
  world.messages()
})

it('tapped twice it is one choice; an old page, once somebody is on the way or the repair is closed, changes nothing', async () => {
  const { world, id, link, page } = await going()
  const form = formOn((await world.fetch(link)).text)
  const twice = { id: form, visitAt: onClock(at('11-20 15:00')) }
  for (let tap = 0; tap < 2; tap++) expect((await world.tap(link, 'chooseVisit', twice)).status).toBe(303)
  // What the first tap chose is not chosen over a later one by sending it again.
  await choose(world, link, at('11-20 16:00'))
  await world.tap(link, 'chooseVisit', twice)
  expect(await world.repair(id)).toMatchObject({ visitAt: at('11-20 16:00') })
  expect((await types(world, id)).filter((type) => type === 'visitChosen')).toHaveLength(2)
  const old = formOn((await world.fetch(link)).text)
  await world.tap(page, 'depart')
  world.messages()
  for (const step of ['on the way', 'closed']) {
    const { status, text } = await world.tap(link, 'chooseVisit', { id: old, visitAt: onClock(at('11-20 17:00')) })
    expect([step, status]).toEqual([step, 409])
    expect(text).toContain('您刚才填写的：2026-11-20 17:00')
    expect((await world.fetch(link)).text).not.toContain('value="chooseVisit"')
    expect(await world.repair(id)).toMatchObject({ visitAt: at('11-20 16:00') })
    expect(world.messages()).toEqual([])
    await world.tap(link, 'withdraw', { reason: '自己好了' })
    world.messages()
  }
})

it('whoever knows the serial number alone chooses nothing, nor does the link of another repair', async () => {
  const { world, id } = await going()
  const code = await world.fetch(`/r/${CUSTOMERS.police.serial}`)
  expect(code.text).not.toContain('chooseVisit')
  const fields = { action: 'chooseVisit', visitAt: onClock(at('11-20 15:00')) }
  await world.fetch(`/r/${CUSTOMERS.police.serial}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
  const other = await world.report(CUSTOMERS.campus)
  expect(
    (await world.tap(world.mail('报修已受理', 'tang.yu@jiangnan.example.com').link, 'chooseVisit', fields)).status,
  ).toBe(409)
  expect(await world.repair(id)).not.toHaveProperty('visitAt')
  expect(await world.repair(other)).not.toHaveProperty('visitAt')
  world.messages()
})
