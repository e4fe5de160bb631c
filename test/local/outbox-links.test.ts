import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { hashOf } from '../../functions/adapters/capabilities.ts'
import { at } from '../support/play.ts'
import { World } from '../support/world.ts'

const NOW = at('11-20 02:13')
const folderOf = () => {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-outbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

it('no file of the system holds a link that works: messages are kept without its token, and the playground puts it in again', async () => {
  const folder = folderOf()
  const world = await World.start(NOW, { folder })
  await world.report()
  await world.report({ caller: '+8613800138088', serial: 'PRJ-0031', symptoms: '无画面' })
  await world.advance('PT20M')
  const sent = world.messages()
  const tokens = sent.flatMap(({ text }) =>
    [...text.matchAll(/\/[pci]\/([\w-]{12})/g)].map(([, token]) => String(token)),
  )
  expect(tokens.length).toBeGreaterThan(5)
  for (const name of ['chengnuo.db', 'chengnuo.db-wal']) {
    const kept = readFileSync(join(folder, name))
    expect(tokens.filter((token) => kept.includes(token))).toEqual([])
    // The hash is there, so it was looked for in the right place.
    if (name.endsWith('wal')) expect(tokens.filter((token) => !kept.includes(hashOf(token)))).toEqual([])
  }
  const [mail] = sent.filter(({ kind }) => kind === 'email')
  const page = await world.fetch(`/local/outbox/${mail?.id}`)
  expect(page.text).toContain(/\/c\/[\w-]{12}/.exec(mail?.text ?? '')?.[0])
})

it('mail that really went is shown without its link; a text message, for which there is no other phone, with it', async () => {
  const world = await World.start(NOW, { channels: [{ name: 'post', carries: 'mail', send: async () => {} }] })
  await world.report()
  const sent = world.messages()
  const textOf = (kind: string) => sent.find((message) => message.kind === kind)?.text
  expect(textOf('email')).toMatch(/\/c\/…/)
  expect(textOf('email')).not.toMatch(/\/c\/[\w-]{12}/)
  expect(textOf('sms')).toMatch(/\/p\/[\w-]{12}/)
})
