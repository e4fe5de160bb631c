import { expect, it } from 'vitest'
import { auditSchema } from '../../../shared/wire/evidence.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

// The police's site is of the roster east, where Wang Qiang has duty; Ma Jun is of west alone.
const WANG = 'engineer/wang-qiang'
const MA = 'engineer/ma-jun'

async function night() {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  world.messages()
  const { json } = await world.fetch('/local/login', {
    method: 'POST',
    body: JSON.stringify({ role: 'engineer', subject: 'wang-qiang' }),
  })
  const tap = (action: string, headers: Readonly<Record<string, string>> = {}) =>
    world.fetch(`/jobs/${id}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${json.token}`,
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body: new URLSearchParams({ action }).toString(),
    })
  return { world, id, tap }
}

it('shows what was paged to whoever signed in, then what they have: place, clock, whom to call, the way there', async () => {
  const { world, id, tap } = await night()
  const list = (await world.api('/jobs', undefined, WANG)).text
  expect(list).toContain('1 件待接单')
  for (const said of [
    '城东派出所',
    '无法开机',
    '还有 10分钟',
    'href="tel:+8613800138001"',
    'uri.amap.com',
    `/jobs/${id}?`,
  ])
    expect(list).toContain(said)
  expect((await tap('acknowledge')).status).toBe(303)
  const own = (await world.api('/jobs', undefined, WANG)).text
  expect(own).toContain('我负责的 1 件')
  expect(own).not.toContain('value="acknowledge"')
  const page = (await world.api(`/jobs/${id}`, undefined, WANG)).text
  expect(page).toContain(`action="/jobs/${id}?lang=zh-CN"`)
  expect(page).toContain('请马上给客户打电话')
  world.messages()
})

it('by what hurts next: what is late longest before what is due', async () => {
  const { world, id, tap } = await night()
  await tap('acknowledge')
  await world.advance('PT2H')
  const other = await world.report({ serial: 'BWC-2025-0118' })
  await world.act(other, { type: 'acknowledge' }, WANG)
  const list = (await world.api('/jobs', undefined, WANG)).text
  expect(list.indexOf(id)).toBeGreaterThan(0)
  expect(list.indexOf(id)).toBeLessThan(list.indexOf(other))
  expect(list).toMatch(/⚠ 已超时 1小时50分钟/)
  world.messages()
})

it('[C27] of another roster nobody lists, opens or does anything, and hears what to do; it stands on the audit record', async () => {
  const { world, id } = await night()
  expect((await world.api('/jobs', undefined, MA)).text).toContain('现在没有您的任务')
  const refused = await world.api(`/jobs/${id}`, undefined, MA)
  expect(refused.status).toBe(403)
  expect(refused.text).toContain('takeOver')
  expect(refused.text).not.toMatch(/何平|城东|无法开机|BWC/)
  expect((await world.api(`/jobs/${id}`, {}, MA)).status).toBe(403)
  expect((await world.api(`/jobs/${id}/files/${'a'.repeat(64)}`, undefined, MA)).status).toBe(403)
  const { entries } = parse(auditSchema, (await world.api('/api/audit', undefined, 'manager/auditor')).json)
  expect(entries).toContainEqual(
    expect.objectContaining({ what: 'refusal', by: expect.objectContaining({ id: 'ma-jun' }), count: 3 }),
  )
  for (const who of ['viewer', 'engineer/nobody']) expect((await world.api('/jobs', undefined, who)).status).toBe(403)
  expect((await world.api('/jobs/261120-0099', undefined, WANG)).status).toBe(404)
})

it('whoever is nobody yet is led to sign in; a form of somebody who is not signed in any more is not taken for another’s', async () => {
  const { world, id, tap } = await night()
  expect(await world.fetch('/jobs')).toMatchObject({ status: 303, location: '/console?to=%2Fjobs' })
  expect((await world.fetch(`/jobs/${id}`, { method: 'POST', body: 'action=acknowledge' })).status).toBe(401)
  const stale = await tap('acknowledge', { 'x-holder': 'chen-wei' })
  expect(stale.status).toBe(401)
  expect(stale.text).toContain('现在登录的是另一个人')
  expect((await world.repair(id)).assignee).toBeUndefined()
  expect((await tap('acknowledge', { 'x-holder': 'wang-qiang' })).status).toBe(303)
  world.messages()
})

it('is something to install: a manifest, icons of our mark, a worker that asks this host alone', async () => {
  const { world } = await night()
  const { json } = await world.fetch('/local/login', {
    method: 'POST',
    body: '{"role":"engineer","subject":"wang-qiang"}',
  })
  const page = await fetch(`${world.url}/jobs`, { headers: { authorization: `Bearer ${json.token}` } })
  expect(page.headers.get('x-holder')).toBe('wang-qiang')
  expect(await page.text()).toContain('<link rel="manifest" href="/phone/jobs.webmanifest">')
  expect(page.headers.get('content-security-policy')).toContain("worker-src 'self'; manifest-src 'self'")
  const manifest = (await world.fetch('/phone/jobs.webmanifest')).json
  expect(manifest).toMatchObject({ start_url: '/jobs', scope: '/jobs', display: 'standalone' })
  for (const { src, sizes } of manifest.icons) {
    const icon = await fetch(`${world.url}${src}`)
    const bytes = Buffer.from(await icon.arrayBuffer())
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes)
  }
  const worker = await fetch(`${world.url}/phone/worker.js`)
  expect(worker.headers.get('service-worker-allowed')).toBe('/jobs')
  expect(worker.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; connect-src 'self'; form-action 'none';/,
  )
})

it('reads only what concerns whoever asks: what they took themselves too, and no board of what others have', async () => {
  const { world, id } = await night()
  await world.act(id, { type: 'takeOver', reason: '就在附近' }, 'engineer/aygul')
  const { repairs, store } = world.host.deps
  const refuse = async () => {
    throw new Error('a board was read')
  }
  const [list, board] = [repairs.list.bind(repairs), store.list.bind(store)]
  Object.assign(repairs, { list: refuse })
  Object.assign(store, { list: refuse })
  const seen = (await world.api('/jobs', undefined, 'engineer/aygul')).text
  Object.assign(repairs, { list })
  Object.assign(store, { list: board })
  expect(seen).toContain(`/jobs/${id}?`)
  world.messages()
})
