import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Plugin } from 'vite'
import { BaseSequencer, createVitest, type TestModule, type Vitest } from 'vitest/node'
import { type Mutant, ROOT } from './mutants.ts'

/** In the order they are asked for: whichever is likely to notice first comes first. */
class AsAsked extends BaseSequencer {
  override sort: BaseSequencer['sort'] = async (files) => files
}

export interface Ran {
  readonly modules: readonly TestModule[]
  readonly failed: readonly string[]
}

/**
 * Our tests with some files of ours changed as they are read, one after the other in one process: a mutant costs what its tests
 * cost, and no start of vitest.
 */
export class Runner {
  readonly #change: (file: string, source: string) => string
  readonly #setup: string
  #vitest: Vitest | undefined

  /** `setup`: what runs before each test file. */
  constructor(setup: string, change: (file: string, source: string) => string) {
    this.#setup = setup
    this.#change = change
  }

  /** `stopAtFirst`: one that fails is enough to know. */
  async run(tests: readonly string[], stopAtFirst: boolean): Promise<Ran> {
    this.#vitest ??= await this.#open(stopAtFirst)
    const all = await this.#vitest.globTestSpecifications()
    const wanted = tests.flatMap((test) => all.find(({ moduleId }) => moduleId === join(ROOT, test)) ?? [])
    const { testModules, unhandledErrors } = await this.#vitest.runTestSpecifications(wanted)
    const failed = testModules
      .filter((module) => module.state() === 'failed')
      .map(({ moduleId }) => relative(ROOT, moduleId))
    return { modules: testModules, failed: unhandledErrors.length > 0 ? [...failed, 'outside of any test'] : failed }
  }

  /** It reads this file anew, as whatever is to be changed now. */
  forget({ file }: Mutant): void {
    this.#vitest?.invalidateFile(join(ROOT, file))
  }

  async close(): Promise<void> {
    await this.#vitest?.close()
  }

  #open(stopAtFirst: boolean): Promise<Vitest> {
    const plugin: Plugin = {
      name: 'mutate',
      enforce: 'pre',
      transform: (code, id) => {
        const file = relative(ROOT, id)
        return file.startsWith('shared/') ? this.#change(file, code) : undefined
      },
    }
    return createVitest(
      'test',
      {
        root: ROOT,
        config: false,
        include: ['test/**/*.test.ts'],
        testTimeout: 30_000,
        hookTimeout: 60_000,
        watch: false,
        isolate: false,
        maxWorkers: 1,
        bail: stopAtFirst ? 1 : 0,
        fsModuleCache: false,
        reporters: [{}],
        setupFiles: [join(import.meta.dirname, this.#setup)],
        sequence: { sequencer: AsAsked },
      },
      { plugins: [plugin] },
    )
  }
}

export const sourceOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
