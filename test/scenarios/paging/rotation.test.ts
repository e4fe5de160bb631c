import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { signatureOf } from '../../../functions/hotline/hmac-signature.ts'
import { localSecrets, rotate } from '../../../infra/local/secrets.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
/** So long a secret is not read again because something does not fit. */
const AGAIN_AFTER_MS = 30_001

const started = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-rotation-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return { folder, world: await World.start(NOW, { folder }) }
}
/** Later by the clock that nobody moves. */
const passing = (ms: number) => {
  const steady = performance.now
  performance.now = () => steady.call(performance) + ms
  onTestFinished(() => {
    performance.now = steady
  })
}

it('the key of the hotline is replaced while the system runs: the new one counts at once, the old one beside it, the one before no more', async () => {
  const { folder, world } = await started()
  let calls = 0
  const callWith = (secret: string) => {
    const body = JSON.stringify({ callId: `r-${++calls}`, ...CUSTOMERS.police, symptoms: '黑屏' })
    const timestamp = String(Date.parse(NOW) / 1000)
    return world.postCall(body, { 'x-chengnuo-signature': signatureOf(secret, timestamp, body) })
  }
  const first = world.host.secrets.hotline
  expect((await callWith(first)).status).toBe(201)
  rotate(folder, 'hotline')
  passing(AGAIN_AFTER_MS)
  const second = localSecrets(folder).secrets.hotline
  expect(second).not.toBe(first)
  expect((await callWith(second)).status).toBe(201)
  expect((await callWith(first)).status).toBe(201)
  rotate(folder, 'hotline')
  passing(AGAIN_AFTER_MS)
  expect((await callWith(localSecrets(folder).secrets.hotline)).status).toBe(201)
  expect((await callWith(second)).status).toBe(201)
  expect((await callWith(first)).status).toBe(403)
  world.messages()
})

it('the key of the links is replaced: links sent before work on, new messages carry new ones; replaced twice, what it made first is worth nothing', async () => {
  const { folder, world } = await started()
  const id = await world.report()
  const before = world.sms('wang-qiang').link
  rotate(folder, 'link')
  passing(300_000)
  expect((await world.fetch(before)).status).toBe(200)
  await world.tap(before, 'acknowledge')
  await world.act(id, { type: 'respond' })
  world.messages()
  await world.advance('PT12H')
  const after = world.sms('wang-qiang').link
  world.messages()
  expect(after).not.toBe(before)
  for (const link of [before, after]) expect((await world.fetch(link)).status).toBe(200)
  rotate(folder, 'link')
  passing(300_000)
  expect((await world.fetch(after)).status).toBe(200)
  expect((await world.fetch(before)).status).toBe(404)
})
