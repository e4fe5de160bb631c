import { join } from 'node:path'
import { expect } from 'vitest'
import { openDatabase } from '../../infra/local/database.ts'
import { createHost, type Host } from '../../infra/local/host.ts'
import { later } from '../../shared/kernel/instant.ts'
import { fold } from '../../shared/repair/evolve.ts'
import { check } from '../../shared/use-cases/rebuild.ts'
import { RealProcess } from './process.ts'

/** What the outside was told: which repair answers a call, and which repair has an action on record. */
export interface Told {
  readonly calls: Map<string, string>
  readonly actions: Map<string, string>
}

/** Starts the system on the folder once more and holds it to everything that the killed ones had said. */
export async function checkRecord(folder: string, told: Told): Promise<void> {
  await checkFromOutside(folder, told)
  const host = createHost({ folder, publicUrl: 'https://cn.example.com', log: LOUD })
  await host.start()
  try {
    host.clock.freeze()
    await host.idle()
    const open = await openRepairs(host)
    await checkArchives(host, open)
    await checkArmed(host, open)
    await checkMessages(host, folder, open)
    expect(await check(host.deps)).toEqual([])
    await checkDeadlinesFire(host, open)
    await checkMessages(host, folder, open)
    expect(await check(host.deps)).toEqual([])
  } finally {
    await host.stop()
  }
}

const LOUD = {
  info: () => {},
  warn: () => {},
  error: (message: string, fields?: object) => expect.unreachable(`${message} ${JSON.stringify(fields)}`),
}

/** A restarted process knows every call that was answered, and gives a repeat the same answer. */
async function checkFromOutside(folder: string, told: Told): Promise<void> {
  const system = await new RealProcess(folder).ready()
  for (const [callId, repairId] of told.calls) {
    const [, round, n] = callId.split('-')
    const { status, json } = await system.call({ callId, serial: `UNIT-${round}-${n}` })
    expect([status, json.repairId], system.printed).toEqual([200, repairId])
  }
  const { repairs } = (await system.api('/api/repairs?limit=200')).json
  const listed = new Map(repairs.map((repair: { id: string; openClocks: number }) => [repair.id, repair.openClocks]))
  for (const repairId of told.calls.values()) expect(listed.get(repairId)).toBeGreaterThan(0)
  for (const [id, repairId] of told.actions) {
    const { timeline } = (await system.api(`/api/repairs/${repairId}`)).json
    expect(timeline.filter(({ action }: { action?: string }) => action === id)).toHaveLength(1)
  }
  // What was in someone's hands when they died is free again after half a minute; the next start sends it.
  expect((await system.move('PT2M')).status).toBe(200)
  await system.stop()
}

async function openRepairs(host: Host): Promise<readonly string[]> {
  const { items, cursor } = await host.deps.repairs.list({ status: 'open', limit: 1000 })
  expect(cursor).toBeUndefined()
  return items.map(({ id }) => id)
}

/** The state is the fold of an archive without gaps, and each unit has one repair. */
async function checkArchives(host: Host, open: readonly string[]): Promise<void> {
  const units = new Set<string | undefined>()
  for (const id of open) {
    const [repair, history] = [await host.deps.repairs.load(id), await host.deps.repairs.history(id)]
    expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 1))
    expect({ ...fold(history), version: repair?.version }).toEqual(repair)
    units.add(repair?.unit?.serial)
  }
  expect(units.size).toBe(open.length)
}

/** Every open repair, and every contract, is watched by one execution, whose timer is set. */
async function checkArmed(host: Host, open: readonly string[]): Promise<void> {
  const executions = host.engine.openExecutions()
  const contracts = (await host.deps.directory.all()).contracts.map(({ id }) => `contract_${id}`)
  expect(executions.map(({ name }) => name.split('.')[0]).toSorted()).toEqual([...open, ...contracts].toSorted())
  for (const { dueAt, name } of executions) expect(dueAt && dueAt > host.clock.now(), name).toBe(true)
}

/**
 * Every message that an event calls for was handed over, once, alone or with others; only what may wait for the reader's sake may
 * still wait. The first mail and the first page are there for each repair.
 */
async function checkMessages(host: Host, folder: string, open: readonly string[]): Promise<void> {
  await host.idle()
  const outbox = host.outbox.list(1_000_000)
  const db = openDatabase(join(folder, 'chengnuo.db'))
  const effects = db
    .prepare(
      `SELECT key, status, effect ->> 'turn' AS turn, effect ->> 'createdAt' AS at, effect ->> 'template' AS template,
         effect ->> '$.values.dueAt' AS due FROM effects ORDER BY key`,
    )
    .all()
  const said = db
    .prepare("SELECT key FROM outbox WHERE kind = 'email' UNION ALL SELECT key FROM outbox_parts ORDER BY key")
    .all()
  db.close()
  const [sent, others] = [true, false].map((is) => effects.filter(({ status }) => (status === 'sent') === is))
  const now = host.clock.now()
  // A first page waits for the end of the minute at most; a warning that waited until its promise was broken says nothing any more.
  const mayWait = ({ status, turn, at, template, due }: Record<string, unknown>) =>
    status === 'pending'
      ? turn !== 'first' || later(String(at), 60_000) >= now
      : template === 'warning' && String(due) <= now
  expect(others?.filter((effect) => !mayWait(effect))).toEqual([])
  // One killed between handing it over and noting that may find, started again, that it says nothing any more: it left, and is not sent again.
  const overtaken = new Set(others?.filter(({ status }) => status !== 'pending').map(({ key }) => key))
  expect(said.map(({ key }) => key).filter((key) => !overtaken.has(key))).toEqual(sent?.map(({ key }) => key))
  const texts = outbox.map(({ at, to, about, text }) => `${at} ${to} ${about} ${text}`)
  expect(new Set(texts).size).toBe(texts.length)
  for (const id of open) {
    const history = await host.deps.repairs.history(id)
    expect(history.filter((event) => event.type === 'paged' && event.reason === 'report')).toHaveLength(1)
    expect(outbox.filter(({ about, reason }) => about === `repair/${id}` && reason === 'opened')).toHaveLength(1)
  }
}

/** Time moves on: nobody has responded, so every promise of a response is broken now, each at most once. */
async function checkDeadlinesFire(host: Host, open: readonly string[]): Promise<void> {
  await host.advance(later(host.clock.now(), 20 * 60_000))
  for (const id of open) {
    const history = await host.deps.repairs.history(id)
    const broken = history.flatMap((event) => (event.type === 'clockBroken' ? [event.clock] : []))
    expect(broken).toEqual(expect.arrayContaining(['R5/responded/1', 'R6/responded/1']))
    expect(new Set(broken).size).toBe(broken.length)
  }
}
