import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { awsMachine } from '../../../functions/adapters/aws-machine.ts'
import { readSettings } from '../../../functions/directory/settings.ts'
import { backUp } from '../../../infra/local/backup.ts'
import { rotate } from '../../../infra/local/secrets.ts'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { type Settings, settingsSchema } from '../../../shared/wire/settings.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const settings = async (world: World): Promise<Settings> => {
  const { status, json } = await world.api('/api/settings', undefined, 'manager/liu-fang')
  expect(status).toBe(200)
  return parse(settingsSchema, json)
}

it('a manager sees how the machine stands: keys without what they say, the last backup, plans, people', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cn-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const world = await World.start(at('11-20 10:00'), { folder })
  await world.report()
  const before = await settings(world)
  expect(before.machine).toMatchObject({
    host: 'oneMachine',
    versions: { chengnuo: '0.1.0', node: process.version },
    channels: [],
    handedOver: [
      { to: 'staff', sent: 1, failed: 0, lastAt: at('11-20 10:00') },
      { to: 'contacts', sent: 1, failed: 0, lastAt: at('11-20 10:00') },
    ],
    backup: { kind: 'file' },
  })
  expect(before.machine.backup).toEqual({ kind: 'file' })
  expect(before.machine.keys?.map(({ name, from, valid }) => `${name} ${from} ${valid}`)).toEqual([
    'hotline file 1',
    'twilio file 1',
    'link file 1',
    'login file 1',
  ])
  const text = JSON.stringify(before)
  for (const secret of Object.values(world.host.secrets)) expect(text).not.toContain(secret)
  expect(before.late).toEqual({ subjects: [], messages: [], most: 50 })
  expect(before.plans).toContainEqual({
    id: 'R',
    version: 1,
    title: expect.anything(),
    contracts: 1,
    newest: expect.any(Boolean),
  })
  expect(before.people.find(({ id }) => id === 'liu-fang')).toMatchObject({
    name: '刘芳',
    manages: ['华东服务中心', '西部服务站'],
  })
  expect(before.people.find(({ id }) => id === 'luo-yi')).toMatchObject({ turns: [], teams: ['rd'] })

  rotate(folder, 'link')
  const file = join(folder, 'backups/noon.db')
  await backUp(folder, file)
  const { machine } = await settings(world)
  expect(machine.keys).toContainEqual(expect.objectContaining({ name: 'link', valid: 2 }))
  expect(machine.backup).toMatchObject({ last: { file, bytes: expect.any(Number) } })
  world.messages()
})

it('what is late in the machine stands there, and goes when it is done', async () => {
  let isDown = true
  const world = await World.start(at('11-20 10:00'), {
    outside: ({ messenger }) => ({
      messenger: {
        send: (message) =>
          isDown && message.kind === 'mail'
            ? Promise.reject(new MessageNotSentError('the mail server is down'))
            : messenger.send(message),
      },
    }),
  })
  await world.report()
  // It is due to be tried again, and nobody has swept.
  await world.advance('PT1H')
  const { late } = await settings(world)
  expect(late.messages).toMatchObject([{ kind: 'refused' }])
  isDown = false
  await world.host.sweep()
  expect((await settings(world)).late.messages).toEqual([])
  world.messages()
  world.errors()
})

it('nobody but a manager reads them, and each is on the audit record', async () => {
  const world = await World.start(at('11-20 10:00'))
  for (const who of ['viewer', 'engineer/chen-wei', 'dispatcher'])
    expect((await world.api('/api/settings', undefined, who)).status, who).toBe(403)
  await settings(world)
  const { text } = await world.api('/api/audit', undefined, 'manager/liu-fang')
  expect(text).toContain('settings')
})

it('where the host does not know of channels and keys, they are left out', async () => {
  const world = await World.start(at('11-20 10:00'))
  const claims = { sub: 'liu-fang', role: 'manager' }
  const event = { headers: {}, requestContext: { authorizer: { jwt: { claims } } } }
  const answer = await readSettings(event as never, { ...world.host.deps, machine: awsMachine } as never)
  const { machine } = parse(settingsSchema, JSON.parse(String(answer.body)))
  expect(machine).toEqual({ host: 'aws', versions: { node: process.version }, backup: { kind: 'pointInTime' } })
})

it('the version for new contracts is that of the day at our place, which begins before the day in London does', async () => {
  for (const [now, newest] of [
    ['2026-12-09T15:59:59.000Z', [false]],
    ['2026-12-09T16:00:00.000Z', [true]],
  ] as const) {
    const world = await World.start(now)
    const { plans } = await settings(world)
    expect(plans.filter(({ id, version }) => id === 'R' && version === 4).map((one) => one.newest)).toEqual(
      newest[0] ? [true] : [],
    )
  }
})
