import { expect, it } from 'vitest'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { sendingTexts } from '../../support/messengers.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 10:00')
const test = (world: World, id = 'wang-qiang', who = 'manager/liu-fang') =>
  world.api(`/api/people/${id}/test-message`, {}, who)
const onRecord = async (world: World) => {
  const { json } = await world.api('/api/audit?month=2026-11', undefined, 'manager/liu-fang')
  return json.entries.filter(({ what }: { what: string }) => what === 'testMessage')
}

it('a manager finds out whether a page would reach one of ours; it is on the audit record', async () => {
  const world = await World.start(NOW)
  const { status, json } = await test(world)
  expect([status, json]).toEqual([200, { at: NOW, to: '+86138****8103', outcome: 'sent' }])
  const { text, link } = world.sms('wang-qiang')
  expect(text).toMatch(/^测试短信：故障呼叫能发到这部手机。请在 15 分钟内把 \d{6} 报给刘芳$/)
  expect(link).toBeFalsy()
  expect(await onRecord(world)).toEqual([
    expect.objectContaining({ person: 'wang-qiang', outcome: 'sent', by: expect.objectContaining({ id: 'liu-fang' }) }),
  ])
})

it('what the provider says is said, without the number; it is on record all the same', async () => {
  const refuse = sendingTexts(async ({ to }) => {
    throw new MessageNotSentError(`number ${to} is on the black list`)
  })
  const world = await World.start(NOW, { outside: refuse })
  const { status, json } = await test(world)
  expect([status, json.outcome, json.said]).toEqual([200, 'refused', 'number … is on the black list'])
  expect(await onRecord(world)).toHaveLength(1)
})

it('so many within 24 hours go to one person, and no more; a day later they go again', async () => {
  const world = await World.start(NOW)
  for (let sent = 0; sent < 5; sent++) {
    expect((await test(world)).status).toBe(200)
    await world.advance('PT1M')
  }
  const { status, json } = await test(world)
  expect([status, json.problems[0]]).toEqual([400, expect.stringContaining('5 test messages')])
  expect((await test(world, 'zhou-jie')).status).toBe(200)
  await world.advanceTo(at('11-21 09:59'))
  expect((await test(world)).status).toBe(400)
  await world.advanceTo(at('11-21 10:00'))
  expect((await test(world)).status).toBe(200)
  expect(world.messages().filter(({ kind }) => kind === 'sms')).toHaveLength(7)
})

it('it does not count as a page: what somebody is woken by comes as it ever did', async () => {
  const world = await World.start(NOW)
  await test(world)
  world.messages()
  await world.report()
  expect(world.sms('wang-qiang').at).toBe(NOW)
  world.messages()
})

it('nobody but a manager sends one, and to nobody whom we do not know', async () => {
  const world = await World.start(NOW)
  for (const who of ['dispatcher', 'engineer/wang-qiang', 'viewer'])
    expect((await test(world, 'wang-qiang', who)).status, who).toBe(403)
  expect((await test(world, 'nobody')).status).toBe(404)
  expect(await onRecord(world)).toEqual([])
})
