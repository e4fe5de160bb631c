import { expect, it } from 'vitest'
import { auditSchema } from '../../../shared/wire/evidence.ts'
import { linkListSchema, revokedSchema } from '../../../shared/wire/links.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const MANAGER = 'manager/liu-fang'
const listed = async (world: World, query: string) =>
  parse(linkListSchema, (await world.api(`/api/links?${query}`, undefined, MANAGER)).json).links
const revoke = async (world: World, body: object) =>
  parse(revokedSchema, (await world.api('/api/links/revoke', { reason: '离职', ...body }, MANAGER)).json).revoked

it('someone leaves: all of their links end at once, nobody else’s; whoever is written to again gets a new one', async () => {
  const world = await World.start(NOW)
  const [first, second] = [await world.report(), await world.report({ serial: 'BWC-2025-0118' })]
  const [page, mail] = [world.sms('wang-qiang'), world.mail('报修已受理')]
  await world.advance('PT1M')
  world.messages()
  await world.tap(page.link, 'acknowledge')
  expect(await listed(world, `repair=${first}`)).toEqual([
    { kind: 'customer', contact: 'he-ping', name: '何平', repair: first, sentAt: expect.any(String) },
    { kind: 'engineer', person: 'wang-qiang', name: '王强', repair: first, sentAt: NOW },
  ])
  const theirs = await listed(world, 'person=wang-qiang')
  expect(theirs.map(({ repair }) => repair).toSorted()).toEqual([first, second].toSorted())
  expect(await revoke(world, { person: 'wang-qiang' })).toEqual(theirs)
  for (const method of ['GET', 'POST']) expect((await world.fetch(page.link, { method })).status).toBe(404)
  expect((await world.fetch(mail.link)).status).toBe(200)
  expect(await listed(world, 'person=wang-qiang')).toEqual([])
  // They still have it, so they are asked the next morning: by a link that works, and that the old one is not.
  world.messages()
  await world.advance('PT12H')
  const asked = world.sms('wang-qiang')
  world.messages()
  expect(asked.link).not.toBe(page.link)
  expect((await world.fetch(asked.link)).status).toBe(200)
  expect((await world.fetch(page.link)).status).toBe(404)
  // Nothing that the answers or the record say is a link.
  const { text } = await world.api('/api/links?person=wang-qiang', undefined, MANAGER)
  expect(text).not.toContain(asked.link.split('/').at(-1))
  const { entries } = parse(auditSchema, (await world.api('/api/audit', undefined, MANAGER)).json)
  expect(entries.filter(({ what }) => what === 'links')).toEqual([
    expect.objectContaining({ outcome: 'revoked', person: 'wang-qiang', reason: '离职', links: theirs.length }),
  ])
})

it('one link that went astray ends alone: of an engineer, of a customer, of an inbox', async () => {
  const world = await World.start(NOW)
  const id = await world.report()
  const [page, mail] = [world.sms('wang-qiang'), world.mail('报修已受理')]
  await world.report({ serial: 'BWC-2025-0118' })
  await world.report({ serial: 'BWC-2025-0119' })
  await world.advance('PT1M')
  const inbox = world.messages().flatMap(({ text }) => /\/i\/[\w-]+/.exec(text)?.[0] ?? [])[0] ?? ''
  const statuses = async () =>
    Promise.all([page.link, mail.link, inbox].map(async (link) => (await world.fetch(link)).status))
  expect(await statuses()).toEqual([200, 200, 200])
  expect(await revoke(world, { contact: 'he-ping', repair: id })).toHaveLength(1)
  expect(await statuses()).toEqual([200, 404, 200])
  expect(await revoke(world, { person: 'wang-qiang', repair: id })).toHaveLength(1)
  expect(await statuses()).toEqual([404, 404, 200])
  // Their inbox is theirs, and leads there by another link.
  const ways = [...(await world.fetch(inbox)).text.matchAll(/href="(\/p\/[\w-]+)/g)].map(([, way]) => String(way))
  expect(ways).toHaveLength(3)
  for (const way of ways) expect((await world.fetch(way)).status).toBe(200)
  expect(await revoke(world, { person: 'wang-qiang', inbox: true })).toHaveLength(1)
  expect(await statuses()).toEqual([404, 404, 404])
  expect((await world.fetch(ways[0] ?? '')).status).toBe(200)
  world.messages()
})

it('only a manager lists and ends links; whom they name must be there, and what they ask must be clear', async () => {
  const world = await World.start(NOW)
  for (const who of ['viewer', 'engineer/wang-qiang', 'dispatcher'])
    for (const body of [undefined, { person: 'wang-qiang', reason: 'x' }]) {
      const path = body ? '/api/links/revoke' : '/api/links?person=wang-qiang'
      expect((await world.api(path, body, who)).status).toBe(403)
    }
  for (const [body, status] of [
    [{ person: 'wang-qian', reason: 'x' }, 404],
    [{ person: 'wang-qiang', reason: ' ' }, 400],
    [{ person: 'wang-qiang', contact: 'he-ping', reason: 'x' }, 400],
    [{ contact: 'he-ping', inbox: true, reason: 'x' }, 400],
    [{ reason: 'x' }, 400],
  ] as const)
    expect((await world.api('/api/links/revoke', body, MANAGER)).status).toBe(status)
  for (const query of ['', '?person=a&repair=b', '?colour=red'])
    expect((await world.api(`/api/links${query}`, undefined, MANAGER)).status).toBe(400)
})
