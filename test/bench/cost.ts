import type { Instant } from '../../shared/kernel/instant.ts'
import { hasJava, startDynamoDbLocal } from '../support/dynamodb/dynamodb-local.ts'
import { startCloud } from './cloud.ts'
import { figuresOf, type Measured } from './figures.ts'
import { Meter } from './meter.ts'
import { ASSUMPTIONS, PRICES } from './prices.ts'

const NIGHT: Instant = '2026-11-19T18:13:00.000Z'
const SWEEPS_PER_MONTH = 30 * 24 * 60

/** What one repair on the standard path, with a warning at each of its stages, asks of AWS, and what that costs. */
export async function measureCost({ runs }: { runs: number }): Promise<Measured> {
  if (!hasJava('the cost of a repair (test/bench/cost.ts)'))
    return { figures: [], faults: [], notes: ['Cost: not measured, no Java 17.'] }
  const done = []
  for (let run = 0; run < runs; run++) done.push(await playRepair())
  return {
    figures: figuresOf(
      done.map(({ values }) => values),
      {
        transitions: { name: 'per repair: state transitions', unit: '' },
        reads: { name: 'per repair: DynamoDB read request units', unit: 'RRU' },
        writes: { name: 'per repair: DynamoDB write request units', unit: 'WRU' },
        invocations: { name: 'per repair: Lambda invocations', unit: '' },
        functionMs: { name: 'per repair: time in functions, measured here', unit: 'ms' },
        mails: { name: 'per repair: mails', unit: '' },
        sms: { name: 'per repair: SMS (not in the cost)', unit: '' },
        usd: { name: 'per repair: AWS cost without SMS', unit: 'USD', target: 0.003 },
        sweeperUsd: { name: 'whatever is open: sweeper per month', unit: 'USD' },
      },
    ),
    notes: [
      'Path: plan R, urgent; page, acknowledged, R5 warning, answered, on the way, R6 warning, arrived, R5 warning, done, reminder, confirmed, report read. Units as DynamoDB Local bills them.',
      `Cost: list prices of us-east-1 (test/bench/prices.ts); functions at 512 MB ARM, each taken as cold (${ASSUMPTIONS.coldStartMs} ms) and ${ASSUMPTIONS.lambdaSlower} times slower than here; with logs and traces.`,
    ],
    faults: done.flatMap(({ faults }) => faults),
    details: done.map(({ details }) => details),
  }
}

async function playRepair() {
  const local = await startDynamoDbLocal()
  const meter = new Meter()
  const cloud = await startCloud(local, meter, NIGHT)
  const repairId = await cloud.call(3)
  await playPath(cloud, repairId)

  const { invocations, invoked, reads, writes, functionMs } = structuredClone({ ...meter, invoked: meter.invoked })
  const transitions = cloud.engine.counts().reduce((sum, { transitions }) => sum + transitions, 0)
  const events = cloud.engine.history(repairId).length
  const stage = (await cloud.load(repairId))?.stage
  const [mails, sms] = [cloud.mails.length, cloud.sms.length]
  const sweeper = await measureSweep(cloud, meter)
  await cloud.stop()
  await local.stop()

  const bill = billOf({ transitions, reads, writes, functionMs, invocations, invoked, events, mails })
  const usd = Object.values(bill).reduce((sum, part) => sum + part, 0)
  return {
    values: { transitions, reads, writes, invocations: invoked, functionMs, mails, sms, usd, sweeperUsd: sweeper },
    faults: [...cloud.faults, ...(stage === 'closed' ? [] : [`the repair ended at "${stage}", not closed`])],
    details: { invocations, bill, messages: [...cloud.sms, ...cloud.mails].map(({ reason }) => reason) },
  }
}

async function playPath(cloud: Awaited<ReturnType<typeof startCloud>>, repairId: string): Promise<void> {
  const linkIn = (text: string | undefined) =>
    /https:\S+?\/[pc]\/[\w-]+/.exec(text ?? '')?.[0] ?? `no link of ${repairId}`
  const customer = linkIn(cloud.mails[0]?.text)
  await cloud.pass('PT2M')
  const engineer = linkIn(cloud.sms[0]?.text)
  await cloud.open(engineer)
  await cloud.tap(engineer, 'acknowledge')
  await cloud.pass('PT4M')
  await cloud.tap(engineer, 'respond', { note: '按键无反应', solution: '上门更换电池' })
  await cloud.pass('PT10M')
  await cloud.tap(engineer, 'goOnSite')
  await cloud.pass('PT13H')
  await cloud.tap(engineer, 'arrive')
  await cloud.pass('PT2H')
  await cloud.tap(engineer, 'complete', { cause: '电池老化', done: '更换电池，测试正常', parts: '电池' })
  await cloud.pass('PT25H')
  await cloud.open(customer)
  await cloud.tap(customer, 'confirm', { rating: '5' })
  await cloud.open(`${customer}/report`)
}

export interface Counted {
  readonly transitions: number
  readonly reads: number
  readonly writes: number
  readonly functionMs: number
  readonly invoked: number
  readonly invocations: Readonly<Record<string, number>>
  readonly events: number
  readonly mails: number
}

export function billOf(counted: Counted) {
  const { transitions, reads, writes, functionMs, invoked, invocations, events, mails } = counted
  const http = (invocations.CallsFunction ?? 0) + (invocations.LinksFunction ?? 0) + (invocations.ApiFunction ?? 0)
  const lines = events + invoked * ASSUMPTIONS.linesPerInvocation
  return {
    stepFunctions: transitions * PRICES.stateTransition,
    dynamoDb: reads * PRICES.readUnit + writes * PRICES.writeUnit,
    lambda: lambdaUsd(functionMs, invoked),
    httpApi: http * PRICES.httpApiRequest,
    mails: mails * PRICES.mail,
    logs: (lines * ASSUMPTIONS.logLineKb * PRICES.logGb) / 1e6,
    // One per request from outside and per batch of mails; an execution's functions are in its own.
    traces: (http + (invocations.DeliverFunction ?? 0) + 1) * PRICES.trace,
  }
}

const lambdaUsd = (ms: number, invoked: number): number => {
  const seconds = (ms * ASSUMPTIONS.lambdaSlower + invoked * ASSUMPTIONS.coldStartMs) / 1000
  return seconds * ASSUMPTIONS.lambdaGb * PRICES.lambdaGbSecond + invoked * PRICES.lambdaRequest
}

/** A sweep that finds nothing. */
async function measureSweep(cloud: Awaited<ReturnType<typeof startCloud>>, meter: Meter): Promise<number> {
  const before = { reads: meter.reads, functionMs: meter.functionMs }
  await cloud.sweep()
  const usd =
    (meter.reads - before.reads) * PRICES.readUnit +
    lambdaUsd(meter.functionMs - before.functionMs, 1) +
    PRICES.schedulerInvocation
  return usd * SWEEPS_PER_MONTH
}
