import { setTimeout as sleep } from 'node:timers/promises'
import { makeCalls } from './callers.ts'
import { benchDirectory } from './directory.ts'
import { figuresOf, type Measured } from './figures.ts'
import { newFolder, SECRET, System } from './system.ts'

const RESTART_LIMIT_MS = 60_000
const MEMORY_MB = 300

/**
 * Many open repairs: what they need in memory, and how soon all of them are waited for again after `kill -9`. "Armed" is read from
 * the data: every open repair has an execution that waits with the token that the repair knows, and a timer.
 */
export async function measureOpenRepairs({ runs, repairs }: { runs: number; repairs: number }): Promise<Measured> {
  const done = []
  for (let run = 0; run < runs; run++) done.push(await playOpening(repairs))
  return {
    figures: figuresOf(done, {
      perSecond: { name: `${repairs} repairs opened by 8 callers in turn`, unit: '1/s' },
      opened: { name: 'memory (RSS) after opening them', unit: 'MB', target: MEMORY_MB },
      rest: { name: 'memory (RSS) once all are paged, mailed and armed', unit: 'MB', target: MEMORY_MB },
      peak: { name: 'memory (RSS), highest until then', unit: 'MB', target: MEMORY_MB },
      restartMs: { name: 'restart after kill -9: spawn → all clocks armed', unit: 'ms', target: 5000 },
      restarted: { name: 'memory (RSS) after that restart', unit: 'MB', target: MEMORY_MB },
      wrong: { name: 'repairs lost, not armed, or paged twice', unit: '', target: 0 },
    }),
    faults: done.flatMap(({ wrong }, run) => (wrong ? [`open repairs, run ${run + 1}: ${wrong} wrong`] : [])),
  }
}

async function playOpening(repairs: number) {
  // C gives its first line 10 minutes: nothing falls due while the others are still being opened.
  const first = await System.start(await newFolder(benchDirectory(repairs, ['C'])))
  const began = performance.now()
  const results = await makeCalls({ url: first.url, secret: SECRET, first: 0, count: repairs, pace: { atOnce: 8 } })
  const perSecond = repairs / ((performance.now() - began) / 1000)
  const { rss: opened } = first.memory()
  await first.rest()
  const { rss: rest, peak } = first.memory()
  await first.end('SIGKILL')

  const killedAt = performance.now()
  const second = await System.start(first.folder)
  while (second.armed().armed < repairs && performance.now() - killedAt < RESTART_LIMIT_MS) await sleep(5)
  const restartMs = performance.now() - killedAt
  const { rss: restarted } = second.memory()
  const { open, armed } = second.armed()
  const pages = second.handed().filter(({ kind }) => kind === 'sms').length
  await second.endAndForget()
  const counts = [results.filter(({ status }) => status === 201).length, open, armed, pages]
  const wrong = Math.max(...counts.map((count) => Math.abs(count - repairs)))
  return { perSecond, opened, rest, peak, restartMs, restarted, wrong }
}
