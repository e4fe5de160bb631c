import { setTimeout as sleep } from 'node:timers/promises'
import { callerOf } from '../../bench/directory.ts'
import { JSON_TYPE, loginAs, signed } from '../scene.ts'
import type { Message, System } from '../system.ts'
import { Tally } from '../tally.ts'

/** Reports at once in each round, each of them sent twice. */
export const UNITS_OF_A_ROUND = 8
/** After the last restart everything that was promised is there by then: what was under way is handed over within two minutes. */
const RESTED_WITHIN_MS = 150_000

/** `kill -9` at any instant during reports, over and over: what was acknowledged is there, once. */
export async function kills(system: System, { rounds, seed }: { rounds: number; seed: number }): Promise<Tally> {
  const tally = new Tally('kills', system.name)
  const told = new Map<number, string>()
  for (let round = 0; round < rounds; round++) {
    const traffic = Promise.all(
      Array.from({ length: 2 * UNITS_OF_A_ROUND }, async (_, n) => {
        const index = round * UNITS_OF_A_ROUND + (n % UNITS_OF_A_ROUND)
        const answer = await report(system, index)
        // Whoever hears nothing was promised nothing.
        if (answer.status === 0) return
        tally.take(answer, () => `report ${index}: ${answer.text.slice(0, 200)}`)
        note(tally, told, index, JSON.parse(answer.text).repairId)
      }),
    )
    await sleep(momentOf(seed + round, system.store === 'SQLite' ? 400 : 2000))
    await system.kill()
    await traffic
    await system.start()
  }
  tally.hold(told.size > 0, () => 'no report was answered: nothing was killed that counts')
  await holdAll(system, tally, told)
  return tally
}

/** Early enough to interrupt the first report, late enough for the last; the same for the same seed. */
const momentOf = (seed: number, latestMs: number): number => 1 + ((Math.imul(seed + 1, 0x9e3779b1) >>> 8) % latestMs)

const report = (system: System, index: number) =>
  system.send(signed(JSON.stringify({ callId: `kill-${index}`, ...callerOf(index), symptoms: '黑屏' })))

function note(tally: Tally, told: Map<number, string>, index: number, repair: string): void {
  const known = told.get(index)
  if (known !== undefined && known !== repair) tally.double(`report ${index}: ${known} and ${repair}`)
  told.set(index, repair)
}

/** Every report that was answered gets the same answer again, its engineer was paged once, and its customer told once. */
async function holdAll(system: System, tally: Tally, told: ReadonlyMap<number, string>): Promise<void> {
  for (const [index, repair] of told) {
    const answer = await report(system, index)
    tally.take(answer, () => `report ${index} once more: ${answer.text.slice(0, 200)}`)
    if (answer.status !== 200) tally.lose(`report ${index}: answered with ${answer.status} after the restart`)
    else if (JSON.parse(answer.text).repairId !== repair) tally.double(`report ${index} opened another than ${repair}`)
  }
  const until = performance.now() + RESTED_WITHIN_MS
  while (missing(system.messages(), told).length > 0 && performance.now() < until) await sleep(500)
  const messages = system.messages()
  for (const what of missing(messages, told)) tally.lose(what)
  const seen = new Set<string>()
  for (const { kind, to, about, reason, text } of messages) {
    const key = `${kind} to ${to} about ${about}: ${reason} ${text}`
    if (seen.has(key)) tally.double(key)
    seen.add(key)
  }
  await holdListed(system, tally, new Set(told.values()))
}

/** Each unit has people of its own: what went as one message with others was about the same repair. */
const isFor = ({ reason }: Message, wanted: string): boolean =>
  reason === wanted ||
  (reason.startsWith('bundle of ') && reason.split(': ').at(-1)?.split(', ').includes(wanted) === true)

/** The first page and the first mail, of whatever was acknowledged. */
const missing = (messages: readonly Message[], told: ReadonlyMap<number, string>): readonly string[] => {
  const of = (kind: Message['kind'], reason: string) =>
    new Set(messages.filter((one) => one.kind === kind && isFor(one, reason)).map(({ about }) => about))
  const [paged, mailed] = [of('sms', 'paged'), of('email', 'opened')]
  return [...new Set(told.values())].flatMap((repair) => [
    ...(paged.has(`repair/${repair}`) ? [] : [`the page of ${repair}`]),
    ...(mailed.has(`repair/${repair}`) ? [] : [`the mail of ${repair}`]),
  ])
}

async function holdListed(system: System, tally: Tally, told: ReadonlySet<string>): Promise<void> {
  const headers = { ...JSON_TYPE, authorization: `Bearer ${await loginAs(system, 'manager', 'manager')}` }
  const listed = new Map<string, string>()
  let cursor = ''
  do {
    const target = `/api/repairs?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
    const page = JSON.parse((await system.send({ method: 'GET', target, headers })).text)
    for (const { id, unit } of page.repairs) {
      if (unit !== undefined && listed.has(unit)) tally.double(`${unit}: ${listed.get(unit)} and ${id}`)
      listed.set(unit ?? id, id)
    }
    cursor = page.cursor ?? ''
  } while (cursor)
  const open = new Set(listed.values())
  for (const repair of told) if (!open.has(repair)) tally.lose(`${repair} is not on the board`)
}
