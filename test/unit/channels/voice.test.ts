import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { fixedKeys } from '../../../functions/adapters/keys.ts'
import { acs3Headers } from '../../../functions/channels/alibaba/sign.ts'
import { ON_ONE_MACHINE } from '../../../functions/channels/on-one-machine.ts'
import { callRegistration } from '../../../functions/channels/registered/voice.ts'
import { tc3Authorization } from '../../../functions/channels/tencent/sign.ts'
import { chosen } from '../../../functions/channels/through.ts'
import { twilioVoice } from '../../../functions/channels/twilio/twilio.ts'
import { twilioCalls } from '../../../functions/channels/twilio/voice.ts'
import { webhookVoice } from '../../../functions/channels/webhook/send.ts'
import { voiceWebhook } from '../../../functions/channels/webhook/webhook.ts'
import { signatureOf } from '../../../functions/hotline/hmac-signature.ts'
import { MessageNotSentError, SettingError } from '../../../shared/kernel/errors.ts'
import type { VoiceMessage } from '../../../shared/ports/messaging.ts'
import { loopback, type Received } from '../../support/providers/loopback.ts'

const CALL: VoiceMessage = {
  kind: 'voice',
  key: '261120-0001/3/call/wang-qiang',
  to: '+8613800138103',
  text: '甲乙 & 丙报修值班。紧急报修。接单请按 1。',
  language: 'zh-CN',
  link: { url: 'https://r.example.cn/p/AAAAAAAAAAAA', hash: 'f'.repeat(64) },
  said: { as: 'page', ways: { severity: ['紧急'], place: ['城东派出所'], device: ['执法仪17'], deadline: ['02:19'] } },
  about: 'repair/261120-0001',
  reason: 'phoned',
}
const ACCOUNT = { account: `AC${'0'.repeat(32)}`, token: 'token', from: '+8625000000' }

/** What the one request had, as it came. */
const only = (received: readonly Received[]): Received => received[0] ?? { url: '', headers: {}, body: '' }

describe('a phone is rung up by Twilio', () => {
  it('which reads the page out twice, in the language of whoever it is, and passes the key on to the link', async () => {
    const { url, received } = await loopback((_, response) => response.writeHead(201).end('{}'))
    await twilioCalls({ url, ...ACCOUNT }).send(CALL)
    const { url: path, headers, body } = only(received)
    expect(path).toBe(`/2010-04-01/Accounts/${ACCOUNT.account}/Calls.json`)
    expect(headers.authorization).toBe(`Basic ${btoa(`${ACCOUNT.account}:token`)}`)
    const sent = new URLSearchParams(body)
    expect([sent.get('To'), sent.get('From')]).toEqual([CALL.to, ACCOUNT.from])
    const twiml = sent.get('Twiml') ?? ''
    expect(twiml).toMatch(/^<Response><Gather .*action="https:\/\/r\.example\.cn\/p\/AAAAAAAAAAAA\/key" method="POST"/)
    expect(twiml.match(/<Say language="zh-CN">甲乙 &amp; 丙报修值班。/g)).toHaveLength(2)
  })

  it.each([
    ['refuses', (response: ServerResponse) => response.writeHead(400).end('{"code":21211}')],
    ['hangs up', (response: ServerResponse) => response.destroy()],
  ])('says so when Twilio %s, with neither number nor key', async (_, answer) => {
    const { url } = await loopback((_, response) => answer(response))
    const error = await twilioCalls({ url, ...ACCOUNT })
      .send(CALL)
      .catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(MessageNotSentError)
    expect(String(error)).not.toMatch(/138001|token|AAAA/)
  })

  it('where its account is given, and then number and key must be', () => {
    expect(twilioVoice.open({})).toBeUndefined()
    expect(() => twilioVoice.open({ TWILIO_VOICE_ACCOUNT: ACCOUNT.account })).toThrow(SettingError)
    const whole = { TWILIO_VOICE_ACCOUNT: ACCOUNT.account, TWILIO_VOICE_TOKEN: 't', TWILIO_VOICE_FROM: '+1' }
    expect(twilioVoice.open(whole)).toBeTypeOf('function')
  })
})

describe('a phone is rung up by a gateway of the supplier’s own', () => {
  it('which is signed to, and told what to read and where the key goes', async () => {
    const { url, received } = await loopback((_, response) => response.end())
    await webhookVoice(`${url}/ring`, fixedKeys('secret')).send(CALL)
    const { headers, body } = only(received)
    expect(JSON.parse(body)).toMatchObject({ to: CALL.to, text: CALL.text, accept: `${CALL.link?.url}/key` })
    const timestamp = String(headers['x-chengnuo-timestamp'])
    expect(headers['x-chengnuo-signature']).toBe(signatureOf('secret', timestamp, body))
  })

  it('where its address is given, and then the secret must be', () => {
    expect(voiceWebhook.open({})).toBeUndefined()
    expect(() => voiceWebhook.open({ VOICE_WEBHOOK_URL: 'https://v.example.cn' })).toThrow(SettingError)
    expect(() => voiceWebhook.open({ VOICE_WEBHOOK_URL: 'ftp://v', WEBHOOK_SECRET: 's' })).toThrow(SettingError)
  })
})

describe('a phone in mainland China is rung up by registered text, which holds no address', () => {
  const alibaba = (url: string) => ({
    ALIBABA_VOICE_KEY_ID: 'LTAI',
    ALIBABA_VOICE_KEY_SECRET: 'secret',
    ALIBABA_VOICE_TEMPLATE: 'TTS_1',
    ALIBABA_VOICE_URL: url,
  })
  const tencent = (url: string) => ({
    TENCENT_VOICE_SECRET_ID: 'AKID',
    TENCENT_VOICE_SECRET_KEY: 'secret',
    TENCENT_VOICE_APP_ID: '1400006666',
    TENCENT_VOICE_TEMPLATE: '17',
    TENCENT_VOICE_URL: url,
  })
  const channelOf = (environment: object) => {
    const [channel] = chosen(ON_ONE_MACHINE, { ...environment })
    if (!channel) throw new Error('not chosen')
    return channel
  }
  const wrongs = [
    { ...CALL, to: '+4915112345678' },
    { ...CALL, said: { as: 'page', ways: { ...CALL.said?.ways, deadline: ['在很久很久以后的某一天的某个时刻'] } } },
  ] as const

  it('Alibaba Cloud: signed, to the number without +86, and its id for the call is told', async () => {
    const { url, received } = await loopback((_, to) => to.end('{"Code":"OK","CallId":"1^2"}'))
    const channel = channelOf(alibaba(url))
    expect(await channel.send(CALL)).toEqual({ by: 'alibaba-voice', id: '1^2' })
    const { url: asked, headers } = only(received)
    const { TtsParam = '', ...rest } = Object.fromEntries(new URL(asked, 'http://a').searchParams)
    expect(rest).toEqual({ CalledNumber: '13800138103', TtsCode: 'TTS_1', PlayTimes: '2' })
    const said = { severity: '紧急', place: '城东派出所', device: '执法仪17', deadline: '02:19' }
    expect(JSON.parse(TtsParam)).toEqual(said)
    expect(headers).toMatchObject({ 'x-acs-action': 'SingleCallByTts', 'x-acs-version': '2017-05-25' })
    const [date, nonce] = [String(headers['x-acs-date']), String(headers['x-acs-signature-nonce'])]
    const query = Object.fromEntries(new URL(asked, 'http://a').searchParams)
    const call = { host: new URL(url).host, action: 'SingleCallByTts', version: '2017-05-25', query, date, nonce }
    expect(headers.authorization).toBe(acs3Headers(call, { id: 'LTAI', secret: 'secret' }).authorization)
    for (const wrong of wrongs) await expect(channel.send(wrong)).rejects.toThrow(MessageNotSentError)
    expect(received).toHaveLength(1)
  })

  it('Tencent Cloud: the same by its own signature, and a refusal says its code alone', async () => {
    const answers = [
      '{"Response":{"SendStatus":{"CallId":"c-1"}}}',
      '{"Response":{"Error":{"Code":"LimitExceeded.A"}}}',
    ]
    const { url, received } = await loopback((_, to) => to.end(answers[received.length - 1]))
    const channel = channelOf(tencent(url))
    expect(await channel.send(CALL)).toEqual({ by: 'tencent-voice', id: 'c-1' })
    const { headers, body } = only(received)
    expect(JSON.parse(body)).toEqual({
      TemplateId: '17',
      TemplateParamSet: ['紧急', '城东派出所', '执法仪17', '02:19'],
      CalledNumber: '+8613800138103',
      VoiceSdkAppid: '1400006666',
      PlayTimes: 2,
    })
    expect(headers).toMatchObject({ 'x-tc-action': 'SendTtsVoice', 'x-tc-version': '2020-09-02' })
    const signed = { host: new URL(url).host, service: 'vms', body, timestamp: Number(headers['x-tc-timestamp']) }
    expect(headers.authorization).toBe(tc3Authorization(signed, { id: 'AKID', key: 'secret' }))
    await expect(channel.send(CALL)).rejects.toMatchObject({
      said: expect.stringContaining('LimitExceeded.A'),
      why: 'flood',
    })
    for (const wrong of wrongs) await expect(channel.send(wrong)).rejects.toThrow(MessageNotSentError)
  })

  it('each tells the keys that were pressed, and what it does not tell rightly is left out', async () => {
    const read = async (environment: object, body: unknown) =>
      channelOf(environment).receipts?.({ url: 'https://a', headers: {}, body: JSON.stringify(body) })
    const pressed = [{ of: { id: '1^2' }, key: '1' }]
    expect(await read(alibaba('https://a'), [{ call_id: '1^2', dtmf: '1', status_code: '200000' }])).toEqual(pressed)
    expect(await read(tencent('https://a'), { voicekey_callback: { callid: '1^2', keypress: '1' } })).toEqual(pressed)
    for (const other of [[], {}, null, [{ call_id: '1^2' }], [{ call_id: '', dtmf: '1' }], { voicekey_callback: null }])
      expect([await read(alibaba('https://a'), other), await read(tencent('https://a'), other)]).toEqual([[], []])
  })

  it('is refused at the start where something is missing, and its text is printed to be registered', () => {
    expect(() => channelOf({ ALIBABA_VOICE_KEY_ID: 'LTAI' })).toThrow(
      'ALIBABA_VOICE_KEY_SECRET, ALIBABA_VOICE_TEMPLATE',
    )
    expect(() => channelOf({ ...tencent('ftp://a') })).toThrow('TENCENT_VOICE_URL is an address')
    expect(callRegistration('tencent').text).toBe('您有{1}故障待接单：{2}，{3}，接单时限 {4}。接单请按 1')
    expect(callRegistration('alibaba').text).toMatch(/\$\{severity\}故障待接单：\$\{place\}/)
    expect(callRegistration('alibaba').example).not.toMatch(/[{}$]|https?:/)
  })
})
