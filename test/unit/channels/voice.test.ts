import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fixedKeys } from '../../../functions/adapters/keys.ts'
import { twilioCalls } from '../../../functions/channels/twilio-voice/send.ts'
import { twilioVoice } from '../../../functions/channels/twilio-voice/twilio-voice.ts'
import { webhookVoice } from '../../../functions/channels/webhook/send.ts'
import { voiceWebhook } from '../../../functions/channels/webhook/webhook.ts'
import { signatureOf } from '../../../functions/hotline/hmac-signature.ts'
import { MessageNotSentError, SettingError } from '../../../shared/kernel/errors.ts'
import type { VoiceMessage } from '../../../shared/ports/messaging.ts'

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

/** A provider on loopback which answers as told, and what it was asked. */
async function provider(answer: (response: ServerResponse) => void) {
  const asked: { request: IncomingMessage; body: string }[] = []
  const server = createServer(async (request, response) => {
    asked.push({ request, body: await text(request) })
    answer(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

describe('a phone is rung up by Twilio', () => {
  it('which reads the page out twice, in the language of whoever it is, and passes the key on to the link', async () => {
    const { url, asked } = await provider((response) => response.writeHead(201).end('{}'))
    await twilioCalls({ url, ...ACCOUNT }).send(CALL)
    const [{ request, body } = { request: undefined, body: '' }] = asked
    expect(request?.url).toBe(`/2010-04-01/Accounts/${ACCOUNT.account}/Calls.json`)
    expect(request?.headers.authorization).toBe(`Basic ${btoa(`${ACCOUNT.account}:token`)}`)
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
    const { url } = await provider(answer)
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
    const { url, asked } = await provider((response) => response.end())
    await webhookVoice(`${url}/ring`, fixedKeys('secret')).send(CALL)
    const [{ request, body } = { request: undefined, body: '' }] = asked
    expect(JSON.parse(body)).toMatchObject({ to: CALL.to, text: CALL.text, accept: `${CALL.link.url}/key` })
    const timestamp = String(request?.headers['x-chengnuo-timestamp'])
    expect(request?.headers['x-chengnuo-signature']).toBe(signatureOf('secret', timestamp, body))
  })

  it('where its address is given, and then the secret must be', () => {
    expect(voiceWebhook.open({})).toBeUndefined()
    expect(() => voiceWebhook.open({ VOICE_WEBHOOK_URL: 'https://v.example.cn' })).toThrow(SettingError)
    expect(() => voiceWebhook.open({ VOICE_WEBHOOK_URL: 'ftp://v', WEBHOOK_SECRET: 's' })).toThrow(SettingError)
  })
})
