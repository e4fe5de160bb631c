import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { msDuration, toMs } from '../../../shared/kernel/instant.ts'
import { makeCalls } from '../callers.ts'
import { benchDirectory } from '../directory.ts'
import { figuresOf, type Measured, percentile } from '../figures.ts'
import { newFolder, SECRET, System } from '../system.ts'

/** People are rung up so long after a page that they have not answered. */
const RUNG_AFTER_MS = 60_000
/** Before that there is nothing to see. */
const LEAD_MS = 3000

/** Pages that nobody answers, in real time: when the phone rings, and how soon a page goes by another provider where the first is silent. */
export async function measurePhones({ runs, pages }: { runs: number; pages: number }): Promise<Measured> {
  const done = []
  for (let run = 0; run < runs; run++) {
    const [{ notRung, ...rings }, { notTaken, ...silence }] = [await playRings(pages), await playSilence(pages)]
    done.push({ ...rings, ...silence, lost: notRung + notTaken })
  }
  return {
    figures: figuresOf(done, {
      rungP50: { name: `${pages} pages not answered: phone rings, from a minute after the call p50`, unit: 'ms' },
      rungLate: { name: 'phone rings after a minute, latest', unit: 'ms', target: 2000 },
      rungEarly: { name: 'phone rings before a minute, earliest', unit: 'ms', target: 2000 },
      otherP50: { name: 'first provider silent: webhook → SMS taken by the second p50', unit: 'ms' },
      otherMax: { name: 'webhook → SMS taken by the second, worst', unit: 'ms', target: 10_000 },
      lost: { name: 'phones not rung and pages not taken', unit: '', target: 0 },
    }),
    notes: [
      'A provider that does not answer is waited for 3 s, twice in a row at most; then the other is asked first for a minute.',
    ],
    faults: done.flatMap(({ lost }, run) => (lost ? [`phones, run ${run + 1}: ${lost} lost`] : [])),
  }
}

async function playRings(count: number) {
  const directory = benchDirectory(count, ['R'])
  const people = directory.people.map((person) => ({ ...person, ringAfter: ['PT1M'] }))
  const system = await System.start(await newFolder({ ...directory, people }))
  const results = await makeCalls(calling(system, count))
  await system.rest()
  const elapsedMs = Date.now() - Math.min(...results.map(({ startedAt }) => startedAt))
  // What the system's clock is moved is no time that anything took.
  const movedMs = RUNG_AFTER_MS - LEAD_MS - elapsedMs
  await system.advance(msDuration(movedMs))
  await sleep(2 * LEAD_MS + elapsedMs)
  await system.rest()
  const rung = new Map(
    system.handed().flatMap(({ repairId, kind, at }) => (kind === 'call' ? [[repairId, toMs(at)] as const] : [])),
  )
  await system.endAndForget()
  const late = results.flatMap(({ repairId = '', startedAt }) => {
    const at = rung.get(repairId)
    return at === undefined ? [] : [at - startedAt - RUNG_AFTER_MS]
  })
  return {
    rungP50: percentile(late, 0.5),
    rungLate: Math.max(...late),
    rungEarly: Math.max(0, -Math.min(...late)),
    notRung: count - late.length,
  }
}

/** The first provider takes calls and never answers; the second does. */
async function playSilence(count: number) {
  const takenAt = new Map<string, number>()
  const silent = await listening(createServer(() => {}))
  const other = await listening(
    createServer(async (request, response) => {
      const [number] = /\d{6}-\d{4,}/.exec(new URLSearchParams(await text(request)).get('Body') ?? '') ?? []
      if (number !== undefined && !takenAt.has(number)) takenAt.set(number, Date.now())
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid":"SM1"}')
    }),
  )
  const system = await System.start(await newFolder(benchDirectory(count, ['R'])), {
    ...{ WEBHOOK_URL: silent.url, WEBHOOK_SECRET: SECRET },
    ...{ TWILIO_SMS_URL: other.url, TWILIO_SMS_ACCOUNT: `AC${'0'.repeat(32)}` },
    ...{ TWILIO_SMS_TOKEN: SECRET, TWILIO_SMS_FROM: '+15005550006' },
  })
  const results = await makeCalls(calling(system, count))
  await sleep(2 * 3000 + 1000)
  await system.rest()
  await system.endAndForget()
  for (const { server } of [silent, other]) server.close().closeAllConnections()
  const ms = results.flatMap(({ repairId = '', startedAt }) => {
    const at = takenAt.get(repairId)
    return at === undefined ? [] : [at - startedAt]
  })
  return { otherP50: percentile(ms, 0.5), otherMax: Math.max(...ms), notTaken: count - ms.length }
}

const calling = ({ url }: System, count: number) =>
  ({ url, secret: SECRET, first: 0, count, severity: 'urgent', pace: { perSecond: 25 } }) as const

async function listening(server: Server): Promise<{ readonly server: Server; readonly url: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}
