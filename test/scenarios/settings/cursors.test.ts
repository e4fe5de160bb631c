import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const PERIOD = 'from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z'
const LISTS = [
  '/api/audit?month=2026-11',
  '/api/directory/changes?',
  `/api/ledger/due?${PERIOD}`,
  `/api/ledger/obligations?customer=lanting-police&${PERIOD}`,
]

it.each(LISTS)('%s: a cursor that is none is said, and the next page begins where the first ended', async (list) => {
  const world = await World.start(at('11-20 02:13'))
  await world.report()
  world.messages()
  await world.api('/api/directory/customers/lanting-police', undefined, 'manager')
  for (const reason of ['换号', '再换', '换回']) {
    const { json } = await world.api('/api/directory/supplier/supplier', undefined, 'manager')
    const cells = { hotline: `+86400800130${['换号', '再换', '换回'].indexOf(reason)}` }
    await world.api('/api/directory/supplier/supplier', { cells, version: json.version, reason }, 'manager')
  }
  const read = async (more: string) => world.api(`${list}&limit=1${more}`, undefined, 'manager')
  for (const nonsense of ['x', '~', '../etc', '2026', '-1', "' OR 1=1", '9'.repeat(400)]) {
    const { status, json } = await read(`&cursor=${encodeURIComponent(nonsense)}`)
    expect([nonsense, status]).toEqual([nonsense, nonsense === '2026' && list.includes('changes') ? 200 : 400])
    if (status === 400) expect(json.problems[0]).toMatch(/^cursor: .*first page/)
  }
  const { json: first } = await read('')
  const rows = (json: Record<string, unknown>) => Object.values(json).find(Array.isArray)
  expect(first.cursor).toEqual(expect.any(String))
  const { status, json: second } = await read(`&cursor=${encodeURIComponent(first.cursor)}`)
  expect([status, rows(second)?.length]).toEqual([200, 1])
  expect(rows(second)).not.toEqual(rows(first))
})
