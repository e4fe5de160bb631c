import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { fixedKeys } from '../../../functions/adapters/keys.ts'
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
    expect(JSON.parse(body)).toMatchObject({ to: CALL.to, text: CALL.text, accept: `${CALL.link.url}/key` })
    const timestamp = String(headers['x-chengnuo-timestamp'])
    expect(headers['x-chengnuo-signature']).toBe(signatureOf('secret', timestamp, body))
  })

  it('where its address is given, and then the secret must be', () => {
    expect(voiceWebhook.open({})).toBeUndefined()
    expect(() => voiceWebhook.open({ VOICE_WEBHOOK_URL: 'https://v.example.cn' })).toThrow(SettingError)
    expect(() => voiceWebhook.open({ VOICE_WEBHOOK_URL: 'ftp://v', WEBHOOK_SECRET: 's' })).toThrow(SettingError)
  })
})
