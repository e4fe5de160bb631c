import { dayOf } from './routine.ts'
import { Stage } from './stage.ts'
import { signContracts } from './supplier.ts'

const log = { info() {}, warn: console.warn, error: console.error }
const t0 = performance.now()
const stage = await Stage.open('2026-12-31T18:00:00.000Z', log)
const contracts = await signContracts(stage.host)
const DAY = 86400000
const counts = new Map()
for (let d = 0; d < Number(process.argv[2] ?? 60); d++) {
  await stage.pass(DAY)
  await dayOf(
    stage,
    { prevented: () => undefined, tell: (l) => counts.set(l.split(' ')[0], (counts.get(l.split(' ')[0]) ?? 0) + 1) },
    stage.messages().filter((m) => m.kind === 'email'),
  )
}
console.log(counts, performance.now() - t0)
for (const c of contracts) {
  const lines = (await stage.host.deps.ledger.ofSubject(`contract/${c.id}`)).filter(
    (l) => !l.what.startsWith('document'),
  )
  console.log(
    c.id,
    Object.entries(Object.groupBy(lines, (l) => l.state))
      .map(([k, v]) => `${k} ${v?.length}`)
      .join(', '),
  )
}
await stage.close()
