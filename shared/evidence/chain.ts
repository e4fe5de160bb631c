/** Hex SHA-256 of a text. */
export type Digest = (text: string) => string

/** JSON with keys in order and without what is undefined: equal data, equal text. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value))

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

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, sorted(field)]))
}
