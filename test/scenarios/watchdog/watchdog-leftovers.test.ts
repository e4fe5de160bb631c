import { expect, it } from 'vitest'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import type { MailMessage } from '../../../shared/ports/messaging.ts'
import { sendingMails } from '../../support/messengers.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')

/** A world whose mail server refuses some mails, and counts what it was asked to send. */
async function withRefusals(
  refuses: (message: MailMessage) => boolean,
  error: () => Error = () => new MessageNotSentError('full'),
) {
  const tried: string[] = []
  let isCut = false
  const counted = new Map<string, number>()
  const world = await World.start(NOW, {
    metrics: { count: (name, value = 1) => void counted.set(name, (counted.get(name) ?? 0) + value) },
    outside: ({ messenger, store }) => ({
      store: new Proxy(store, {
        get: (target, name: keyof typeof store) =>
          isCut && name === 'claimEffect' ? async () => false : target[name].bind(target),
      }),
      ...sendingMails(async (message, pass) => {
        tried.push(message.key)
        if (refuses(message)) throw error()
        await pass(message)
      })({ messenger }),
    }),
  })
  const cut = (off: boolean) => {
    isCut = off
  }
  return { world, tried, counted, cut }
}

it('two hundred and ten refused mails do not stand in front of a young one that nobody has tried yet', async () => {
  const { world, tried, cut } = await withRefusals(({ to }) => to === MAILS.police)
  for (let n = 0; n < 210; n++) await world.report({ callId: `old-${n}`, serial: `OLD-${n}` })
  await world.advance('PT1M')
  // What the stream should have handed over is left to the sweeper.
  cut(true)
  const young = await world.report({ ...CUSTOMERS.data, callId: 'young' })
  cut(false)
  world.messages()
  tried.length = 0
  await world.advance('PT1M')
  await world.host.sweep()
  await world.host.idle()
  expect(world.messages().some(({ kind, about }) => kind === 'email' && about === `repair/${young}`)).toBe(true)
  const old = tried.filter((key) => !key.startsWith(young))
  expect(old.length).toBeGreaterThan(100)
  expect(old.length).toBeLessThanOrEqual(200)
  world.messages()
  world.errors()
}, 60_000)

it.each([
  ['refused', () => new MessageNotSentError(`${MAILS.police}: mailbox full`), 'a customer: mailbox full'],
  ['never made, for a fault of ours', () => new TypeError('a defect'), 'internal error'],
])('a mail that is %s for a day is given up, which stands on the record and rings, once', async (_, error, cause) => {
  const { world, tried, counted } = await withRefusals(({ to }) => to === MAILS.police, error)
  const id = await world.report()
  await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
  await world.act(id, { type: 'respond' })
  const sweepFor = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 15) {
      await world.advance('PT15M')
      await world.host.sweep()
      await world.host.idle()
    }
  }
  const given = async () =>
    (await world.host.deps.repairs.history(id)).filter(
      (event) => event.type === 'messageFailed' && event.template === 'received',
    )
  await sweepFor(24 * 60 - 15)
  expect(await given()).toEqual([])
  await sweepFor(45)
  expect(await given()).toMatchObject([{ contact: '何平', channel: 'email', cause, by: { kind: 'system' } }])
  expect(counted.get('MessagesGivenUp')).toBeGreaterThanOrEqual(1)
  const received = tried.filter((key) => key.includes('/received/')).length
  await sweepFor(60)
  expect(await given()).toHaveLength(1)
  expect(tried.filter((key) => key.includes('/received/'))).toHaveLength(received)
  const { timeline } = (await world.api(`/api/repairs/${id}`)).json
  const line = timeline.find(({ type }: { type: string }) => type === 'messageFailed')
  expect(line.text).toBe(`何平 could not be told by e-mail: call them: ${cause}`)
  world.messages()
  world.errors()
})
