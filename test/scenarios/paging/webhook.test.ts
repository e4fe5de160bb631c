import { createHmac } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fixedKeys } from '../../../functions/adapters/keys.ts'
import { chosen } from '../../../functions/channels/through.ts'
import { webhookText } from '../../../functions/channels/webhook/send.ts'
import { webhook, webhookOnAws } from '../../../functions/channels/webhook/webhook.ts'
import { SettingError } from '../../../shared/kernel/errors.ts'
import type { TextMessage } from '../../../shared/ports/messaging.ts'
import { PEOPLE } from '../../support/edge.ts'
import { at } from '../../support/play.ts'
import { loopback, type Received } from '../../support/providers/loopback.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const SECRET = 'shared with the receiver'
const MESSAGE: TextMessage = {
  kind: 'text',
  key: '261120-0001/2/page/wang-qiang',
  parts: ['261120-0001/2/page/wang-qiang'],
  to: '+8613800138103',
  text: '紧急 城东所 请接单',
  template: 'page',
  values: { repair: '261120-0001', url: 'https://r.example.cn/p/AAAAAAAAAAAA' },
  link: { url: 'https://r.example.cn/p/AAAAAAAAAAAA', hash: 'f'.repeat(64) },
  about: 'repair/261120-0001',
  reason: 'paged',
}

/** The receiver's system, at an address that holds a key. */
async function receiver(answer: (response: ServerResponse) => void = (response) => response.end()) {
  const { received, url } = await loopback((_, response) => answer(response))
  return { received, url: `${url}/sms?key=of-the-receiver` }
}
const answering = (status: number, headers = {}) =>
  receiver((response) => response.writeHead(status, headers).end('told you so'))

/** As README.md tells a receiver to check it. */
const isSigned = ({ headers, body }: Pick<Received, 'headers' | 'body'>, secret = SECRET) =>
  headers['x-chengnuo-signature'] ===
  createHmac('sha256', secret).update(`${headers['x-chengnuo-timestamp']}.${body}`).digest('hex')

describe('a text message by webhook', () => {
  it('is a signed POST of what is said, to whom, under which key; the hash of its link stays here', async () => {
    const { received, url } = await receiver()
    await webhookText(url, fixedKeys(SECRET)).send(MESSAGE)
    const [one] = received
    if (!one) throw new Error('nothing came')
    expect(isSigned(one)).toBe(true)
    expect(isSigned(one, 'another')).toBe(false)
    expect(isSigned({ ...one, body: one.body.replace('8103', '8104') })).toBe(false)
    expect(Math.abs(Number(one.headers['x-chengnuo-timestamp']) * 1000 - Date.now())).toBeLessThan(60_000)
    const { kind: _, link: _1, ...said } = MESSAGE
    expect(JSON.parse(one.body)).toEqual(said)
  })

  it.each([
    ['an error', () => answering(500), 'The webhook answered 500'],
    ['a redirect, which is not followed', () => answering(307, { location: '/elsewhere' }), 'The webhook answered 307'],
    ['no answer', () => receiver(() => {}), 'The webhook did not take the message: TimeoutError'],
    ['nobody there', async () => ({ url: 'http://127.0.0.1:1/?key=of-the-receiver' }), 'The webhook did not take'],
  ])('%s is a refusal, which says nothing of the address', async (_, place, said) => {
    const { url, received } = { received: [], ...(await place()) }
    const sent = webhookText(url, fixedKeys(SECRET), 300).send(MESSAGE)
    await expect(sent).rejects.toMatchObject({ name: 'MessageNotSentError', said: expect.stringContaining(said) })
    await expect(sent).rejects.not.toThrow('of-the-receiver')
    expect(received.length).toBeLessThan(2)
  })
})

describe('it is chosen', () => {
  it('on one machine by an address and a secret', () => {
    const names = (environment: object) => chosen([webhook], { ...environment }).map(({ name }) => name)
    expect(names({})).toEqual([])
    expect(names({ WEBHOOK_URL: '', WEBHOOK_SECRET: SECRET })).toEqual([])
    expect(names({ WEBHOOK_URL: 'https://sms.example.com', WEBHOOK_SECRET: SECRET })).toEqual(['webhook'])
    expect(() => names({ WEBHOOK_URL: 'https://sms.example.com' })).toThrow(SettingError)
    expect(() => names({ WEBHOOK_URL: 'sms.example.com', WEBHOOK_SECRET: SECRET })).toThrow('WEBHOOK_URL is an address')
  })

  it('on AWS by an address; its secret is read by name, and none is a refusal', async () => {
    const secrets = mockClient(SecretsManagerClient)
    onTestFinished(() => secrets.restore())
    const { received, url } = await receiver()
    expect(chosen([webhookOnAws], { WEBHOOK_SECRET: SECRET })).toEqual([])
    const send = async () => {
      const [channel] = chosen([webhookOnAws], { WEBHOOK_URL: url })
      await channel?.send(MESSAGE)
    }
    secrets.on(GetSecretValueCommand).rejects(new Error('not found'))
    await expect(send()).rejects.toMatchObject({ name: 'MessageNotSentError' })
    expect(received).toEqual([])
    secrets.on(GetSecretValueCommand, { SecretId: 'chengnuo/webhook' }).resolves({ SecretString: 'of AWS' })
    await send()
    expect(received.map((one) => isSigned(one, 'of AWS'))).toEqual([true])
  })
})

describe('pages by webhook', () => {
  const started = (url: string) =>
    World.start(NOW, { channels: chosen([webhook], { WEBHOOK_URL: url, WEBHOOK_SECRET: SECRET }) })
  const bodies = (received: readonly Received[]) => received.map(({ body }): TextMessage => JSON.parse(body))

  it('a page that was taken is no answer: it climbs as ever; the link works, and is shown to nobody here', async () => {
    const { received, url } = await receiver()
    const world = await started(url)
    const id = await world.report()
    const [page] = bodies(received)
    expect(page).toMatchObject({ to: '+8613800138103', template: 'page', about: `repair/${id}`, reason: 'paged' })
    expect(world.sms('wang-qiang').text).toContain('/p/…')
    expect((await world.repair(id)).timeline.map(({ text }: { text: string }) => text).join()).not.toContain(
      'could not',
    )
    await world.advance('PT3M')
    expect(bodies(received).filter(({ template }) => template === 'page')).toHaveLength(2)
    const path = /\/p\/\S+/.exec(page?.text ?? '')?.[0] ?? ''
    expect((await world.tap(path, 'acknowledge')).status).toBeLessThan(400)
    expect((await world.repair(id)).stage).not.toBe('paging')
    world.messages()
  })

  it('one that was refused has failed: the next person is asked at once, and the record says why', async () => {
    let refusals = 1
    const { received, url } = await receiver((response) => response.writeHead(refusals-- > 0 ? 503 : 202).end())
    const world = await started(url)
    const id = await world.report()
    expect(bodies(received).map(({ to, template }) => [PEOPLE[to], template])).toEqual([
      ['wang-qiang', 'page'],
      ['zhou-jie', 'page'],
    ])
    expect(world.sms('zhou-jie').at).toBe(NOW)
    const { timeline } = await world.repair(id)
    expect(timeline.map(({ text }: { text: string }) => text)).toContain(
      'The message to 王强 could not be sent: The webhook answered 503',
    )
    world.messages()
  })

  it('what was taken under a key is not handed over again, whoever asks', async () => {
    const { received, url } = await receiver()
    const world = await started(url)
    const { messenger } = world.host.deps
    await messenger.send(MESSAGE)
    await messenger.send(MESSAGE)
    await messenger.send({ ...MESSAGE, key: 'bundle', parts: [...MESSAGE.parts, 'another'] })
    expect(bodies(received).map(({ key }) => key)).toEqual([MESSAGE.key, 'bundle'])
    world.messages()
  })
})
