import type { Actor } from '../kernel/actor.ts'
import type { Action } from './actions.ts'
import type { RecordedEvent } from './events.ts'
import type { Repair } from './state/repair.ts'

// An action with an id, sent twice, acts once. The id belongs to whoever sent it and to what they did: nobody uses up another
// person's, and one person's id for two different things is a mistake that is said.

/** So many of the latest actions are remembered. */
const REMEMBERED = 20

const keyOf = ({ kind, id = '' }: Actor, type: string, action: string): string =>
  JSON.stringify([kind, id, action, type])

export function handledWith({ handled }: Repair, { action, did, by }: RecordedEvent): readonly string[] {
  if (!action) return handled
  const key = keyOf(by, did ?? '', action)
  return handled.includes(key) ? handled : [...handled, key].slice(-REMEMBERED)
}

/** This very action was handled before. */
export const isRepeat = ({ handled }: Repair, { id, type }: Pick<Action, 'id' | 'type'>, by: Actor): boolean =>
  id !== undefined && handled.includes(keyOf(by, type, id))

/** They have used this id for something else. */
export const isUsedOtherwise = ({ handled }: Repair, { id }: Pick<Action, 'id'>, by: Actor): boolean => {
  const start = JSON.stringify([by.kind, by.id ?? '', id]).slice(0, -1)
  return id !== undefined && handled.some((key) => key.startsWith(`${start},`))
}
