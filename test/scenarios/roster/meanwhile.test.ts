import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { twilioCall } from '../../support/twilio.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

// Somebody is reached otherwise for a time: by another number, or by no call. Nobody goes unpaged for it.

const USUAL = '+8613800138103'
const OTHER = '+8613700000001'
const PATH = '/api/directory/people/wang-qiang'

async function start(cells: Readonly<Record<string, string>>, now = at('11-20 02:13')) {
  const world = await World.start(now)
  const edit = async (changed: Readonly<Record<string, string>>, who = 'manager/liu-fang') => {
    const { version } = (await world.api(PATH, undefined, 'manager/liu-fang')).json
    return world.api(PATH, { version, reason: '手机送修', cells: { id: 'wang-qiang', ...changed } }, who)
  }
  const days = { 'meanwhile.from': '2026-11-20', 'meanwhile.until': '2026-11-21', 'meanwhile.reason': '手机送修' }
  const answer = await edit({ ...days, ...cells })
  return { world, edit, answer }
}
/** Where the first page of a report goes. */
async function paged(world: World): Promise<string | undefined> {
  const id = await world.report()
  return world.messages().find(({ kind, text }) => kind === 'sms' && text.includes(id))?.to
}

describe('[H3] somebody of ours has another number for a time', () => {
  it('pages and calls go there, and who is on call shows it; taken away, it leaves nothing behind', async () => {
    const { world, edit, answer } = await start({ 'meanwhile.phone': '137 0000 0001', ringAfter: '1' })
    expect(answer.status).toBe(200)
    expect(await paged(world)).toBe(OTHER)
    await world.advance('PT1M')
    expect(
      world
        .messages()
        .filter(({ kind }) => kind === 'call')
        .map(({ to }) => to),
    ).toEqual([OTHER])
    const { json } = await world.api('/api/oncall', undefined, 'dispatcher')
    expect(JSON.stringify(json)).toContain(OTHER)
    const none = { 'meanwhile.phone': '', 'meanwhile.from': '', 'meanwhile.until': '', 'meanwhile.reason': '' }
    expect((await edit(none)).status).toBe(200)
    expect(await world.host.deps.directory.person('wang-qiang')).not.toHaveProperty('meanwhile')
    world.messages()
  })

  it.each([
    ['11-19 23:59:59', USUAL],
    ['11-20 00:00', OTHER],
    ['11-21 23:59:59', OTHER],
    ['11-22 00:00', USUAL],
  ])('from the first day to the end of the last: at %s to %s', async (time, phone) => {
    const { world } = await start({ 'meanwhile.phone': OTHER }, at(time))
    expect(await paged(world)).toBe(phone)
    world.messages()
  })

  it('no calls: the text comes all the same, nothing rings, and a caller is put through to the next', async () => {
    const { world } = await start({ 'meanwhile.noCalls': '是', ringAfter: '1' })
    const query = `?${new URLSearchParams({ step: 'what', at: String(Date.parse(world.now)), severity: 'urgent' })}`
    const said = { CallStatus: 'in-progress', SpeechResult: '开不了机' }
    const { text } = await twilioCall(world, CUSTOMERS.police.caller, 'CA-1', said, query)
    expect(/<Number [^<>]*>([^<]*)</.exec(text)?.[1]).toBe('+8613800138106')
    expect(world.sms('wang-qiang').at).toBe(world.now)
    await world.advance('PT1M')
    expect(world.messages().filter(({ kind }) => kind === 'call')).toEqual([])
  })

  it('what makes no sense is refused, by field; a dispatcher or an engineer changes nobody’s number', async () => {
    const { world, edit, answer } = await start({})
    expect([answer.status, answer.text]).toEqual([400, expect.stringMatching(/临时号码|number for that time|noCalls/)])
    const backwards = { 'meanwhile.from': '2026-11-22', 'meanwhile.until': '2026-11-21', 'meanwhile.reason': 'x' }
    expect((await edit({ ...backwards, 'meanwhile.phone': OTHER })).status).toBe(400)
    const good = {
      'meanwhile.from': '2026-11-20',
      'meanwhile.until': '2026-11-21',
      'meanwhile.reason': 'x',
      'meanwhile.phone': OTHER,
    }
    expect((await edit(good, 'engineer/wang-qiang')).status).toBe(403)
    expect(await world.host.deps.directory.person('wang-qiang')).not.toHaveProperty('meanwhile')
  })
})
