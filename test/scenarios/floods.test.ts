import { describe, expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { CUSTOMERS, World } from '../support/world.ts'

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
