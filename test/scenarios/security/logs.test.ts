import { expect, it } from 'vitest'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { sendingMails, sendingTexts } from '../../support/messengers.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const CALL = JSON.stringify({ callId: 'c-1', ...CUSTOMERS.police, symptoms: '黑屏' })

it('phone numbers are masked and secrets absent in everything that is logged', async () => {
  const lines: string[] = []
  const note = (...line: unknown[]) => void lines.push(line.map(inFull).join(' '))
  const world = await World.start(NOW, {
    log: { info: note, warn: note, error: note },
    outside: ({ messenger }) =>
      sendingMails(() => Promise.reject(new Error(`550 ${MAILS.police} unknown`)))(
        sendingTexts((message, pass) => (lines.length < 3 ? fail(message.to) : pass(message)))({ messenger }),
      ),
  })
  await world.call({ contact: { name: '何平', phone: 'call me' }, colour: 1 })
  await world.postCall(CALL, { 'x-chengnuo-signature': 'f'.repeat(64) })
  await world.fetch(`/p/${'A'.repeat(12)}`)
  await world.advance('PT5M')
  const said = lines.join('\n')
  expect(lines.length).toBeGreaterThan(2)
  expect(said).toMatch(/\+86138\*{4}\d{4}/)
  expect(said).not.toMatch(/\+861380013\d/)
  for (const secret of Object.values(world.host.secrets)) expect(said).not.toContain(secret)
  for (const { text } of world.messages()) expect(said).not.toContain(/\/[pc]\/([\w-]+)/.exec(text)?.[1])
})

const fail = (to: string) => Promise.reject(new MessageNotSentError(`provider refuses ${to}`))
const inFull = (value: unknown): string =>
  value instanceof Error ? `${value.stack} ${JSON.stringify(value)} ${inFull(value.cause)}` : objectInFull(value)
const objectInFull = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.values(value).map(inFull).join(' ') : String(value)
