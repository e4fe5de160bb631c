import type { Plan } from './plan.ts'

type Version = Pick<Plan, 'id' | 'version'>

/** By plan and version, as they are listed. */
export const inOrder = (a: Version, b: Version): number =>
  a.id === b.id ? a.version - b.version : a.id < b.id ? -1 : 1

export const isSameVersion = (one: Version, other: Version): boolean =>
  one.id === other.id && one.version === other.version
