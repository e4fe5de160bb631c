import type { RecordedUpgradeEvent } from './events.ts'
import { foldOf } from './rules.ts'
import type { Upgrade } from './state/upgrade.ts'

/** So many of the latest taps are remembered. */
const REMEMBERED = 20

/** The state after one more event; it begins with what is planned. */
export function evolve(id: string, before: Upgrade | undefined, event: RecordedUpgradeEvent): Upgrade {
  const state = before ?? begun(id, event)
  const { tap } = event
  return foldOf(
    {
      ...state,
      seq: event.seq,
      updatedAt: event.at,
      ...(tap !== undefined && { handled: [...state.handled, tap].slice(-REMEMBERED) }),
    },
    event,
  )
}

function begun(id: string, event: RecordedUpgradeEvent): Upgrade {
  if (event.type !== 'planned') throw new RangeError(`${id} begins with ${event.type}`)
  const { planned, engineer, at, seq } = event
  return {
    id,
    version: 0,
    seq,
    updatedAt: at,
    ...planned,
    ...(engineer && { engineer }),
    plannedAt: at,
    idleSince: at,
    rounds: 0,
    steps: [],
    disturbed: 0,
    promises: [],
    handled: [],
  }
}

export const fold = (id: string, events: readonly object[]): Upgrade | undefined =>
  (events as readonly RecordedUpgradeEvent[]).reduce<Upgrade | undefined>(
    (state, event) => evolve(id, state, event),
    undefined,
  )
