import { toMs } from '../../../shared/kernel/instant.ts'
import { makeCalls } from '../callers.ts'
import { benchDirectory } from '../directory.ts'
import { figuresOf, type Measured, percentile } from '../figures.ts'
import { newFolder, SECRET, System } from '../system.ts'

const PER_SECOND = 50

/** 50 calls per second, each from someone else about another unit: how fast the caller is answered and the engineer paged. */
export async function measureHotline({ runs, seconds }: { runs: number; seconds: number }): Promise<Measured> {
  const done = []
  for (let run = 0; run < runs; run++) done.push(await playCalls(PER_SECOND * seconds))
  const rate = `${PER_SECOND} calls/s for ${seconds} s`
  return {
    figures: figuresOf(
      done.map(({ values }) => values),
      {
        answerP50: { name: `webhook answer p50, ${rate}`, unit: 'ms' },
        answerP99: { name: 'webhook answer p99', unit: 'ms', target: 100 },
        pageP50: { name: 'webhook → SMS handed over p50', unit: 'ms' },
        pageP99: { name: 'webhook → SMS handed over p99', unit: 'ms', target: 1000 },
        pageMax: { name: 'webhook → SMS handed over, worst', unit: 'ms' },
        lost: { name: 'calls, pages or mails lost or doubled', unit: '', target: 0 },
        callerLateP99: { name: 'callers behind their plan p99', unit: 'ms' },
      },
    ),
    notes: ['The callers are a second process on the same cores; calls come at random (Poisson) and wait for nobody.'],
    faults: done.flatMap(({ faults }, run) => faults.map((fault) => `hotline, run ${run + 1}: ${fault}`)),
  }
}

async function playCalls(count: number) {
  const system = await System.start(await newFolder(benchDirectory(count, ['R', 'H', 'C', 'N'])))
  const results = await makeCalls({ url: system.url, secret: SECRET, first: 0, count, pace: { perSecond: PER_SECOND } })
  await system.rest()
  const handed = system.handed()
  const { open } = system.armed()
  await system.endAndForget()

  const of = (kind: 'sms' | 'email') => handed.filter((message) => message.kind === kind)
  const pagedAt = new Map(of('sms').map(({ repairId, at }) => [repairId, toMs(at)]))
  const mailed = new Set(of('email').map(({ repairId }) => repairId))
  const pageMs = results.flatMap(({ repairId = '', startedAt }) => {
    const at = pagedAt.get(repairId)
    return at === undefined ? [] : [at - startedAt]
  })
  const counts = {
    answered: results.filter(({ status }) => status === 201).length,
    open,
    paged: pagedAt.size,
    pages: of('sms').length,
    mailed: mailed.size,
    mails: of('email').length,
    timed: pageMs.length,
  }
  const lost = Math.max(...Object.values(counts).map((number) => Math.abs(number - count)))
  const problems = [...new Set(results.flatMap(({ status, problem }) => (problem ? [`${status} ${problem}`] : [])))]
  const fault = [`${count} calls:`, JSON.stringify(counts), ...problems.slice(0, 3)].join(' ')
  const values = {
    answerP50: percentile(
      results.map(({ answerMs }) => answerMs),
      0.5,
    ),
    answerP99: percentile(
      results.map(({ answerMs }) => answerMs),
      0.99,
    ),
    pageP50: percentile(pageMs, 0.5),
    pageP99: percentile(pageMs, 0.99),
    pageMax: Math.max(...pageMs),
    lost,
    callerLateP99: percentile(
      results.map(({ lateMs }) => lateMs),
      0.99,
    ),
  }
  return { values, faults: lost ? [fault] : [] }
}
