import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../infra/local/database.ts'
import { createHost, type Host } from '../../infra/local/host.ts'
import { type Instant, later, millisBetween } from '../../shared/kernel/instant.ts'
import { check } from '../../shared/use-cases/rebuild.ts'
import { visitRows } from '../../shared/use-cases/visits.ts'
import { endedIn, OPEN_VISITS } from '../../shared/visit/summary.ts'
import { signContract } from '../scenarios/planned/contract.ts'
import { at } from '../support/play.ts'
import { RealProcess } from './process.ts'

const BEGINS = at('05-10 08:00', 2027)
/** After the first inspections of C11 and C17: planned, offered, chosen by nobody, reminded of, missed. */
const ENDS = at('06-05 08:00', 2027)
/** How each process dies: so many milliseconds into a move, or at the message that it just handed over, before that is noted. */
const DEATHS = [{ messages: 1 }, { ms: 3 }, { messages: 2 }, { messages: 1 }, { ms: 60 }, { messages: 3 }, { ms: 400 }]
const DAY_MS = 24 * 3_600_000

test('[C11] [C17] kill -9 between planning and sending: the same visits are planned, each promise is judged as it would have been, everyone is told once', {
  timeout: 300_000,
}, async () => {
  const [killed, undisturbed] = [folderOf(), folderOf()]
  for (const folder of [killed, undisturbed])
    await inHost(folder, async (host) => signContract(host, 'C', { planVersion: 4 }))

  let deaths = 0
  for (let now = BEGINS; now < ENDS; deaths++) {
    await untilDeath(killed, DEATHS[deaths % DEATHS.length] ?? { ms: 1 })
    now = await lookedAfter(killed)
  }
  expect(deaths).toBeGreaterThan(DEATHS.length)

  const [was, is] = [await played(undisturbed), await played(killed)]
  expect(was.visits.length).toBeGreaterThan(3)
  expect(was.told.length).toBeGreaterThan(20)
  expect(is.lines).toEqual(was.lines)
  expect(is.visits).toEqual(was.visits)
  expect(is.told).toEqual(was.told)
})

function folderOf(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-planned-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const LOUD = {
  info: () => {},
  warn: () => {},
  error: (message: string, fields?: object) => expect.unreachable(`${message} ${inspect(fields)}`),
}

/** The system on a folder, in this process, its clock standing still where an earlier one had come to. */
async function inHost<T>(folder: string, work: (host: Host) => Promise<T>): Promise<T> {
  const host = createHost({ folder, publicUrl: 'https://cn.example.com', log: LOUD, frozenAt: BEGINS })
  await host.start()
  try {
    const done = await work(host)
    await host.idle()
    // What was moved is remembered by the next process.
    await host.advance(later(host.clock.now(), 1000))
    await host.idle()
    return done
  } finally {
    await host.stop()
  }
}

/** Plays on, by quarters of a day, until it dies: whoever stood still for a whole day would rightly say no more what was to be said then. */
async function untilDeath(folder: string, death: (typeof DEATHS)[number]): Promise<void> {
  const system = await new RealProcess(folder).ready()
  const died = new Promise<void>((resolve) => {
    if ('ms' in death) setTimeout(resolve, death.ms)
    else system.onMessage(death.messages, resolve)
  })
  const moves = (async () => {
    for (let now = BEGINS; now < ENDS; ) now = (await system.move('PT6H')).json.now
  })().catch(() => {})
  await Promise.race([died, moves])
  await system.kill()
}

/**
 * The watchdog comes by every minute; not while a clock is moved, so here it is sent for, once whatever was held for its reader's sake, an
 * hour at most, may go. When it has come.
 */
const lookedAfter = (folder: string): Promise<Instant> =>
  inHost(folder, async (host) => {
    await host.advance(later(host.clock.now(), 70 * 60_000))
    await host.sweep()
    return host.clock.now()
  })

/** What stands on record at the end: ledger, visits, and who was told what, by names that do not depend on when a number was given. */
async function played(folder: string) {
  return inHost(folder, async (host) => {
    const end = later(ENDS, DAY_MS)
    if (millisBetween(host.clock.now(), end) > 0) await host.advance(end)
    expect(await check(host.deps)).toEqual([])
    const ended = (await host.deps.ledger.ofSubject('contract/NEW-1')).filter(({ dueAt }) => dueAt < ENDS)
    const visits = await visitsOf(host)
    return {
      lines: ended.map(({ id, state, dueAt, brokenAt }) => ({ id, state, dueAt, brokenAt })),
      visits: [...visits.values()].toSorted(),
      told: toldIn(folder, visits),
    }
  })
}

/** What was said of what to whom on which day, alone or in a message with others: which of them share one depends on the moment. */
function toldIn(folder: string, visits: ReadonlyMap<string, string>): readonly string[] {
  const db = openDatabase(join(folder, 'chengnuo.db'))
  const parts = db
    .prepare(
      `SELECT outbox_parts.key, at FROM outbox_parts JOIN outbox ON message = id UNION ALL
       SELECT key, at FROM outbox WHERE kind = 'email'`,
    )
    .all()
  db.close()
  return parts
    .filter(({ at: sentAt }) => String(sentAt) < ENDS)
    .map(({ key, at: sentAt }) => {
      const [, about = '', what] = /^(\w+\/[^/]+)\/\d+\/(.*)$/.exec(String(key)) ?? []
      return `${String(sentAt).slice(0, 10)} ${visits.get(about) ?? about} ${what}`
    })
    .toSorted()
}

/** Each visit by its subject: what it settles, and which one of those that tried to. */
async function visitsOf({ deps }: Host): Promise<ReadonlyMap<string, string>> {
  const rows = []
  for (const board of [OPEN_VISITS, endedIn('2027-05'), endedIn('2027-06')])
    for await (const { row } of visitRows(deps, { board })) rows.push(row)
  const tries = new Map<string, number>()
  const named = rows
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, works }) => {
      const of = works
        .map(({ key }) => key)
        .toSorted()
        .join(' + ')
      tries.set(of, (tries.get(of) ?? 0) + 1)
      return [`visit/${id}`, `${of} no. ${tries.get(of)}`] as const
    })
  return new Map(named)
}
