import { expect, it } from 'vitest'
import { inSnakeCase } from '../../../infra/local/figures.ts'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { METRICS } from '../../../shared/subject/figures.ts'
import { sendingMails } from '../../support/messengers.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const LINE =
  /^(?<name>[a-z_]+)(?:\{(?<labels>[a-z]+="[^"\\]*"(?:,[a-z]+="[^"\\]*")*)\})? (?<value>-?\d+(?:\.\d+)?(?:e[+-]\d+)?)$/

/** The figures as Prometheus reads them: each family announced once, before its samples; each sample once. */
async function figures(world: World): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${world.url}/metrics`)
  const text = await response.text()
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ])
  expect(text.endsWith('\n')).toBe(true)
  const samples = new Map<string, number>()
  const types = new Map<string, string>()
  for (const line of text.trimEnd().split('\n')) {
    const [, name = '', type = ''] = /^# TYPE (\S+) (gauge|counter)$/.exec(line) ?? []
    if (name) {
      expect(types.has(name)).toBe(false)
      types.set(name, type)
    }
    if (line.startsWith('#')) continue
    const { name: family = '', labels, value } = LINE.exec(line)?.groups ?? {}
    expect(types.has(family), line).toBe(true)
    expect(family.endsWith('_total')).toBe(types.get(family) === 'counter')
    const key = labels ? `${family}{${labels}}` : family
    expect(samples.has(key), key).toBe(false)
    samples.set(key, Number(value))
  }
  return samples
}

it('GET /metrics says in numbers, under the names of the dashboard, how it stands', async () => {
  let down = false
  const world = await World.start(NOW, {
    outside: sendingMails((one, pass) => (down ? Promise.reject(new MessageNotSentError('down')) : pass(one))),
  })
  const first = await figures(world)
  expect(first.get('chengnuo_open_repairs')).toBe(0)
  expect(first.has('chengnuo_last_sweep_seconds')).toBe(false)
  down = true
  const id = await world.report()
  await world.report({ ...CUSTOMERS.data, callId: 'two' })
  await world.fetch('/p/AAAAAAAAAAAA')
  await world.fetch('/p/AAAAAAAAAAAA')
  await world.fetch('/nowhere/BWC-2025-0117')
  await world.fetch('/api/repairs')
  world.host.engine.stopExecution(id)
  await world.advance('PT20M')
  const late = await figures(world)
  expect(late.get('chengnuo_repairs_opened_total')).toBe(2)
  expect(late.get('chengnuo_messages_pending{to="contacts"}')).toBeGreaterThanOrEqual(2)
  expect(late.get('chengnuo_oldest_message_seconds{to="contacts"}')).toBe(1200)
  expect(late.get('chengnuo_wake_lag_seconds')).toBeGreaterThan(600)
  expect(late.get('chengnuo_mails_failed_total')).toBeGreaterThanOrEqual(2)
  expect(late.get('chengnuo_requests_total{route="POST /hotline/calls",status="201"}')).toBe(2)
  expect(late.get('chengnuo_requests_total{route="GET /p/{token}",status="404"}')).toBe(2)
  expect(late.get('chengnuo_requests_total{route="none",status="404"}')).toBe(1)
  expect(late.get('chengnuo_requests_total{route="GET /api/repairs",status="401"}')).toBe(1)
  expect([...late.keys()].join()).not.toContain('BWC')

  down = false
  await world.host.sweep()
  await world.host.idle()
  await world.host.sweep()
  const swept = await figures(world)
  expect(swept.get('chengnuo_open_repairs')).toBe(2)
  expect(swept.get('chengnuo_open_clocks')).toBeGreaterThan(2)
  expect(swept.get('chengnuo_broken_clocks')).toBeGreaterThan(0)
  expect(swept.get('chengnuo_wake_lag_seconds')).toBe(0)
  expect(swept.get('chengnuo_messages_pending{to="contacts"}') ?? 0).toBe(0)
  expect(swept.get('chengnuo_last_sweep_seconds')).toBeLessThan(60)
  expect(swept.get('chengnuo_uptime_seconds')).toBeGreaterThan(0)
  expect(swept.get('chengnuo_memory_bytes')).toBeGreaterThan(1e7)
  for (const name of METRICS)
    expect(swept.has(`chengnuo_${inSnakeCase(name)}`) || swept.has(`chengnuo_${inSnakeCase(name)}_total`), name).toBe(
      true,
    )
  world.messages()
  world.errors()
})
