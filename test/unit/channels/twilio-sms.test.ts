import { describe, expect, it } from 'vitest'
import { ON_ONE_MACHINE } from '../../../functions/channels/on-one-machine.ts'
import { keysIn, keysWithin, sealed, unsealed } from '../../../functions/channels/receipt-keys.ts'
import { chosen } from '../../../functions/channels/through.ts'
import { signatureOf } from '../../../functions/hotline/twilio-signature.ts'
import { SettingError } from '../../../shared/kernel/errors.ts'
import { renderSms } from '../../../shared/message/sms.ts'
import { textMessage } from '../../../shared/message/text-message.ts'
import { loopback } from '../../support/providers/loopback.ts'
import { SENT_AT, sms } from '../notify/effects.ts'

const ACCOUNT = `AC${'0'.repeat(32)}`
const LINK = { url: 'https://r.example.cn/p/k3Jd8sQ2-Z_w', hash: 'f'.repeat(64) }
const effect = sms('page', { repair: '261120-0007', severity: '紧急', site: '甲 & 乙', unit: '1', sentAt: SENT_AT })
const PAGE = textMessage(effect, renderSms(effect, LINK.url), LINK)
const told = (url: string, from = '+13125550100') => ({
  TWILIO_SMS_ACCOUNT: ACCOUNT,
  TWILIO_SMS_TOKEN: 'the token',
  TWILIO_SMS_FROM: from,
  TWILIO_SMS_URL: url,
})

/** Takes what the account's token comes with. */
const twilio = (status = 201, said: object = { sid: 'SM1', status: 'queued' }) =>
  loopback(({ url, headers }, response) => {
    const isOurs = headers.authorization === `Basic ${Buffer.from(`${ACCOUNT}:the token`).toString('base64')}`
    const isThere = url === `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`
    response.writeHead(isOurs && isThere ? status : 401).end(JSON.stringify(isOurs ? said : { code: 20003 }))
  })
const send = async (environment: object) => {
  const [channel] = chosen(ON_ONE_MACHINE, { ...environment })
  if (channel?.name !== 'twilio-sms') throw new Error('not chosen')
  await channel.send(PAGE)
}

describe('SMS through Twilio', () => {
  it('the words as they are, from a number or by a messaging service', async () => {
    const { received, url } = await twilio()
    await send(told(url))
    await send(told(url, 'MG12'))
    const forms = received.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
    // It comes back with the receipt, and says which message it was.
    const StatusCallback = `https://r.example.cn/receipts/twilio-sms?of=${Buffer.from(PAGE.key).toString('base64url')}`
    expect(forms).toEqual([
      { To: '+8613800138000', From: '+13125550100', Body: PAGE.text, StatusCallback },
      { To: '+8613800138000', MessagingServiceSid: 'MG12', Body: PAGE.text, StatusCallback },
    ])
  })

  it.each([
    ['its code', 400, { code: 21211, message: "The 'To' number +8613800138000 is not a valid phone number." }, '21211'],
    ['no code', 503, {}, 'HTTP 503'],
  ])('a refusal says %s, never the number or the token', async (_, status, said, shown) => {
    const { url } = await twilio(status, said)
    const refused = await send(told(url)).catch((error: unknown) => error as Error & { said: string })
    expect(refused).toMatchObject({ name: 'MessageNotSentError', said: `Twilio refused the message: ${shown}` })
    const wrong = send({ ...told(url), TWILIO_SMS_TOKEN: 'another' })
    await expect(wrong).rejects.toMatchObject({ said: 'Twilio refused the message: 20003' })
  })

  it.each([
    [{ TWILIO_SMS_ACCOUNT: ACCOUNT }, 'needs TWILIO_SMS_TOKEN, TWILIO_SMS_FROM'],
    [{ ...told('https://api.twilio.com'), TWILIO_SMS_ACCOUNT: '../Accounts' }, 'begins with AC'],
    [told('twilio'), 'TWILIO_SMS_URL is an address'],
  ])('what does not do is said at the start: %j', (environment, said) => {
    expect(() => chosen(ON_ONE_MACHINE, { ...environment })).toThrow(SettingError)
    expect(() => chosen(ON_ONE_MACHINE, { ...environment })).toThrow(said)
  })
})

describe('what Twilio says afterwards', () => {
  const [channel] = chosen(ON_ONE_MACHINE, { ...told('https://api.twilio.com') })
  const URL_TOLD = `https://r.example.cn/receipts/twilio-sms?of=${Buffer.from(PAGE.key).toString('base64url')}`
  const push = (MessageStatus: string, { url = URL_TOLD, token = 'the token', sent = URL_TOLD } = {}) => {
    const form = { MessageSid: 'SM1', MessageStatus, ErrorCode: '30003' }
    const signature = signatureOf(token, url, form)
    const body = new URLSearchParams(form).toString()
    return channel?.receipts?.({ url: sent, headers: { 'x-twilio-signature': signature }, body })
  }

  it('is read by the keys that went along: delivered, or not, and nothing of those on the way', async () => {
    const of = { keys: [PAGE.key] }
    expect(await push('delivered')).toEqual([{ of, status: 'delivered' }])
    expect(await push('undelivered')).toEqual([{ of, status: 'failed', cause: '30003' }])
    expect(await push('failed')).toEqual([{ of, status: 'failed', cause: '30003' }])
    for (const onItsWay of ['queued', 'sending', 'sent', 'constructor', '']) expect(await push(onItsWay)).toEqual([])
  })

  it('is refused where another signed it, or for another message', async () => {
    expect(await push('failed', { token: 'another' })).toBe('refused')
    expect(await push('failed', { sent: `${URL_TOLD}x` })).toBe('refused')
    expect(await channel?.receipts?.({ url: URL_TOLD, headers: {}, body: '' })).toBe('refused')
  })
})

it('of messages told as one, as many go along as have room, pages first', () => {
  const keys = [3, 1, 2].map((nth) => `261120-000${nth}/${nth}/${nth === 3 ? 'warning' : 'page'}/wang`)
  expect(keysIn(keysWithin(keys, 1000))).toEqual([keys[1], keys[2], keys[0]])
  expect(keysIn(keysWithin(keys, 40))).toEqual([keys[1]])
  expect(sealed(keys, 's', 20)).toBeUndefined()
  expect(unsealed(sealed(keys, 's', 255) ?? '', 's')).toHaveLength(3)
  expect(unsealed(sealed(keys, 's', 255) ?? '', 'other')).toEqual([])
})
