/** The value without these fields: an absent field says "none", never `undefined`. */
export const without = <T extends object, K extends keyof T>(value: T, ...keys: K[]): T => {
  const next = { ...value }
  for (const key of keys) delete next[key]
  return next
}
