import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const STRANGER = '+8613911112222'

const openOf = async (world: World): Promise<string[]> =>
  (await world.api('/api/repairs')).json.repairs.map(({ id }: { id: string }) => id).toSorted()
const unknown = (fields: Readonly<Record<string, unknown>> = {}) => ({
  caller: STRANGER,
  serial: undefined,
  severity: undefined,
  ...fields,
})
// biome-ignore lint/suspicious/noExplicitAny: the API's answer is what the test says it is
const joined = ({ timeline }: any) => timeline.filter(({ type }: { type: string }) => type === 'callJoined')

describe('one number that nobody knows', () => {
  it('the first report opens a repair; the 29th is kept whole, from the 30th on a call is counted, and nobody hears of it', async () => {
    const world = await World.start(NOW)
    const id = await world.report(unknown({ symptoms: '黑屏' }))
    world.messages()
    for (let n = 2; n <= 29; n++) await world.report(unknown({ symptoms: `喂？${n}` }))
    expect(joined(await world.repair(id)).filter(({ counted }: { counted?: true }) => counted)).toEqual([])
    const { version } = await world.repair(id)
    world.messages()
    const long = { symptoms: '啊'.repeat(3000), contact: { name: 'X', email: 'victim@example.com' } }
    const thirtieth = await world.call(unknown({ ...long, callId: 'thirtieth' }))
    expect([thirtieth.status, thirtieth.json.repairId]).toEqual([201, id])
    const counted = (await world.repair(id)).timeline.at(-1)
    expect(counted).toMatchObject({ type: 'callJoined', counted: true, text: expect.stringContaining('only counted') })
    expect(counted.call.symptoms).toHaveLength(100)
    expect((await world.repair(id)).contacts).not.toContainEqual(expect.objectContaining({ name: 'X' }))
    // Sent again it is the same call, as ever.
    expect((await world.call(unknown({ ...long, callId: 'thirtieth' }))).status).toBe(200)
    expect((await world.repair(id)).version).toBe(version + 1)
    expect(world.messages()).toEqual([])
    expect(await openOf(world)).toEqual([id])
  })

  it('within an hour begins five repairs, whatever units it names; what follows is kept with the latest, and can be split off', async () => {
    const world = await World.start(NOW)
    const ids: string[] = []
    for (let n = 1; n <= 5; n++)
      ids.push(await world.report(unknown({ serial: `NO-SUCH-${n}`, symptoms: `故障 ${n}` })))
    expect(new Set(ids).size).toBe(5)
    const sixth = await world.call(unknown({ callId: 'sixth', serial: 'NO-SUCH-6', symptoms: '故障 6' }))
    expect(sixth.json.repairId).toBe(ids.at(-1))
    expect(joined(await world.repair(ids[4] ?? '')).at(-1).call).toMatchObject({
      symptoms: '故障 6',
      serial: 'NO-SUCH-6',
    })
    expect((await world.act(ids[4] ?? '', { type: 'split', call: 'sixth' })).status).toBe(200)
    expect(await openOf(world)).toHaveLength(6)
    world.messages()
  })

  it.each([
    ['PT59M59S', 5],
    ['PT1H', 6],
  ])('%s after the first it has begun %i', async (after, count) => {
    const world = await World.start(NOW)
    for (let n = 1; n <= 5; n++) await world.report(unknown({ serial: `NO-SUCH-${n}` }))
    await world.advance(after)
    await world.report(unknown({ serial: 'NO-SUCH-6' }))
    expect(await openOf(world)).toHaveLength(count)
    world.messages()
  })

  it('takes nothing from others: another number, whoever is on file, and a colleague are heard as ever', async () => {
    const world = await World.start(NOW)
    const id = await world.report(unknown())
    for (let n = 0; n < 40; n++) await world.report(unknown())
    await world.advance('PT2M')
    world.messages()
    const other = await world.report(unknown({ caller: '+8613911113333', symptoms: '打印机卡纸' }))
    expect(other).not.toBe(id)
    expect(world.sms('wang-qiang').text).toContain(other)
    const known = await world.report({ caller: CUSTOMERS.police.caller })
    expect(known).not.toBe(id)
    const request = { callId: 'd-1', through: 'phone', caller: STRANGER, symptoms: '说是防火墙' }
    expect((await world.api('/api/repairs', request)).json.repairId).toBe(id)
    expect((await world.repair(id)).timeline.at(-1)).not.toMatchObject({ counted: true })
    world.messages()
  })

  it('an hour later what it says counts again', async () => {
    const world = await World.start(NOW)
    const id = await world.report({ caller: STRANGER })
    for (let n = 0; n < 35; n++) await world.report({ caller: STRANGER })
    await world.advance('PT1H')
    await world.report({ caller: STRANGER, symptoms: '还是不亮' })
    const last = joined(await world.repair(id)).at(-1)
    expect([last.counted, last.call.symptoms]).toEqual([undefined, '还是不亮'])
    world.messages()
  })
})

describe('one repair', () => {
  it('sends a hundred text messages a day, and then one an hour to each person: whoever is new to it hears at once', async () => {
    const world = await World.start(at('11-20 08:00'))
    const { directory } = world.host.deps
    const known = await directory.contactsByPhone(CUSTOMERS.police.caller)
    // Without an address they are told by text message.
    await directory.merge({ contacts: known.map(({ email: _, ...contact }) => contact) })
    const id = await world.report({ severity: 'help' })
    await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
    let sent = 0
    // Two colleagues take it from each other all day, and the customer hears of it each time.
    for (let n = 0; n < 150; n++) {
      const who = n % 2 === 0 ? 'engineer/zhou-jie' : 'engineer/wang-qiang'
      expect((await world.act(id, { type: 'takeOver', reason: '我来' }, who)).status).toBe(200)
      await world.advance('PT2M')
      sent += world.messages().filter(({ kind }) => kind === 'sms').length
    }
    expect(sent).toBeGreaterThanOrEqual(100)
    // Two hours and a half are left, for three people.
    expect(sent).toBeLessThanOrEqual(100 + 3 * 3)
    // The day is used up: whoever is asked next hears of it all the same.
    await world.act(id, { type: 'assign', person: 'zhao-min' }, 'manager')
    await world.advance('PT2M')
    expect(world.sms('zhao-min').text).toContain(id)
    world.messages()
    // A page to whoever has had theirs within the hour has failed, on the record: somebody else is asked.
    await world.act(id, { type: 'assign', person: 'zhao-min' }, 'manager')
    await world.advance('PT2M')
    const failed = (await world.repair(id)).timeline.filter(({ type }: { type: string }) => type === 'pageFailed')
    expect(failed.at(-1)).toMatchObject({ text: expect.stringContaining('too many messages') })
    world.messages()
  })
})

describe('one link', () => {
  it('takes sixty acts an hour; the next is refused in words, with what was written; what must be said always is', async () => {
    const world = await World.start(at('11-20 08:00'))
    const id = await world.report()
    const { link } = world.sms('wang-qiang')
    for (let n = 1; n <= 60; n++) {
      expect((await world.tap(link, 'note', { text: `备注 ${n}` })).status).toBe(303)
      await world.advance('PT1S')
    }
    const { version } = await world.repair(id)
    const refused = await world.tap(link, 'note', { text: '备注 61' })
    expect(refused.status).toBe(400)
    for (const words of ['一小时内在这一单上操作了 60 次', '备注 61']) expect(refused.text).toContain(words)
    const inEnglish = await world.act(id, { type: 'note', text: 'x' }, 'engineer/wang-qiang')
    expect(inEnglish.json.problems).toEqual([
      expect.stringContaining('you have acted 60 times on this repair within an hour'),
    ])
    expect((await world.repair(id)).version).toBe(version)
    // Another's link, and another repair of theirs, are not this one.
    expect((await world.act(id, { type: 'note', text: 'x' })).status).toBe(200)
    const other = await world.report({ serial: 'BWC-2025-0118' })
    expect((await world.act(other, { type: 'note', text: 'x' }, 'engineer/wang-qiang')).status).toBe(200)
    expect((await world.tap(link, 'acknowledge')).status).toBe(303)
    await world.advanceTo(at('11-20 08:59'))
    expect((await world.tap(link, 'note', { text: '61' })).status).toBe(400)
    await world.advanceTo(at('11-20 09:00'))
    expect((await world.tap(link, 'note', { text: '61' })).status).toBe(303)
    world.messages()
  })
})

it('an address that nobody has on file gets five mails a day, whoever leaves it and however often', async () => {
  const world = await World.start(NOW)
  const contact = { name: '恭喜中奖', email: 'Victim@example.com' }
  const mails = () => world.messages().filter(({ to }) => to.toLowerCase() === 'victim@example.com')
  for (let n = 0; n < 4; n++) await world.report(unknown({ caller: `+861391111000${n}`, contact }))
  for (let n = 4; n < 8; n++)
    await world.report(unknown({ caller: `+861391111000${n}`, contact: { ...contact, email: 'victim@example.com' } }))
  expect(mails()).toHaveLength(5)
  expect(await openOf(world)).toHaveLength(8)
  await world.advance('PT23H59M')
  await world.report(unknown({ caller: '+8613911110009', contact }))
  expect(mails()).toEqual([])
  await world.advance('PT1M')
  await world.report(unknown({ caller: '+8613911110010', contact }))
  expect(mails()).toHaveLength(1)
})
