/** What a table says of a key that came from outside: `constructor` and its like are in no table of ours. */
export const ownOf = <T>(table: Readonly<Partial<Record<string, T>>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined
