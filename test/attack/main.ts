import { parseArgs } from 'node:util'
import type { Directory } from '../../shared/directory/directory.ts'
import { benchDirectory } from '../bench/directory.ts'
import { type DynamoDbLocal, hasJava, startDynamoDbLocal } from '../support/dynamodb/dynamodb-local.ts'
import { flood } from './attacks/flood.ts'
import { fuzz } from './attacks/fuzz.ts'
import { kills, UNITS_OF_A_ROUND } from './attacks/kills.ts'
import { poison } from './attacks/poison.ts'
import { rights } from './attacks/rights.ts'
import { schemathesis } from './attacks/schemathesis.ts'
import { slow } from './attacks/slow.ts'
import { type Store, System } from './system.ts'
import { type Tally, table } from './tally.ts'

// npm run attack [-- --count 100000] [-- --seed 7] [-- --only fuzz]    about 3 minutes without a count; Java for the second store
// Attacks the real process, and the same handlers on the second store, and prints what came of it. Fails on anything that was
// answered with 5xx or not at all, hung, got lost, came twice, or was answered otherwise than the document and the rights say.

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
  },
})
const count = Number(values.count)
const seed = Number(values.seed)

interface Attack {
  readonly play: (system: System) => Promise<Tally>
  /** Absent: the demo's. */
  readonly directory?: Directory
  /** What is the same whatever the store, and slow, is played on it by hand only. */
  readonly onSecond: boolean
}
const isLong = count >= 20_000
/** 145 of them in the long run. */
const rounds = Math.max(5, Math.ceil(count / 700))
const ATTACKS: Readonly<Record<string, Attack>> = {
  fuzz: {
    play: (system) => fuzz(system, { count: system.store === 'SQLite' ? count : Math.ceil(count / 5), seed }),
    onSecond: true,
  },
  rights: { play: (system) => rights(system, seed), onSecond: true },
  slow: { play: slow, onSecond: isLong },
  poison: { play: (system) => poison(system, { steps: isLong ? 2000 : 120 }), onSecond: true },
  flood: { play: (system) => flood(system, { calls: Math.ceil(count / 4) }), onSecond: true },
  kills: {
    play: (system) => kills(system, { rounds, seed }),
    directory: benchDirectory(rounds * UNITS_OF_A_ROUND, ['R']),
    onSecond: true,
  },
  schemathesis: {
    play: (system) => schemathesis(system, { examples: Math.ceil(count / 500), seed }),
    onSecond: isLong,
  },
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
const tallies: Tally[] = []

async function attackOn(attacks: readonly (readonly [string, Attack])[], store: () => Promise<Store>): Promise<void> {
  for (const [name, { play, directory }] of attacks) {
    const system = await new System(await store(), directory).start()
    console.error(`attacking: ${name} on ${system.name}`)
    try {
      const tally = await play(system)
      tallies.push(tally)
      if (!tally.isClean) console.error(`${tally.told.join('\n')}\n${system.stderr}`)
    } finally {
      await system.endAndForget()
    }
  }
}

async function attackSecondStore(attacks: readonly (readonly [string, Attack])[]): Promise<void> {
  if (!hasJava('attacks on the second store')) return
  const local: DynamoDbLocal = await startDynamoDbLocal()
  try {
    await attackOn(attacks, async () => ({ endpoint: local.endpoint, table: (await local.createTable()).name }))
  } finally {
    await local.stop()
  }
}

const wanted = Object.entries(ATTACKS).filter(([name]) => !values.only || values.only.includes(name))
await attackOn(wanted, async () => 'SQLite')
await attackSecondStore(wanted.filter(([, { onSecond }]) => onSecond))
console.log(table(tallies))
if (tallies.some(({ isClean }) => !isClean)) process.exitCode = 1
