import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureBoard } from './board/board.ts'
import { measureBundles } from './bundles.ts'
import { measureCost } from './cost.ts'
import { measureDisk } from './disk.ts'
import { type Measured, markdown } from './figures.ts'
import { measureLedger } from './ledger.ts'
import { measureOpenRepairs } from './open-repairs.ts'
import { measureDeadlines } from './paging/deadlines.ts'
import { measureHotline } from './paging/hotline.ts'
import { measurePhones } from './paging/phones.ts'
import { measureContractMonth } from './planned/month.ts'
import { measurePlanned } from './planned/planned.ts'

// npm run bench [-- --short] [-- --only hotline]    about 18 minutes on a quiet machine, --short about 2; Linux (reads /proc)
// Measures how fast the system is and what it costs, and prints a Markdown table. Fails when something was lost or done
// wrongly, never because it was slow: a busy machine is no defect.

const FULL: Plan = {
  hotline: () => measureHotline({ runs: 3, seconds: 60 }),
  openRepairs: () => measureOpenRepairs({ runs: 3, repairs: 10_000 }),
  deadlines: () => measureDeadlines({ runs: 3, repairs: 1000 }),
  phones: () => measurePhones({ runs: 3, pages: 100 }),
  ledger: () => measureLedger({ repairs: 100_000, restarts: 20, asked: 50 }),
  cost: () => measureCost({ runs: 3 }),
  bundles: () => measureBundles({ children: 15 }),
  planned: () => measurePlanned({ contracts: 5000, days: 9 }),
  disk: measureDisk,
  contractMonth: () => measureContractMonth({ runs: 3 }),
  board: () => measureBoard({ runs: 9, repairs: 10_000 }),
}
const SHORT: Plan = {
  hotline: () => measureHotline({ runs: 1, seconds: 10 }),
  openRepairs: () => measureOpenRepairs({ runs: 1, repairs: 1000 }),
  deadlines: () => measureDeadlines({ runs: 1, repairs: 200 }),
  phones: () => measurePhones({ runs: 1, pages: 50 }),
  ledger: () => measureLedger({ repairs: 5000, restarts: 4, asked: 25 }),
  cost: () => measureCost({ runs: 1 }),
  bundles: () => measureBundles({ children: 3 }),
  planned: () => measurePlanned({ contracts: 100, days: 3 }),
  disk: measureDisk,
  contractMonth: () => measureContractMonth({ runs: 1 }),
  board: () => measureBoard({ runs: 1, repairs: 500 }),
}
type Plan = Readonly<Record<string, () => Promise<Measured>>>

const OUT = join(import.meta.dirname, '../.artifacts')

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
const { values } = parseArgs({ options: { short: { type: 'boolean' }, only: { type: 'string', multiple: true } } })
const measured: Record<string, Measured> = {}
for (const [name, measure] of Object.entries(values.short ? SHORT : FULL)) {
  if (values.only && !values.only.includes(name)) continue
  console.error(`measuring: ${name}`)
  measured[name] = await measure()
}
const all = Object.values(measured)
const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version }
const faults = all.flatMap((one) => one.faults)

mkdirSync(OUT, { recursive: true })
writeFileSync(
  join(OUT, 'bench.json'),
  `${JSON.stringify({ machine, short: values.short ?? false, measured }, null, 2)}\n`,
)
console.log(`${markdown(all.flatMap(({ figures }) => figures))}

Machine: ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}.
${all
  .flatMap(({ notes = [] }) => notes)
  .map((note) => `- ${note}`)
  .join('\n')}`)
if (faults.length > 0) {
  console.error(`\nWrong:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
  process.exitCode = 1
}
