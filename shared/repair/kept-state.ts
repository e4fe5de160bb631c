import type { Clock } from '../promise/clock.ts'
import { namesAlone } from './names-alone.ts'
import type { Repair } from './state/repair.ts'

// The state of a repair as a store keeps it. The clocks of a repair that was refused again and again repeat their terms, pauses and
// reasons; from so many on as few have, such a thing is written once and named by its number.

const WRITTEN_ONCE_FROM = 20

/** Fields of a clock that others of its repair have as well, … */
const SHARED = [
  'term',
  'engineer',
  'waivedBy',
  'waivedBecause',
  'endedBecause',
  'before',
] as const satisfies readonly (keyof Clock)[]
/** … and lists of what they share. */
const LISTS = ['pauses', 'moves'] as const satisfies readonly (keyof Clock)[]

export const keptState = (repair: Repair): object =>
  repair.clocks.length < WRITTEN_ONCE_FROM ? repair : packed(repair)

export function readState(kept: object): Repair {
  const { shared, ...state } = namesAlone(kept) as Repair & { shared?: readonly unknown[] }
  if (!shared) return state
  const clockOf = (clock: Clock): Clock => throughShared(clock, (number) => shared[number as number])
  return { ...state, clocks: state.clocks.map(clockOf) }
}

function packed(repair: Repair): object {
  const numbers = new Map<string, number>()
  const numberOf = (value: unknown): number => {
    const text = JSON.stringify(value)
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return number
  }
  const clocks = repair.clocks.map((clock) => throughShared(clock, numberOf))
  return { ...repair, clocks, shared: [...numbers.keys()].map((text) => JSON.parse(text)) }
}

/** The clock with all that may be shared changed: into its number, or back. */
function throughShared(clock: Clock, change: (value: unknown) => unknown): Clock {
  const changed: Record<string, unknown> = { ...clock }
  for (const name of SHARED) if (name in changed) changed[name] = change(changed[name])
  for (const name of LISTS) if (name in changed) changed[name] = (changed[name] as readonly unknown[]).map(change)
  return changed as unknown as Clock
}
