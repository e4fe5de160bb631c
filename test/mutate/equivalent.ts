import type { Mutant } from './mutants.ts'

/** A change that nobody can notice, and why. */
interface Equivalent {
  readonly file: string
  readonly was: string
  readonly now: string
  readonly because: string
}

const EQUIVALENT: readonly Equivalent[] = []

export const equivalentTo = ({ file, was, now }: Mutant): Equivalent | undefined =>
  EQUIVALENT.find((one) => one.file === file && one.was === was && one.now === now)
