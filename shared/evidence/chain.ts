import { canonical } from '../kernel/canonical.ts'

/** Hex SHA-256 of a text. */
export type Digest = (text: string) => string

/**
 * One hash per record, each over the hash before it and the record: whoever changes, removes or adds a record changes every hash
 * from there on. The first one stands for the seed, so that a chain without records is one as well.
 */
export const chainOf = (seed: unknown, records: readonly unknown[], digest: Digest): readonly string[] => {
  const hashes = [digest(canonical(seed))]
  for (const record of records) hashes.push(digest(`${hashes.at(-1)}${canonical(record)}`))
  return hashes
}

/** Index of the first link at which two chains part; undefined when they are the same. */
export const firstDifference = (one: readonly string[], other: readonly string[]): number | undefined => {
  const index = Array.from({ length: Math.max(one.length, other.length) }).findIndex((_, at) => one[at] !== other[at])
  return index < 0 ? undefined : index
}
