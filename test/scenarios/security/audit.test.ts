import { expect, it } from 'vitest'
import { auditSchema } from '../../../shared/wire/evidence.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const MONTH = 'customer=lanting-police&from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z'
const LIST = `/api/ledger/obligations?${MONTH}`

/** The audit record as told, newest first: `manager liu-fang read repair/261120-0001`. */
async function told(world: World): Promise<string[]> {
  const { json } = await world.api('/api/audit', undefined, 'manager/auditor')
  return parse(auditSchema, json).entries.map((entry) => {
    const { role, by, outcome } = entry
    const count = 'count' in entry && entry.count > 1 ? ` × ${entry.count}` : ''
    const about = { subject: 'subject', refusal: 'of', obligations: 'customer' }[entry.what as 'subject']
    return `${role} ${by.id} ${outcome} ${(entry as unknown as Record<string, string>)[about] ?? entry.what}${count}`
  })
}

it('[C27] the first opening of a repair, unit or contract by each person and day is on the audit record', async () => {
  const world = await World.start(at('11-20 23:50'))
  const id = await world.report()
  const { link } = world.sms('wang-qiang')
  await world.fetch(link)
  await world.fetch(link)
  for (const path of ['', '/obligations', '/report'])
    expect((await world.api(`/api/repairs/${id}${path}`, undefined, 'manager/liu-fang')).status).toBe(200)
  await world.api(`/api/repairs/${id}`, undefined, 'viewer/guest')
  for (const path of ['/api/units/BWC-2025-0117', '/api/contracts/LT-2024-009', '/api/ledger/due', '/api/repairs'])
    expect((await world.api(path, undefined, 'dispatcher/zhang')).status).toBe(200)
  expect((await told(world)).toSorted()).toEqual(
    [
      `engineer wang-qiang read repair/${id}`,
      `manager liu-fang read repair/${id}`,
      `viewer guest read repair/${id}`,
      'dispatcher zhang read unit/BWC-2025-0117',
      'dispatcher zhang read contract/LT-2024-009',
      'dispatcher zhang read ledger/due',
      'dispatcher zhang read repairs',
    ].toSorted(),
  )
  // The next day begins at midnight where we are.
  await world.advanceTo('2026-11-20T15:59:59.999Z')
  await world.api(`/api/repairs/${id}`, undefined, 'viewer/guest')
  expect(await told(world)).toHaveLength(7)
  await world.advanceTo('2026-11-20T16:00:00.000Z')
  await world.api(`/api/repairs/${id}`, undefined, 'viewer/guest')
  expect((await told(world))[0]).toBe(`viewer guest read repair/${id}`)
  expect(await told(world)).toHaveLength(8)
  world.messages()
})

it('[C27] every list of a customer’s promises is on record, its pages within a minute as one line', async () => {
  const world = await World.start(at('11-20 02:13'))
  await world.report()
  const page = await world.api(`${LIST}&limit=1`, undefined, 'manager/liu-fang')
  expect(page.json.cursor).toBeDefined()
  // A cursor of one's own making is no way around it.
  await world.api(`${LIST}&limit=1&cursor=${page.json.cursor}`, undefined, 'manager/liu-fang')
  await world.api(LIST, undefined, 'dispatcher')
  expect(await told(world)).toEqual(
    expect.arrayContaining(['manager liu-fang read lanting-police × 2', 'dispatcher dispatcher read lanting-police']),
  )
  await world.advance('PT1M')
  await world.api(LIST, undefined, 'dispatcher')
  const entries = await told(world)
  expect(entries.filter((line) => line.startsWith('dispatcher'))).toHaveLength(2)
  world.messages()
})

it('[C27] who may not is one line a minute with a count, whatever they try', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const tries = [
    () => world.api(LIST, undefined, 'viewer/guest'),
    () => world.api('/api/units/BWC-2025-0117', undefined, 'viewer/guest'),
    () => world.act(id, { type: 'waive', clock: 'R7/repaired/1', reason: 'x' }, 'viewer/guest'),
    () =>
      world.api(
        '/api/evidence',
        { customer: 'lanting-police', from: '2026-11-01', to: '2026-11-30', format: 'html', reason: 'x' },
        'viewer/guest',
      ),
  ]
  for (const attempt of tries) expect((await attempt()).status).toBe(403)
  for (let n = 0; n < 20; n++) await tries[0]?.()
  expect((await world.api('/api/audit', undefined, 'engineer/chen-wei')).status).toBe(403)
  expect((await told(world)).toSorted()).toEqual([
    'engineer chen-wei refused GET /api/audit',
    'viewer guest refused GET /api/ledger/obligations × 24',
  ])
  await world.advance('PT1M')
  await tries[0]?.()
  expect((await told(world))[0]).toBe('viewer guest refused GET /api/ledger/obligations')
  world.messages()
})

it('[C27] nothing is shown that cannot be put on record', async () => {
  const fails = async () => {
    throw new Error('the audit record cannot be written')
  }
  const world = await World.start(at('11-20 02:13'), {
    outside: ({ audit }) => ({
      audit: { list: (query) => audit.list(query), append: fails, appendOnce: fails, addTo: fails },
    }),
  })
  const id = await world.report()
  for (const path of [LIST, `/api/repairs/${id}`, '/api/units/BWC-2025-0117', '/api/ledger/due']) {
    const { status, text } = await world.api(path, undefined, 'manager')
    expect(status).toBe(500)
    expect(text).not.toContain('R5')
  }
  expect(world.errors()).toHaveLength(4)
  world.messages()
})
