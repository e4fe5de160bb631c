import type { Instant } from '../../../shared/kernel/instant.ts'
import { actOnVisit } from '../../../shared/use-cases/act-on-visit.ts'
import { refreshContract } from '../../../shared/use-cases/contract-ledger.ts'
import { loadVisit, visitRows } from '../../../shared/use-cases/visits.ts'
import { visitSubject } from '../../../shared/visit/state/subject.ts'
import type { VisitSummary } from '../../../shared/visit/summary.ts'
import { hasJava, startDynamoDbLocal } from '../../support/dynamodb/dynamodb-local.ts'
import { aContract } from '../../support/repair-fixtures.ts'
import { startCloud } from '../cloud.ts'
import { billOf } from '../cost.ts'
import { benchDirectory } from '../directory.ts'
import { figuresOf, type Measured } from '../figures.ts'
import { Meter } from '../meter.ts'
import { CLAUSES, planOf } from './planned.ts'

const NOW: Instant = '2026-12-01T02:00:00.000Z'
const MONTHS = 3
const DAYS = 91
const DESK = { kind: 'staff', id: 'manager-0', name: '经理', manager: true } as const

type Cloud = Awaited<ReturnType<typeof startCloud>>

/** What a contract with twenty recurring clauses at one site asks of AWS in a month: planned, agreed by link, done, on record. */
export async function measureContractMonth({ runs }: { runs: number }): Promise<Measured> {
  if (!hasJava('the cost of a contract (test/bench/planned/month.ts)'))
    return { figures: [], faults: [], notes: ['Cost of a contract: not measured, no Java 17.'] }
  const done = []
  for (let run = 0; run < runs; run++) done.push(await playQuarter())
  return {
    figures: figuresOf(
      done.map(({ values }) => values),
      {
        works: { name: `per contract with ${CLAUSES} clauses and month: works done`, unit: '' },
        transitions: { name: '… state transitions', unit: '' },
        reads: { name: '… DynamoDB read request units', unit: 'RRU' },
        writes: { name: '… DynamoDB write request units', unit: 'WRU' },
        invocations: { name: '… Lambda invocations', unit: '' },
        mails: { name: '… mails', unit: '' },
        usd: { name: '… AWS cost without SMS', unit: 'USD', target: 0.02 },
      },
    ),
    notes: [
      'A quarter of one contract at one site, divided by three: visits open by themselves, are agreed by link, confirmed and done by the desk.',
    ],
    faults: done.flatMap(({ faults }) => faults),
    details: done.map(({ bill }) => bill),
  }
}

async function playQuarter() {
  const local = await startDynamoDbLocal()
  const meter = new Meter()
  const plan = planOf('site')
  const people = { coordinator: 'manager-0', manager: 'manager-0', papersBy: 'manager-0' }
  const contract = aContract({
    id: 'K-0',
    customer: 'customer-R',
    plan: plan.id,
    planVersion: plan.version,
    signedOn: '2026-05-01',
    acceptedOn: '2026-05-20',
    ...people,
  })
  const directory = { ...benchDirectory(1, ['R']), contracts: [contract] }
  const cloud = await startCloud(local, meter, NOW, { directory, plans: [plan] })
  await refreshContract(cloud.deps, 'K-0')
  await cloud.pass('PT1H')
  const before = counted(cloud, meter)
  let works = 0
  for (let day = 0; day < DAYS; day++) {
    works += await workOfDay(cloud)
    await cloud.pass('P1D')
  }
  const after = counted(cloud, meter)
  await cloud.stop()
  await local.stop()
  const bill = billOf({
    ...difference(after, before),
    invocations: differences(after.invocations, before.invocations),
  })
  const usd = Object.values(bill).reduce((sum, part) => sum + part, 0)
  const { transitions, reads, writes, invoked, mails } = difference(after, before)
  const month = (value: number) => value / MONTHS
  return {
    values: {
      works: month(works),
      transitions: month(transitions),
      reads: month(reads),
      writes: month(writes),
      invocations: month(invoked),
      mails: month(mails),
      usd: month(usd),
    },
    faults: [...cloud.faults, ...(works === 0 ? ['nothing was done in a quarter'] : [])],
    bill,
  }
}

/** What is agreed and over is done; who is offered dates takes the first. */
async function workOfDay(cloud: Cloud): Promise<number> {
  let works = 0
  const rows: VisitSummary[] = []
  for await (const { row } of visitRows(cloud.deps)) rows.push(row)
  for (const row of rows) {
    const act = (action: Parameters<typeof actOnVisit>[2]) =>
      cloud.api(() => actOnVisit(cloud.deps, row.id, action, DESK))
    if (row.stage === 'planning') await choose(cloud, row.id)
    else if (row.slot && row.slot.to <= cloud.now()) {
      const result = await act({ type: 'done', found: '逐项检查，运行正常' })
      if (result.outcome === 'done') works += row.works.length
    }
  }
  return works
}

/** By their link, the first of the dates offered. */
async function choose({ deps, mails, tap }: Cloud, id: string): Promise<void> {
  const [first] = (await loadVisit(deps, id))?.proposal?.slots ?? []
  const letter = mails.findLast(({ about }) => about === visitSubject(id))
  const [link] = /https:\S+?\/c\/[\w-]+/.exec(letter?.text ?? '') ?? []
  if (first && link) await tap(link, 'choose', { slot: first.from })
}

const counted = (cloud: Cloud, { reads, writes, functionMs, invoked, invocations }: Meter) => ({
  transitions: cloud.engine.counts().reduce((sum, { transitions }) => sum + transitions, 0),
  reads,
  writes,
  functionMs,
  invoked,
  mails: cloud.mails.length,
  events: cloud.engine.counts().reduce((sum, { name }) => sum + cloud.engine.history(name).length, 0),
  invocations: { ...invocations },
})
type Counts = ReturnType<typeof counted>

const difference = (after: Counts, before: Counts) => ({
  transitions: after.transitions - before.transitions,
  reads: after.reads - before.reads,
  writes: after.writes - before.writes,
  functionMs: after.functionMs - before.functionMs,
  invoked: after.invoked - before.invoked,
  mails: after.mails - before.mails,
  events: after.events - before.events,
})
const differences = (after: Counts['invocations'], before: Counts['invocations']) =>
  Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]))
