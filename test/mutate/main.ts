import { constants, setPriority } from 'node:os'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { equivalentTo } from './equivalent.ts'
import { Judge } from './judge.ts'
import { drawMap } from './map.ts'
import { mutantsIn } from './mutants.ts'
import { type Judged, rateOf, report, told } from './score.ts'

// npm run mutate [-- --count 50] [-- --seed 7] [-- --only shared/promise]... [-- --within 30] [-- --least 90]
// Changes one small thing of the core at a time (`===` to `!==`, `&&` to `||`, a line left out) and looks whether a test fails
// or it does not compile. A random sample: `count` of each folder. It runs the tests that come to the changed place, those
// first that notice most for their time, until one fails or there were `within` seconds of them: one that it lists as
// survived may still be known to a slower test. Fails where less than `least` percent are noticed. Where tests come is found
// out once and remembered: some ten minutes at first.

const FOLDERS = ['promise', 'plan', 'repair', 'contract', 'subject', 'shell', 'kernel'].map((name) => `shared/${name}`)

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true, default: FOLDERS.slice(0, 4) },
    within: { type: 'string', default: '30' },
    least: { type: 'string', default: '0' },
  },
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
const all = mutantsIn(FOLDERS)
const chosen = values.only.flatMap((path) => {
  const there = all.filter((mutant) => `${mutant.file}/`.startsWith(`${path}/`) && !equivalentTo(mutant))
  if (there.length === 0) throw new Error(`there is no mutant in ${path}, only in ${FOLDERS.join(', ')}`)
  const length = Math.min(Number(values.count), there.length)
  const some = fc.shuffledSubarray(there, { minLength: length, maxLength: length })
  return fc.sample(some, { numRuns: 1, seed: Number(values.seed) }).flat()
})
const judge = new Judge(await drawMap(all), all, Number(values.within) * 1000)
const judged: Judged[] = []
try {
  for (const mutant of chosen) {
    const one = { mutant, verdict: await judge.judge(mutant) }
    judged.push(one)
    console.error(`${judged.length}/${chosen.length} ${told(one)}`)
  }
} finally {
  await judge.close()
}
console.log(report(judged))
if (rateOf(judged) < Number(values.least)) process.exitCode = 1
