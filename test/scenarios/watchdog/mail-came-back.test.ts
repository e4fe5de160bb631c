import type { Context } from 'aws-lambda'
import { expect, it } from 'vitest'
import { tagOf } from '../../../functions/channels/ses/receipts.ts'
import { mailEventsHandler } from '../../../functions/receipts/mail-events.ts'
import type { Channel, OutgoingMessage } from '../../../shared/ports/messaging.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

/** As SES tells EventBridge of a mail that it took an hour ago. */
const event = (eventType: string, key: string, more: object = {}) => ({
  source: 'aws.ses',
  detail: {
    eventType,
    mail: {
      messageId: '0100019d',
      tags: {
        'ses:configuration-set': ['chengnuo'],
        ...Object.fromEntries(tagOf(key).map(({ Name, Value }) => [Name, [Value]])),
      },
    },
    ...more,
  },
})
const bounce = { bounce: { bounceType: 'Permanent', bounceSubType: 'NoEmail' } }

it('a mail that came back stands on the timeline as one that failed, for somebody to call; told twice, once; of others nothing', async () => {
  const mails: OutgoingMessage[] = []
  const ses: Channel = { name: 'ses', carries: 'mail', send: async (mail) => void mails.push(mail) }
  const world = await World.start(at('11-20 02:13'), { channels: [ses] })
  const id = await world.report()
  const key = mails[0]?.key ?? ''
  expect(key).toContain(`${id}/1/received/`)
  const tell = (one: ReturnType<typeof event>) => mailEventsHandler(world.host.deps)(one, {} as Context)
  const failed = async () => (await world.host.deps.repairs.history(id)).filter(({ type }) => type === 'messageFailed')

  await tell(event('Bounce', '261120-9999/1/received/nobody', bounce))
  await tell(event('Bounce', '', bounce))
  await tell(event('Bounce', 'no key of ours', bounce))
  expect(await failed()).toEqual([])

  await world.advance('PT1H')
  await tell(event('Bounce', key, bounce))
  await tell(event('Bounce', key, bounce))
  await tell(event('Complaint', key))
  expect(await failed()).toMatchObject([{ channel: 'email', cause: 'Permanent.NoEmail' }])
  expect(JSON.stringify((await world.repair(id)).timeline)).toContain('Permanent.NoEmail')
  world.messages()
})

it('a key that no tag has room for is not sent along', () => {
  expect(tagOf('x'.repeat(200))).toEqual([])
  expect(tagOf('repair/261120-0001/1/reported/he')[0]?.Value).toMatch(/^[\w-]{1,256}$/)
})
