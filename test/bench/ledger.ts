import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, transaction } from '../../infra/local/database.ts'
import { SqliteLedger } from '../../infra/local/store/ledger.ts'
import { SqliteServiceRecords } from '../../infra/local/store/records.ts'
import { later } from '../../shared/kernel/instant.ts'
import type { Ledger } from '../../shared/ports/ledger.ts'
import type { ServiceRecords } from '../../shared/ports/records.ts'
import { type Figure, type Measured, percentile } from './figures.ts'
import { BenchLedger, LINES_PER_REPAIR, SYMPTOMS } from './ledger-data.ts'

const TARGET_MS = 200
const BATCH = 2000
/** As much as the API gives at once. */
const PAGE = 200

/**
 * How fast a large ledger answers. The file is filled as saves would fill it; then it is opened anew again and again, and each time
 * every question is asked several times with other values, the first time after an opening included.
 */
export async function measureLedger(size: { repairs: number; restarts: number; asked: number }): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-bench-'))
  const file = join(folder, 'chengnuo.db')
  const data = new BenchLedger(size.repairs)
  try {
    const filled = fill(file, data)
    const took = new Map<string, number[]>()
    for (let restart = 0; restart < size.restarts; restart++) await ask(file, data, size.asked, restart, took)
    const lines = (size.repairs * LINES_PER_REPAIR).toLocaleString('en')
    return {
      figures: [...took].flatMap(([name, values]) => figuresFor(`ledger of ${lines}: ${name}`, values)),
      notes: [
        `The ledger's file: ${lines} obligations and ${size.repairs.toLocaleString('en')} service records, ${filled.megabytes} MB, filled in ${filled.seconds} s. Each question was asked ${size.restarts * size.asked} times, over ${size.restarts} openings of the file.`,
      ],
      faults: await faultsIn(file, data),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const figuresFor = (name: string, values: readonly number[]): Figure[] => [
  { name: `${name} p50`, unit: 'ms', runs: [percentile(values, 0.5)] },
  { name: `${name} p99`, unit: 'ms', runs: [percentile(values, 0.99)], target: TARGET_MS },
]

function fill(file: string, data: BenchLedger): { seconds: number; megabytes: number } {
  const began = performance.now()
  const db = openDatabase(file)
  const [ledger, records] = [new SqliteLedger(db), new SqliteServiceRecords(db)]
  for (let first = 0; first < data.repairs; first += BATCH) {
    transaction(db, () => {
      for (let index = first; index < Math.min(first + BATCH, data.repairs); index++) {
        ledger.write(data.lines(index))
        records.write(data.record(index))
      }
    })
  }
  const bytes = Number(
    db.prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size').get()?.bytes,
  )
  db.close()
  return { seconds: Math.round((performance.now() - began) / 1000), megabytes: Math.round(bytes / 1e6) }
}

type Ask = (n: number) => Promise<unknown>

/** What people ask, each with other values every time. */
function questions(ledger: Ledger, records: ServiceRecords, data: BenchLedger): Readonly<Record<string, Ask>> {
  const month = (n: number) => data.months[n % data.months.length] ?? ''
  const model = (n: number) => data.record(n * 7919).model ?? ''
  return {
    'open and due in the next day, a page': (n) =>
      ledger.due({ from: later(data.now, n * 60_000), to: later(data.now, 86_400_000), limit: PAGE }),
    'open and due ever, a page': () => ledger.due({ from: data.begin, to: later(data.now, 1e10), limit: PAGE }),
    'kept rate of a clause in a month': (n) => ledger.tally({ by: 'clause', id: data.clause(n), month: month(n) }),
    'kept rate of a customer in a month': (n) =>
      ledger.tally({ by: 'customer', id: data.customer(n), month: month(n) }),
    'kept rate of an engineer in a month': (n) =>
      ledger.tally({ by: 'engineer', id: data.engineer(n), month: month(n) }),
    "a customer's year, a page": (n) => ledger.ofCustomer({ customer: data.customer(n), ...data.year(n), limit: PAGE }),
    "the largest customer's quarter, all of it": (n) => all(ledger, data.customer(0), data.quarter(n)),
    'lines of a repair': (n) => ledger.ofSubject(`repair/${data.id((n * 7919) % data.repairs)}`),
    'history of a unit': (n) => records.ofUnit(data.record((n * 7919) % data.repairs).unit ?? ''),
    'knowledge by words': (n) => records.search({ words: `${SYMPTOMS[n % SYMPTOMS.length]} 更换电池`, limit: 20 }),
    'knowledge by words and model': (n) =>
      records.search({ words: SYMPTOMS[n % SYMPTOMS.length] ?? '', model: model(n), limit: 20 }),
    'latest records of a model': (n) => records.search({ words: '', model: model(n), limit: 20 }),
  }
}

/** Every line in the period, a page at a time. */
async function all(ledger: Ledger, customer: string, period: { from: string; to: string }): Promise<number> {
  let count = 0
  let cursor: string | undefined
  do {
    const page = await ledger.ofCustomer({ customer, ...period, limit: 1000, ...(cursor !== undefined && { cursor }) })
    count += page.items.length
    cursor = page.cursor
  } while (cursor !== undefined)
  return count
}

async function ask(file: string, data: BenchLedger, asked: number, restart: number, took: Map<string, number[]>) {
  const db = openDatabase(file)
  for (const [name, question] of Object.entries(questions(new SqliteLedger(db), new SqliteServiceRecords(db), data))) {
    for (let time = 0; time < asked; time++) {
      const from = performance.now()
      await question(restart * asked + time)
      const values = took.get(name) ?? []
      took.set(name, [...values, performance.now() - from])
    }
  }
  db.close()
}

/** What is counted must be what was written, and what was written must be found. */
async function faultsIn(file: string, data: BenchLedger): Promise<string[]> {
  const db = openDatabase(file)
  const [ledger, records] = [new SqliteLedger(db), new SqliteServiceRecords(db)]
  let due = 0
  for (const id of data.clauses)
    for (const month of data.months) due += (await ledger.tally({ by: 'clause', id, month })).due
  const found = await records.search({ words: data.record(0).unit ?? '', limit: 50 })
  db.close()
  const expected = data.repairs * LINES_PER_REPAIR
  return [
    ...(due === expected ? [] : [`ledger: ${due} of ${expected} lines are counted`]),
    ...(found.some(({ record }) => record.repair === data.id(0))
      ? []
      : ['ledger: the oldest record is not found by its unit']),
  ]
}
