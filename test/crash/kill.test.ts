import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkRecord, type Told } from './check.ts'
import { RealProcess } from './process.ts'

type Work = 'calls' | 'moves' | 'actions'
/** After so many milliseconds, answers, or messages: these are printed when they are sent, but before that is noted. */
type Moment = { readonly ms: number } | { readonly answers: number } | { readonly messages: number }
/** What each process was doing when it was killed, and when. */
const DEATHS: readonly (readonly ['start' | Work, Moment])[] = [
  ['start', { ms: 90 }],
  ['calls', { answers: 1 }],
  ['calls', { ms: 4 }],
  ['start', { ms: 400 }],
  ['moves', { ms: 2 }],
  ['calls', { answers: 9 }],
  ['moves', { ms: 12 }],
  ['actions', { answers: 1 }],
  ['calls', { ms: 70 }],
  ['moves', { messages: 1 }],
  ['moves', { ms: 40 }],
  ['calls', { messages: 3 }],
  ['actions', { ms: 15 }],
  ['calls', { ms: 140 }],
  ['moves', { messages: 9 }],
  ['calls', { messages: 10 }],
  ['moves', { ms: 110 }],
  ['actions', { answers: 5 }],
  ['calls', { answers: 20 }],
  ['moves', { ms: 250 }],
]
const UNITS_OF_A_BURST = 12

test('kill -9 at any instant: nothing acknowledged is lost, nothing is sent twice, every promise is watched again', {
  timeout: 180_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-kill-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const told: Told = { calls: new Map(), actions: new Map() }

  for (const [round, [work, death]] of DEATHS.entries()) {
    const system = new RealProcess(folder)
    if (work !== 'start') await system.ready()
    await untilDeath(system, death, work === 'start' ? idle : WORK[work](system, told, round))
  }
  // The deaths came early enough to interrupt something, and late enough for something to be there.
  expect(told.calls.size).toBeGreaterThan(15)
  expect(told.actions.size).toBeGreaterThan(5)

  await checkRecord(folder, told)
})

type Traffic = (answered: () => void) => Promise<unknown>
const idle: Traffic = () => new Promise(() => {})

/** Traffic, cut off by the death. A request that hears nothing was promised nothing. */
async function untilDeath(system: RealProcess, death: Moment, traffic: Traffic) {
  let answers = 0
  await new Promise<void>((resolve) => {
    if ('ms' in death) setTimeout(resolve, death.ms)
    if ('messages' in death) system.onMessage(death.messages, resolve)
    const work = traffic(() => {
      answers++
      if ('answers' in death && answers >= death.answers) resolve()
    })
    work.then(
      () => resolve(),
      () => {},
    )
  })
  await system.kill()
}

const WORK: Record<Work, (system: RealProcess, told: Told, round: number) => Traffic> = {
  /** A burst of calls at once, each of them sent twice, as a provider does that heard nothing. */
  calls: (system, told, round) => (answered) =>
    Promise.all(
      Array.from({ length: 2 * UNITS_OF_A_BURST }, (_, index) => index % UNITS_OF_A_BURST).map(async (n) => {
        const callId = `call-${round}-${n}`
        const { status, json } = await system.call({ callId, serial: `UNIT-${round}-${n}` })
        if (status !== 200 && status !== 201) throw new Error(`${callId} was answered with ${status}`)
        told.calls.set(callId, json.repairId)
        answered()
      }),
    ),
  /** Time passes in long steps: pages climb, deadlines are missed. */
  moves: (system) => async (answered) => {
    for (;;) {
      const { status } = await system.move('PT7M')
      if (status === 200) answered()
    }
  },
  /** Someone on the telephone takes down what the engineers report. */
  actions: (system, told, round) => async (answered) => {
    for (const repairId of [...new Set(told.calls.values())].slice(0, 12)) {
      const id = `action-${round}-${repairId}`
      const { status } = await system.api(`/api/repairs/${repairId}/actions`, { type: 'note', text: 'x', id })
      if (status === 200) told.actions.set(id, repairId)
      answered()
    }
  },
}
