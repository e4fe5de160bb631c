import { without } from '../kernel/fields.ts'
import { isCaller } from './state/contact.ts'

/** Where people stand in events and in the state: by themselves, in lists, or one field further in. */
const HOLDERS = [
  'person',
  'people',
  'manager',
  'from',
  'to',
  'keeper',
  'assignee',
  'first',
  'asked',
  'contacts',
  'paging',
  'replacement',
  'visitApproval',
  'emergencyPlan',
] as const

/**
 * What an earlier version has saved, without what it copied of people on file: numbers, addresses and languages are looked up. The
 * log stays as it was written; so does what somebody on nobody's file has given, which is nowhere else.
 */
export function namesAlone<T extends object>(kept: T): T {
  const fields = kept as Readonly<Record<string, unknown>>
  const changed = HOLDERS.flatMap((name): [string, unknown][] => {
    const value = fields[name]
    if (typeof value !== 'object' || value === null) return []
    return [[name, Array.isArray(value) ? value.map(nameAlone) : nameAlone(value)]]
  })
  return changed.length > 0 ? { ...kept, ...Object.fromEntries(changed) } : kept
}

const nameAlone = (one: object): object =>
  isSomeone(one) ? (isCaller(one) ? one : without(one, 'phone', 'email', 'language')) : namesAlone(one)

type Someone = { readonly id: string; readonly phone?: string; readonly email?: string; readonly language?: string }
const isSomeone = (one: object): one is Someone => 'id' in one && typeof one.id === 'string'
