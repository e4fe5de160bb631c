import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const FORM = { customer: 'lanting-police', from: '2026-11-01', to: '2026-11-30', format: 'html', reason: '验收' }

const send = (world: World, change: Readonly<Record<string, string>> = {}) =>
  world.fetch('/local/evidence?lang=zh-CN', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...FORM, ...change }).toString(),
  })

it("a manager sees what is due, what was broken, what runs short, and this month's rates", async () => {
  const world = await World.start(at('11-20 02:13'))
  const quiet = (await world.fetch('/local/ledger')).text
  for (const words of ['未来 24 小时没有到期的承诺', '本月没有超时', '每种型号的备机都够用'])
    expect(quiet).toContain(words)

  const id = await world.report()
  await world.advance('PT12M')
  const { caller } = CUSTOMERS.hospital
  for (const serial of ['MON-2024-0305', 'MON-2024-0306']) await world.report({ caller, serial, severity: undefined })
  const { text } = await world.fetch('/local/ledger')
  expect(text).toMatch(/未来 24 小时到期<\/h2><ul[^>]*><li[^>]*><span><strong>R6<\/strong> 响应/)
  expect(text).toMatch(/2026-11 超时<\/h2><ul[^>]*><li[^>]*><span><strong>R5<\/strong> 响应/)
  expect(text).toContain(`href="/local/reports/${id}"`)
  expect(text).toContain('可能要用 2 台，可用 1 台')
  expect(text).toMatch(/应履约 1 · 履约 0 · 超时 1[\s\S]*?0%/)
  expect((await world.fetch(`/local/reports/${id}`)).text).toContain('售后服务报告')
  expect((await world.fetch('/local/ledger?lang=en')).text).toContain('Promise ledger')
  expect((await world.fetch('/')).text).toContain('href="/local/ledger?lang=zh-CN"')
  world.messages()
})

it('what was broken towards someone nobody has identified yet is shown as well', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report({ caller: '+8613900139000', serial: undefined })
  await world.advance('PT3H')
  const { json } = await world.api(`/api/repairs/${id}/obligations`)
  expect(json.obligations).toContainEqual(expect.objectContaining({ state: 'broken' }))
  expect(json.obligations[0].customer).toBeUndefined()
  const { text } = await world.fetch('/local/ledger')
  expect(text).not.toContain('本月没有超时')
  expect(text).toContain(`href="/local/reports/${id}"`)
  world.messages()
})

it('[C27] the export form goes the way of every export: through the plan and the audit record', async () => {
  const world = await World.start(at('11-20 02:13'))
  const { status, text } = await send(world)
  expect(status).toBe(200)
  expect(text).toContain('履约证据包')
  const { entries } = (await world.api('/api/audit', undefined, 'manager')).json
  expect(entries).toMatchObject([{ role: 'manager', outcome: 'exported', reason: '验收' }])

  const backwards = await send(world, { from: '2026-12-01' })
  expect(backwards.status).toBe(400)
  expect(backwards.text).toContain('结束日期：不能早于开始日期')
  expect(backwards.text).toContain('value="2026-12-01"')
  const later = (await world.api('/api/audit', undefined, 'manager')).json.entries
  expect(later.filter(({ outcome }: { outcome: string }) => outcome === 'exported')).toEqual(entries)
})
