import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Mutant, mutated, ROOT } from './mutants.ts'
import { sourceOf } from './runner.ts'

/** The compiler on a copy of `shared/`, in which one mutant at a time stands. It remembers what the last one did not touch. */
export class Types {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mutate-types-'))

  constructor() {
    for (const name of ['shared', 'package.json', 'tsconfig.json'])
      cpSync(join(ROOT, name), join(this.#folder, name), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(this.#folder, 'node_modules'))
    const config = { extends: './tsconfig.json', include: ['shared'], compilerOptions: { incremental: true } }
    writeFileSync(join(this.#folder, 'shared.json'), JSON.stringify(config))
    if (!this.#compile()) throw new Error('shared/ does not compile as it is')
  }

  compiles(mutant: Mutant): boolean {
    const [path, source] = [join(this.#folder, mutant.file), sourceOf(mutant.file)]
    writeFileSync(path, mutated(source, mutant))
    try {
      return this.#compile()
    } finally {
      writeFileSync(path, source)
    }
  }

  close(): void {
    rmSync(this.#folder, { recursive: true })
  }

  #compile(): boolean {
    const tsc = join(ROOT, 'node_modules/.bin/tsc')
    const { status, error } = spawnSync(tsc, ['-p', 'shared.json'], { cwd: this.#folder })
    if (error) throw error
    return status === 0
  }
}
