/** Fields that may be `undefined` are there or are not. */
type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The named fields that are there. */
export const pick = <T extends object, K extends keyof T>(from: T, ...keys: K[]): Defined<Pick<T, K>> =>
  Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as Defined<
    Pick<T, K>
  >

/** The fields that have a value. */
export const defined = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>

/** The value without these fields: an absent field says "none", never `undefined`. */
export const without = <T extends object, K extends keyof T>(value: T, ...keys: K[]): T => {
  const next = { ...value }
  for (const key of keys) delete next[key]
  return next
}
