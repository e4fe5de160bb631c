import { describe, expect, it } from 'vitest'
import { ON_ONE_MACHINE } from '../../../functions/channels/on-one-machine.ts'
import { chosen } from '../../../functions/channels/through.ts'
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
    expect(forms).toEqual([
      { To: '+8613800138000', From: '+13125550100', Body: PAGE.text },
      { To: '+8613800138000', MessagingServiceSid: 'MG12', Body: PAGE.text },
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
