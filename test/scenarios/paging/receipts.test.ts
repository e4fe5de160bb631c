import { afterEach, expect, it, vi } from 'vitest'
import { ON_ONE_MACHINE } from '../../../functions/channels/on-one-machine.ts'
import { chosen } from '../../../functions/channels/through.ts'
import { at } from '../../support/play.ts'
import { china } from '../../support/providers/china.ts'
import { loopback } from '../../support/providers/loopback.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
afterEach(() => {
  vi.useRealTimers()
})

/** Wang Qiang is on duty; Alibaba Cloud takes every message, and Tencent Cloud what is left to it, unless it is down. */
async function night({ ringAfter, isTencentDown }: { ringAfter?: readonly ['PT2M']; isTencentDown?: true } = {}) {
  const alibaba = await loopback((_, to) => to.end('{"Code":"OK","BizId":"1^2"}'))
  const tencent = await loopback((_, to) =>
    to.end(
      isTencentDown
        ? '{"Response":{"Error":{"Code":"InternalError"}}}'
        : `{"Response":{"SendStatusSet":[{"Code":"Ok","SerialNo":"2028:${tencent.received.length}"}]}}`,
    ),
  )
  const voice = await loopback((_, to) => to.end())
  const channels = chosen(ON_ONE_MACHINE, {
    ...china(alibaba.url, tencent.url),
    VOICE_WEBHOOK_URL: voice.url,
    WEBHOOK_SECRET: 'w',
  })
  const world = await World.start(NOW, { channels })
  if (ringAfter) {
    const people = world.host.demo.people.filter(({ id }) => id === 'wang-qiang')
    await world.host.deps.directory.merge({ people: people.map((person) => ({ ...person, ringAfter })) })
  }
  const id = await world.report()
  const outIds = () =>
    alibaba.received.map(({ url }) => new URL(url, 'http://a').searchParams.get('OutId') ?? '').filter(Boolean)
  const push = (channel: string, body: unknown) =>
    world.fetch(`/receipts/${channel}`, { method: 'POST', body: JSON.stringify(body) })
  const byAlibaba = (out_id: string, success: boolean, err_code = success ? 'DELIVERED' : 'MK:0004') =>
    push('alibaba-sms', [{ phone_number: '13800138103', success, err_code, out_id, biz_id: '1^2' }])
  const types = async () => (await world.host.deps.repairs.history(id)).map(({ type }) => type)
  const pagesIn = async (name: string) => (await types()).filter((type) => type === name).length
  const sent = async () => {
    const { timeline } = await world.repair(id)
    return timeline.flatMap((entry: { sent?: unknown[] }) => entry.sent ?? [])
  }
  return { world, id, alibaba, tencent, voice, outIds, push, byAlibaba, types, pagesIn, sent }
}

it('delivered: it stands beside the page, with the masked number, and is no answer', async () => {
  const { world, outIds, byAlibaba, types, sent } = await night()
  const answer = await byAlibaba(outIds()[0] ?? '', true)
  expect([answer.status, answer.json]).toEqual([200, { code: 0, msg: 'OK', result: 0, errmsg: 'OK' }])
  const receipt = { status: 'delivered', by: 'alibaba-sms', at: NOW }
  expect(await sent()).toContainEqual({ at: NOW, to: '+86138****8103', receipt })
  await byAlibaba(outIds()[0] ?? '', true)
  expect(await types()).not.toContain('pageUndelivered')
  await world.advance('PT3M')
  expect(world.messages().some(({ text }) => text.includes('无人接'))).toBe(true)
})

it('failed: the other provider has the page at once, the phone that would ring later rings now; told twice, or too late, it is told once', async () => {
  const { world, alibaba, tencent, voice, outIds, byAlibaba, pagesIn, sent, push } = await night({
    ringAfter: ['PT2M'],
  })
  const first = outIds()[0] ?? ''
  await world.advance('PT5S')
  await byAlibaba(first, false)
  const again = tencent.received.map(({ body }) => JSON.parse(body))
  expect(again).toMatchObject([{ PhoneNumberSet: ['+8613800138103'], TemplateId: 'SMS_page' }])
  expect(alibaba.received).toHaveLength(1)
  expect(voice.received.map(({ body }) => JSON.parse(body).to)).toEqual(['+8613800138103'])
  await byAlibaba(first, false)
  expect([await pagesIn('pageUndelivered'), tencent.received.length]).toEqual([1, 1])
  // Its ladder goes on as it would have: nobody else is asked before, nor later.
  expect(await pagesIn('paged')).toBe(1)

  // The other's serial number is all that comes back.
  await push('tencent-sms', [{ mobile: '13800138103', report_status: 'SUCCESS', errmsg: 'DELIVRD', sid: '2028:1' }])
  expect(
    (await sent()).map(({ receipt }: { receipt?: { by: string; status: string } }) => [receipt?.by, receipt?.status]),
  ).toEqual(
    expect.arrayContaining([
      ['alibaba-sms', 'failed'],
      ['tencent-sms', 'delivered'],
    ]),
  )
  const path = `/p/${again[0].TemplateParamSet.slice(-2).join('')}`
  expect((await world.tap(path, 'acknowledge')).status).toBeLessThan(400)
  await byAlibaba(first, false)
  await push('tencent-sms', [{ mobile: '13800138103', report_status: 'FAIL', errmsg: 'MK:0001', sid: '2028:1' }])
  expect(await pagesIn('pageUndelivered')).toBe(1)
  await world.advance('PT10M')
  expect(voice.received).toHaveLength(1)
  world.messages()
})

it('failed by both, or with no other to take it: the next person is asked in that second', async () => {
  const one = await night({ isTencentDown: true })
  await one.byAlibaba(one.outIds()[0] ?? '', false)
  expect(await one.pagesIn('paged')).toBe(2)
  expect(one.world.messages().some(({ to }) => to === '+8613800138106')).toBe(true)

  const both = await night()
  await both.byAlibaba(both.outIds()[0] ?? '', false)
  expect(await both.pagesIn('paged')).toBe(1)
  await both.push('tencent-sms', [{ mobile: '13800138103', report_status: 'FAIL', errmsg: 'MK:0001', sid: '2028:1' }])
  expect(await both.pagesIn('paged')).toBe(2)
  both.world.messages()
})

it('forged, unknown or unreadable: taken and forgotten, so that no provider tries for ever, and nothing moves', async () => {
  const { world, outIds, push, byAlibaba, types } = await night()
  const before = await types()
  const [mine = ''] = outIds()
  const keys = mine.slice(23)
  for (const forged of [keys, `${'A'.repeat(22)}.${keys}`, `${mine}x`, mine.slice(1), '', 'x'.repeat(5000)])
    expect((await byAlibaba(forged, false)).status).toBe(200)
  for (const body of [[], {}, null, 1, 'x', [[['deep']]], [{ out_id: 7 }], [{ sid: '2028:99', report_status: 'FAIL' }]])
    for (const channel of ['alibaba-sms', 'tencent-sms']) expect((await push(channel, body)).status).toBe(200)
  expect((await world.fetch('/receipts/alibaba-sms', { method: 'POST', body: '{"' })).status).toBe(200)
  for (const nowhere of ['sns', 'voice-webhook', 'twilio-sms', '..%2Fapi', 'alibaba-sms/x'])
    expect((await push(nowhere, [])).status).toBe(404)
  expect(await types()).toEqual(before)
  world.messages()
})

it('providers that cannot reach us are asked, and what they say moves on alike; what is not known yet is asked again', async () => {
  let [status, states] = [1, ''] as [number, string]
  const alibaba = await loopback(({ url, headers }, to) => {
    const query = new URL(url, 'http://a').searchParams
    if (headers['x-acs-action'] === 'SendSms') return to.end('{"Code":"OK","BizId":"1^2"}')
    const OutId = new URL(sentIn(alibaba)[0] ?? '', 'http://a').searchParams.get('OutId')
    const mine = { OutId, SendStatus: status, ErrCode: 'MK:0004', PhoneNum: query.get('PhoneNumber') }
    const others = { OutId: 'x', SendStatus: 2 }
    to.end(JSON.stringify({ Code: 'OK', SmsSendDetailDTOs: { SmsSendDetailDTO: [others, mine] } }))
  })
  const sentIn = (provider: typeof alibaba) =>
    provider.received.filter(({ headers }) => headers['x-acs-action'] === 'SendSms').map(({ url }) => url)
  const asked = () => alibaba.received.filter(({ headers }) => headers['x-acs-action'] === 'QuerySendDetails')
  const tencent = await loopback(({ headers }, to) => {
    const Response =
      headers['x-tc-action'] === 'SendSms'
        ? { SendStatusSet: [{ Code: 'Ok', SerialNo: '2028:1' }] }
        : { PullSmsSendStatusSet: states ? [{ SerialNo: '2028:1', ReportStatus: states, Description: 'MK:0001' }] : [] }
    to.end(JSON.stringify({ Response }))
  })
  const asks = { ALIBABA_SMS_RECEIPTS: 'ask', TENCENT_SMS_RECEIPTS: 'ask' }
  const channels = chosen(ON_ONE_MACHINE, { ...china(alibaba.url, tencent.url), ...asks })
  const world = await World.start(NOW, { channels })
  await world.host.askForReceipts()
  expect([asked().length, tencent.received.length], 'nothing was sent').toEqual([0, 0])
  const id = await world.report()
  const pagesIn = async (name: string) =>
    (await world.host.deps.repairs.history(id)).filter(({ type }) => type === name).length
  await world.host.askForReceipts()
  const { searchParams } = new URL(asked()[0]?.url ?? '', 'http://a')
  expect(Object.fromEntries(searchParams)).toMatchObject({ PhoneNumber: '13800138103', BizId: '1^2', PageSize: '10' })
  expect([await pagesIn('pageUndelivered'), tencent.received.length]).toEqual([0, 0])
  // At once again it is not asked: it has just said that it does not know.
  await world.host.askForReceipts()
  expect(asked()).toHaveLength(1)
  vi.setSystemTime(Date.now() + 10_000)
  status = 2
  await world.host.askForReceipts()
  await world.host.idle()
  expect([await pagesIn('pageUndelivered'), await pagesIn('paged')]).toEqual([1, 1])
  const actions = () => tencent.received.map(({ headers }) => headers['x-tc-action'])
  expect(actions()).toContain('SendSms')
  states = 'FAIL'
  await world.host.askForReceipts()
  await world.host.idle()
  // Lost by both: the next person is asked.
  expect(await pagesIn('paged')).toBe(2)
  // What was told is over, and asked for no more.
  const before = asked().length
  vi.setSystemTime(Date.now() + 30_000)
  states = ''
  await world.host.askForReceipts()
  expect(
    asked()
      .slice(before)
      .filter(({ url }) => url.includes('13800138103')),
  ).toEqual([])
  world.messages()
})

it('a provider that does not answer when it is asked keeps no other from it, and a word that means nothing is refused', async () => {
  const alibaba = await loopback(({ headers }, to) =>
    to.end(
      headers['x-acs-action'] === 'SendSms' ? '{"Code":"OK","BizId":"1^2"}' : '{"Code":"isp.RAM_PERMISSION_DENY"}',
    ),
  )
  const settings = { ...china(alibaba.url, alibaba.url), ALIBABA_SMS_RECEIPTS: 'ask' }
  const warned: string[] = []
  const log = {
    info: () => {},
    error: () => {},
    warn: (said: string, fields?: object) => void warned.push(said + JSON.stringify(fields)),
  }
  const world = await World.start(NOW, { channels: chosen(ON_ONE_MACHINE, settings), log })
  await world.report()
  await world.host.askForReceipts()
  expect(warned).toEqual([expect.stringMatching(/did not answer.*alibaba-sms.*RAM_PERMISSION_DENY/)])
  expect(() => chosen(ON_ONE_MACHINE, { ...settings, ALIBABA_SMS_RECEIPTS: 'push' })).toThrow(/ALIBABA_SMS_RECEIPTS/)
  world.messages()
})
