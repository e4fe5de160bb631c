import { leadsTo } from './imports.ts'
import type { ReachMap } from './map.ts'
import { type Mutant, mutated } from './mutants.ts'
import { Runner } from './runner.ts'
import type { Verdict } from './score.ts'
import { Types } from './types.ts'

/** How much slower tests may be than they were, and as long as anything may take to begin. */
const SLOWER = 5
const START_MS = 30_000

/** Puts one mutant after the other in its place, and looks who notices. */
export class Judge {
  #at: Mutant | undefined
  readonly #kills = new Map<string, number>()
  readonly #runner = new Runner('alarm.ts', (file, source) =>
    this.#at?.file === file ? mutated(source, this.#at) : source,
  )
  readonly #types = new Types()
  readonly #map: ReachMap
  readonly #all: readonly Mutant[]
  readonly #withinMs: number
  constructor(map: ReachMap, all: readonly Mutant[], withinMs: number) {
    this.#map = map
    this.#all = all
    this.#withinMs = withinMs
  }

  async judge(mutant: Mutant): Promise<Verdict> {
    if (this.#at) this.#runner.forget(this.#at)
    this.#at = mutant
    this.#runner.forget(mutant)
    const { tests, ms } = this.#chosen(mutant)
    if (tests.length === 0) return 'unreached'
    const alarmAt = Date.now() + START_MS + SLOWER * ms
    process.env.ALARM_AT = String(alarmAt)
    const ran = await this.#runner.run(tests, true)
    if (Date.now() >= alarmAt) return 'timeout'
    for (const test of ran.failed) this.#kills.set(test, (this.#kills.get(test) ?? 0) + 1)
    if (ran.failed.length > 0) return 'killed'
    return this.#types.compiles(mutant) ? 'survived' : 'no mutant'
  }

  async close(): Promise<void> {
    this.#types.close()
    await this.#runner.close()
  }

  /** Whatever noticed most for its time comes first; as many as there is time for. */
  #chosen(mutant: Mutant): { readonly tests: readonly string[]; readonly ms: number } {
    const worth = ([test, { ms }]: [string, { ms: number }]) => (1 + (this.#kills.get(test) ?? 0)) / (500 + ms)
    const inOrder = this.#testsOf(mutant).sort((a, b) => worth(b) - worth(a))
    const tests: string[] = []
    let ms = 0
    for (const [test, entry] of inOrder) {
      if (ms + entry.ms > this.#withinMs && ms > 0) continue
      tests.push(test)
      ms += entry.ms
    }
    return { tests, ms }
  }

  /** The test files that come to its place. Of what is evaluated at import: those that import it, which is not to say much. */
  #testsOf(mutant: Mutant) {
    return Object.entries(this.#map).filter(([test, { numbers }]) =>
      mutant.isStatic ? leadsTo(test, mutant.file) : numbers.some((number) => this.#all[number] === mutant),
    )
  }
}
