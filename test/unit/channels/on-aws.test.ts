import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { mockClient } from 'aws-sdk-client-mock'
import { expect, it, onTestFinished } from 'vitest'
import { alibabaSmsOnAws } from '../../../functions/channels/alibaba/alibaba.ts'
import { TEXT_ON_AWS } from '../../../functions/channels/on-aws.ts'
import { chosen } from '../../../functions/channels/through.ts'
import { renderSms } from '../../../shared/message/sms.ts'
import { textMessage } from '../../../shared/message/text-message.ts'
import { REGISTERED } from '../../../shared/ports/messaging.ts'
import { loopback } from '../../support/providers/loopback.ts'
import { SENT_AT, sms } from '../notify/effects.ts'

const LINK = { url: 'https://r.example.cn/p/k3Jd8sQ2-Z_w', hash: 'f'.repeat(64) }
const effect = sms('page', { repair: '261120-0007', severity: '紧急', site: '甲', unit: '乙', sentAt: SENT_AT })
const PAGE = textMessage(effect, renderSms(effect, LINK.url), LINK)

it('a provider on AWS is switched on by a parameter and told by its secret; what is wrong with that is a refusal', async () => {
  const secrets = mockClient(SecretsManagerClient)
  onTestFinished(() => secrets.restore())
  const { received, url } = await loopback((_, response) => response.end('{"Code":"OK"}'))
  expect(chosen([alibabaSmsOnAws], { ALIBABA_SMS: '', ALIBABA_SMS_KEY_ID: 'LTAI' })).toEqual([])
  const [channel] = chosen([alibabaSmsOnAws], { ALIBABA_SMS: 'on' })
  const holds = (text: string) =>
    secrets.on(GetSecretValueCommand, { SecretId: 'chengnuo/alibaba-sms' }).resolves({ SecretString: text })
  const told = {
    ALIBABA_SMS_KEY_ID: 'LTAI',
    ALIBABA_SMS_KEY_SECRET: 'the key',
    ALIBABA_SMS_SIGN: '承诺售后',
    ALIBABA_SMS_TEMPLATES: REGISTERED.map((id) => `${id}=SMS_${id}`).join(','),
    ALIBABA_SMS_URL: url,
  }

  secrets.on(GetSecretValueCommand).rejects(new Error('not found'))
  await expect(channel?.send(PAGE)).rejects.toMatchObject({ name: 'MessageNotSentError' })
  for (const [text, said] of [
    ['the key, not JSON', 'no JSON'],
    [JSON.stringify({ ...told, ALIBABA_SMS_TEMPLATES: 'page=SMS_1' }), 'no template code for breach'],
    ['{}', 'does not choose it'],
  ] as const) {
    holds(text)
    const [fresh] = chosen([alibabaSmsOnAws], { ALIBABA_SMS: 'on' })
    const refused = await fresh?.send(PAGE).then(
      () => undefined,
      (error: unknown) => error as Error & { said: string },
    )
    expect(refused).toMatchObject({ name: 'MessageNotSentError', said: expect.stringContaining(said) })
    expect(String(refused?.said)).not.toContain('the key')
  }
  expect(received).toEqual([])

  // Mended, it counts without a new deployment.
  holds(JSON.stringify(told))
  await channel?.send(PAGE)
  expect(received.map((one) => new URL(one.url, 'http://a').searchParams.get('TemplateCode'))).toEqual(['SMS_page'])
})

it('SNS is asked last, so that nobody is without a way', () => {
  expect(TEXT_ON_AWS.map(({ name }) => name)).toEqual(['webhook', 'alibaba-sms', 'tencent-sms', 'twilio-sms', 'sns'])
})
