import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { acs3Headers } from '../../../functions/channels/alibaba/sign.ts'
import { alibabaText } from '../../../functions/channels/alibaba/sms.ts'
import { ON_ONE_MACHINE } from '../../../functions/channels/on-one-machine.ts'
import { tc3Authorization } from '../../../functions/channels/tencent/sign.ts'
import { tencentText } from '../../../functions/channels/tencent/sms.ts'
import { chosen } from '../../../functions/channels/through.ts'
import { SettingError } from '../../../shared/kernel/errors.ts'
import { renderSms } from '../../../shared/message/sms.ts'
import { textMessage } from '../../../shared/message/text-message.ts'
import { REGISTERED } from '../../../shared/ports/messaging.ts'
import { loopback, type Received } from '../../support/providers/loopback.ts'
import { SENT_AT, sms } from '../notify/effects.ts'

const CODES = Object.fromEntries(REGISTERED.map((id) => [id, `SMS_${id}`]))
const LINK = { url: 'https://r.example.cn/p/k3Jd8sQ2-Z_w', hash: 'f'.repeat(64) }
const effect = sms('page', {
  repair: '261120-0007',
  severity: '紧急',
  site: '城东派出所',
  unit: '执法仪17',
  symptoms: '打不开 www.example.com',
  sentAt: SENT_AT,
  answerBy: '2026-11-19T18:23:00.000Z',
})
const PAGE = textMessage(effect, renderSms(effect, LINK.url), LINK)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

describe('signatures are those of the providers’ own examples', () => {
  it('Alibaba Cloud: RunInstances in "request structure and signature V3"', () => {
    const call = {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      action: 'RunInstances',
      version: '2014-05-26',
      query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
      date: '2023-10-26T10:22:32Z',
      nonce: '3156853299f313e23d1673dc12e1703d',
    }
    const { authorization } = acs3Headers(call, { id: 'YourAccessKeyId', secret: 'YourAccessKeySecret' })
    expect(authorization).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    )
  })

  it('Tencent Cloud: DescribeInstances in "signature v3"', () => {
    const body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    const call = { host: 'cvm.tencentcloudapi.com', service: 'cvm', body, timestamp: 1551113065 }
    const key = { id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', key: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' }
    expect(tc3Authorization(call, key)).toBe(
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
    )
  })
})

/** Takes what is signed with this key as it came over the wire, as each provider checks it; refuses anything else. */
const alibaba = (secret: string, code = 'OK') =>
  loopback(({ url, headers, body }, response) => {
    const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? ''
    const lines = names.split(';').map((name) => `${name}:${headers[name]}\n`)
    const canonical = ['POST', '/', url.slice(2), lines.join(''), names, sha256(body)].join('\n')
    const expected = hmac(secret, `ACS3-HMAC-SHA256\n${sha256(canonical)}`).toString('hex')
    const isRight = headers.authorization?.endsWith(`Signature=${expected}`) && names.startsWith('host;x-acs-action;')
    const Code = isRight ? code : 'SignatureDoesNotMatch'
    const Message = `13800138000 ${new URL(url, 'http://a').searchParams.get('TemplateParam')}`
    response.writeHead(Code === 'OK' ? 200 : 400).end(JSON.stringify({ Code, Message }))
  })
const tencent = (key: string, code = 'Ok') =>
  loopback(({ headers, body }, response) => {
    const date = new Date(Number(headers['x-tc-timestamp']) * 1000).toISOString().slice(0, 10)
    const head = `content-type:${headers['content-type']}\nhost:${headers.host}\n`
    const canonical = ['POST', '/', '', head, 'content-type;host', sha256(body)].join('\n')
    const text = ['TC3-HMAC-SHA256', headers['x-tc-timestamp'], `${date}/sms/tc3_request`, sha256(canonical)].join('\n')
    const secret = hmac(hmac(hmac(`TC3${key}`, date), 'sms'), 'tc3_request')
    const isRight = headers.authorization?.endsWith(`Signature=${hmac(secret, text).toString('hex')}`)
    const Response = isRight
      ? { SendStatusSet: [{ Code: code, Message: `+8613800138000 ${body}`, PhoneNumber: '+8613800138000' }] }
      : { Error: { Code: 'AuthFailure.SignatureFailure', Message: 'no' } }
    response.end(JSON.stringify({ Response }))
  })

const byAlibaba = (url: string, secret = 'right', patienceMs = 3000) =>
  alibabaText({ url, key: { id: 'LTAI', secret }, sign: '承诺售后', codes: CODES }, patienceMs)
const byTencent = (url: string, key = 'right', patienceMs = 3000) =>
  tencentText(
    { url, region: 'ap-guangzhou', key: { id: 'AKID', key }, appId: '1400006666', sign: '承诺售后', codes: CODES },
    patienceMs,
  )
const toldOf = ({ url }: Received) => Object.fromEntries(new URL(url, 'http://a').searchParams)

describe('a page by registered text', () => {
  it('Alibaba Cloud: signed; the template has the address, its variables the rest, and nothing that a caller wrote', async () => {
    const { received, url } = await alibaba('right')
    await byAlibaba(url).send(PAGE)
    const [one] = received
    if (!one) throw new Error('nothing came')
    const { TemplateParam = '', ...told } = toldOf(one)
    const { OutId = '', ...rest } = told
    expect(rest).toEqual({ PhoneNumbers: '13800138000', SignName: '承诺售后', TemplateCode: 'SMS_page' })
    // What comes back with the receipt says which message it was, and that it was ours.
    expect(OutId).toMatch(new RegExp(`^[\\w-]{22}\\.${PAGE.key}$`))
    expect(JSON.parse(TemplateParam)).toEqual({
      severity: '紧急',
      place: '城东派出所',
      device: '执法仪17',
      number: '261120-0007',
      deadline: '02:23',
      token: 'k3Jd8sQ2-Z_w',
    })
    expect(one.headers).toMatchObject({ 'x-acs-action': 'SendSms', 'x-acs-version': '2017-05-25' })
  })

  it('Tencent Cloud: the same in variables of six characters, side by side', async () => {
    const { received, url } = await tencent('right')
    await byTencent(url).send(PAGE)
    const [one] = received
    expect(JSON.parse(one?.body ?? '')).toEqual({
      PhoneNumberSet: ['+8613800138000'],
      SmsSdkAppId: '1400006666',
      SignName: '承诺售后',
      TemplateId: 'SMS_page',
      TemplateParamSet: '紧急|城东派出所| | |执法仪17| |261120|-0007|02:23| |k3Jd8s|Q2-Z_w'.split('|'),
    })
    expect(one?.headers).toMatchObject({ 'x-tc-action': 'SendSms', 'x-tc-version': '2021-01-11' })
  })
})

describe('what a provider refuses is not sent', () => {
  const REFUSALS = [
    [
      'Alibaba Cloud’s code',
      async () => byAlibaba((await alibaba('right', 'isv.OUT_OF_SERVICE')).url),
      'isv.OUT_OF_SERVICE',
    ],
    [
      'Tencent Cloud’s code',
      async () => byTencent((await tencent('right', 'LimitExceeded.Day')).url),
      'LimitExceeded.Day',
    ],
    ['a wrong key', async () => byAlibaba((await alibaba('right')).url, 'wrong'), 'SignatureDoesNotMatch'],
    ['a wrong key', async () => byTencent((await tencent('right')).url, 'wrong'), 'AuthFailure.SignatureFailure'],
    ['no answer', async () => byAlibaba((await loopback(() => {})).url, 'right', 200), 'TimeoutError'],
    ['nobody there', async () => byTencent('http://127.0.0.1:1'), 'did not take the message'],
    ['no JSON', async () => byTencent((await loopback((_, to) => to.writeHead(502).end('<html>'))).url), 'HTTP 502'],
  ] as const
  it.each(REFUSALS)('%s', async (_, messenger, said) => {
    const sent = (await messenger()).send(PAGE)
    const refused = await sent.then(
      () => undefined,
      (error: unknown) => error as Error & { said?: string },
    )
    expect(refused).toMatchObject({ name: 'MessageNotSentError', said: expect.stringContaining(said) })
    // Neither the number, nor the link, nor a key.
    expect(JSON.stringify([refused, refused?.said])).not.toMatch(/138001|k3Jd8s|right|wrong|LTAI|AKID/)
  })

  it.each([
    ['a number abroad', { ...PAGE, to: '+4915112345678' }, 'mainland China'],
    ['a link of another kind', { ...PAGE, link: { ...LINK, url: 'https://r.example.cn/c/k3Jd8sQ2-Z_w' } }, 'link'],
    ['a message without words of its own', (({ said: _, ...rest }) => rest)(PAGE), 'no template'],
  ])('%s: it is left to the next channel, and the provider is not asked', async (_, message, said) => {
    const { received, url } = await alibaba('right')
    await expect(byAlibaba(url).send(message)).rejects.toMatchObject({ said: expect.stringContaining(said) })
    await expect(byTencent(url).send(message)).rejects.toMatchObject({ said: expect.stringContaining(said) })
    expect(received).toEqual([])
  })
})

it.each([
  [
    'a flood limit of Alibaba Cloud',
    async () => byAlibaba((await alibaba('right', 'isv.BUSINESS_LIMIT_CONTROL')).url),
    'flood',
  ],
  [
    'a flood limit of Tencent Cloud',
    async () => byTencent((await tencent('right', 'LimitExceeded.PhoneNumberOneHourLimit')).url),
    'flood',
  ],
  ['no answer', async () => byTencent((await loopback(() => {})).url, 'right', 200), 'slow'],
  ['any other refusal', async () => byAlibaba((await alibaba('right', 'isv.OUT_OF_SERVICE')).url), undefined],
])('%s: whoever chooses among channels is told', async (_, messenger, why) => {
  const refused = await (await messenger()).send(PAGE).then(
    () => undefined,
    (error: unknown) => error as { why?: string },
  )
  expect(refused?.why).toBe(why)
})

describe('they are chosen', () => {
  const names = (environment: object) => chosen(ON_ONE_MACHINE, { ...environment }).map(({ name }) => name)
  const templates = REGISTERED.map((id) => `${id}=SMS_${id}`).join(',')
  const ALIBABA = { ALIBABA_SMS_KEY_ID: 'LTAI', ALIBABA_SMS_KEY_SECRET: 's', ALIBABA_SMS_SIGN: '承诺售后' }
  const TENCENT = {
    TENCENT_SMS_SECRET_ID: 'AKID',
    TENCENT_SMS_SECRET_KEY: 's',
    TENCENT_SMS_APP_ID: '1400006666',
    TENCENT_SMS_SIGN: '承诺售后',
  }

  it('by a key, with a code for each template, as pairs or as JSON', () => {
    const json = JSON.stringify(CODES)
    expect(names({ ...ALIBABA, ALIBABA_SMS_TEMPLATES: templates, ...TENCENT, TENCENT_SMS_TEMPLATES: json })).toEqual([
      'alibaba-sms',
      'tencent-sms',
    ])
    expect(names({})).toEqual([])
  })

  it.each([
    [{ ...ALIBABA, ALIBABA_SMS_TEMPLATES: 'page=SMS_1' }, 'no template code for breach, reminder, bundle'],
    [{ ...ALIBABA, ALIBABA_SMS_TEMPLATES: `${templates},pages=SMS_2` }, 'names pages, which is no template'],
    [{ ...ALIBABA, ALIBABA_SMS_TEMPLATES: '{"page":' }, 'no template code for page'],
    [{ ALIBABA_SMS_KEY_ID: 'LTAI' }, 'ALIBABA_SMS_KEY_ID needs ALIBABA_SMS_KEY_SECRET, ALIBABA_SMS_SIGN'],
    [{ ...TENCENT, TENCENT_SMS_APP_ID: '' }, 'TENCENT_SMS_SECRET_ID needs TENCENT_SMS_APP_ID'],
    [{ ...TENCENT, TENCENT_SMS_URL: 'sms', TENCENT_SMS_TEMPLATES: templates }, 'TENCENT_SMS_URL is an address'],
  ])('what is missing is named at the start: %j', (environment, said) => {
    expect(() => names(environment)).toThrow(SettingError)
    expect(() => names(environment)).toThrow(said)
  })
})
