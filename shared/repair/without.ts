import type { Repair } from './repair.ts'

/** The repair without these fields: an absent field says "none", never `undefined`. */
export const without = <K extends keyof Repair>(state: Repair, ...keys: K[]): Repair => {
  const next = { ...state }
  for (const key of keys) delete next[key]
  return next
}
