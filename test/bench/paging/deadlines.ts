import { type Instant, msDuration, toMs } from '../../../shared/kernel/instant.ts'
import { makeCalls } from '../callers.ts'
import { benchDirectory } from '../directory.ts'
import { figuresOf, type Measured, percentile } from '../figures.ts'
import { newFolder, SECRET, System } from '../system.ts'

const WITHIN_MS = 5000
/** R5 promises an answer within 10 minutes and is warned of at half of it. */
const WARNED_AFTER_MS = 300_000
/** Enough for an idle moment before the first is due. */
const LEAD_MS = 3000

/** Many deadlines due within 5 s, in real time: by how much what is to happen then happens late. */
export async function measureDeadlines({ runs, repairs }: { runs: number; repairs: number }): Promise<Measured> {
  const done = []
  for (let run = 0; run < runs; run++) done.push(await playDeadlines(repairs))
  return {
    figures: figuresOf(done, {
      p50: { name: `${repairs} deadlines within 5 s: SMS after the deadline p50`, unit: 'ms' },
      p99: { name: 'SMS after the deadline p99', unit: 'ms', target: 1000 },
      max: { name: 'SMS after the deadline, worst', unit: 'ms' },
      timerP99: { name: 'SMS after the timer p99', unit: 'ms' },
      wrong: { name: 'warnings missing, early or doubled', unit: '', target: 0 },
    }),
    notes: [
      'The deadlines are R5 warnings. A wait is told to Step Functions in whole seconds, rounded up, so a timer stands up to 1 s after its deadline.',
    ],
    faults: done.flatMap(({ wrong }, run) => (wrong ? [`deadlines, run ${run + 1}: ${wrong} wrong`] : [])),
  }
}

async function playDeadlines(repairs: number) {
  const system = await System.start(await newFolder(benchDirectory(repairs, ['R'])))
  const reported = { fromMs: Date.now() - WITHIN_MS, stepMs: WITHIN_MS / repairs }
  const load = {
    url: system.url,
    secret: SECRET,
    first: 0,
    count: repairs,
    severity: 'urgent',
    pace: { atOnce: 8 },
    reported,
  }
  const dueAt = new Map<string, number>()
  for (const [index, { repairId = '' }] of (await makeCalls(load)).entries())
    dueAt.set(repairId, Math.floor(reported.fromMs + index * reported.stepMs) + WARNED_AFTER_MS)
  await system.rest()
  // Nobody answers the first page: the next people have been asked by the time the warnings are due.
  const firstDue = reported.fromMs + WARNED_AFTER_MS
  await system.advance(msDuration(firstDue - LEAD_MS - toMs(await system.now())))
  const timers = system.timers()
  await until(system, firstDue + WITHIN_MS + 1500)
  await system.rest()
  const warned = system.handed().filter(({ kind, reason }) => kind === 'sms' && reason.startsWith('clockWarned'))
  await system.endAndForget()

  const after = (due: (repairId: string) => number) => warned.map(({ repairId, at }) => toMs(at) - due(repairId))
  const late = after((id) => dueAt.get(id) ?? Number.NaN)
  const lateTimer = after((id) => toMs(timers.get(id) ?? ''))
  const early = late.filter((ms) => !(ms >= 0)).length
  return {
    p50: percentile(late, 0.5),
    p99: percentile(late, 0.99),
    max: Math.max(...late),
    timerP99: percentile(lateTimer, 0.99),
    wrong: early + Math.abs(warned.length - repairs) + (repairs - new Set(warned.map(({ repairId }) => repairId)).size),
  }
}

async function until(system: System, instantMs: number): Promise<void> {
  for (let now: Instant = await system.now(); toMs(now) < instantMs; now = await system.now())
    await new Promise((resolve) => setTimeout(resolve, Math.min(1000, instantMs - toMs(now))))
}
