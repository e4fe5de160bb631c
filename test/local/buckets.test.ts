import { expect, it } from 'vitest'
import { createBuckets } from '../../infra/local/http/buckets.ts'
import { at } from '../support/play.ts'
import { World } from '../support/world.ts'

it('a link takes 120 requests at once, then two a second; no other link waits for it', () => {
  let now = 0
  const bucketOf = createBuckets(() => now)
  for (let n = 0; n < 120; n++) expect(bucketOf('a')).toBe(0)
  expect(bucketOf('a')).toBe(1)
  expect(bucketOf('b')).toBe(0)
  now = 499
  expect(bucketOf('a')).toBe(1)
  now = 500
  expect(bucketOf('a')).toBe(0)
  expect(bucketOf('a')).toBe(1)
  now = 10_000_000
  for (let n = 0; n < 120; n++) expect(bucketOf('a')).toBe(0)
  expect(bucketOf('a')).toBe(1)
})

it('ever new links fill no memory', () => {
  const bucketOf = createBuckets(() => 0)
  for (let n = 0; n < 120; n++) bucketOf('first')
  for (let n = 0; n < 10_000; n++) bucketOf(`link ${n}`)
  expect(bucketOf('first')).toBe(0)
})

it('one link in a flood is refused with a page; the hotline, other links and the API go on', async () => {
  const world = await World.start(at('11-20 02:13'))
  await world.report()
  const page = world.sms('wang-qiang').link
  const { link } = world.mail('报修已受理')
  const flood = await Promise.all(Array.from({ length: 150 }, () => fetch(`${world.url}${page}`, { method: 'HEAD' })))
  const refused = flood.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await fetch(`${world.url}${page}`).then((answer) => answer.text())) || '').toContain('操作太频繁')
  expect((await world.fetch(link)).status).toBe(200)
  expect((await world.call({ serial: 'BWC-2025-0118' })).status).toBe(201)
  expect((await world.api('/api/repairs')).status).toBe(200)
  world.messages()
})
