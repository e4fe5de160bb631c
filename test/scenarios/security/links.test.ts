import { expect, it } from 'vitest'
import { durationMs, later } from '../../../shared/kernel/instant.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const WORK = { cause: '电池', done: '更换电池' }

it("a messenger's preview of a link never acts: only the tap does", async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const [page, mail] = [world.sms('wang-qiang'), world.mail('报修已受理')]
  const { version } = await world.repair(id)
  for (const link of [page.link, mail.link]) {
    for (const method of ['GET', 'HEAD']) {
      for (const query of ['', '?action=acknowledge', '?action=confirm&id=1']) {
        expect((await world.fetch(link + query, { method })).status).toBe(200)
      }
    }
  }
  expect((await world.fetch(`${mail.link}/report`)).status).toBe(200)
  expect((await world.repair(id)).version).toBe(version)
})

it('a link is for one repair, one person and one kind of page; anything else is unknown', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const [page, mail] = [world.sms('wang-qiang'), world.mail('报修已受理')]
  const token = (link: string) => link.split('/').at(-1) ?? ''
  // At least 72 bits, and only their hash in the store.
  expect(Buffer.from(token(page.link), 'base64url').length).toBeGreaterThanOrEqual(9)
  expect(await world.host.deps.links.find(token(page.link))).toBeUndefined()
  for (const path of [`/c/${token(page.link)}`, `/p/${token(mail.link)}`, '/p/AAAAAAAAAAAA', `${page.link}x`])
    expect((await world.fetch(path)).status).toBe(404)
  expect((await world.tap('/p/AAAAAAAAAAAA', 'acknowledge')).status).toBe(404)
  // The customer may not do the engineer's work, nor the engineer confirm.
  expect((await world.tap(mail.link, 'arrive')).status).toBe(409)
  await world.tap(page.link, 'solveRemotely', WORK)
  world.messages()
  // Nor does the engineer's tap stand for the customer's word: it is refused, not half taken.
  expect((await world.tap(page.link, 'confirm')).status).toBe(400)
  expect((await world.repair(id)).stage).toBe('confirmation')
})

it("an engineer's link ends a week after the repair or their last message, a customer's 90 days after", async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const page = world.sms('wang-qiang')
  await world.act(id, { type: 'respond' }, 'engineer/wang-qiang')
  const { link } = world.mail('报修已受理')
  await world.advance('P3D') // asked every morning, and told of delays
  world.messages()
  await world.act(id, { type: 'withdraw', reason: '不用修了', agreedBy: 'Zhang', how: 'phone' })
  const closed = world.mail('报修已撤销').at
  for (const unanswered of ['zhao-min', 'sun-hao', 'zhou-jie', 'liu-fang', 'chen-wei', 'li-na'])
    world.sms(unanswered, '已结束')
  for (const [path, instant] of [
    [page.link, later(closed, durationMs('P7D'))],
    [link, later(closed, durationMs('P90D'))],
  ] as const) {
    await world.advanceTo(later(instant, -1000))
    expect((await world.fetch(path)).status).toBe(200)
    await world.advanceTo(instant)
    expect((await world.fetch(path)).status).toBe(404)
  }
  expect((await world.tap(page.link, 'resume')).status).toBe(404)
})

it('the same tap sent twice, or after a reload, acts once; a form error names the field and keeps the page', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const page = world.sms('wang-qiang')
  world.messages()
  const tap = () => world.tap(page.link, 'respond', { id: 'form-1', note: '已致电' })
  expect(await Promise.all([tap(), tap(), tap()])).toMatchObject([{ status: 303 }, { status: 303 }, { status: 303 }])
  world.mail('工程师已接单')
  const { timeline } = await world.repair(id)
  expect(timeline.filter(({ type }: { type: string }) => type === 'responded')).toHaveLength(1)
  const missing = await world.tap(page.link, 'solveRemotely', { cause: '电池' })
  expect(missing.status).toBe(400)
  expect(missing.text).toContain('261120-0001')
})
