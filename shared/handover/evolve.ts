import { defined } from '../kernel/fields.ts'
import type { Stretch } from '../kernel/stretch.ts'
import type { Handovers, RecordedHandoverEvent } from './handovers.ts'

export function evolve(id: string, before: Handovers | undefined, event: RecordedHandoverEvent): Handovers {
  const stamp = { seq: event.seq, updatedAt: event.at }
  if (event.type === 'looked') {
    const { heading, turns, until } = event
    const next = { ...stamp, ...heading, turns, until }
    if (before && !before.ended) return { ...before, ...next }
    // Whoever has duty as it begins knows that.
    const on = turns.flatMap(({ tier, person, watch, from, to }) =>
      person !== undefined && from <= event.at && event.at < to ? [{ tier, person, ...defined({ watch }) }] : [],
    )
    return { id, version: before?.version ?? 0, ...next, on, gaps: [] }
  }
  if (!before) throw new RangeError(`${id} begins with ${event.type}`)
  return folded({ ...before, ...stamp }, event)
}

function folded(state: Handovers, event: Exclude<RecordedHandoverEvent, { type: 'looked' }>): Handovers {
  switch (event.type) {
    case 'handedOver': {
      const { tier, to, watch } = event
      const others = state.on.filter((one) => one.tier !== tier)
      return { ...state, on: to === undefined ? others : [...others, { tier, person: to, ...defined({ watch }) }] }
    }
    case 'turnChanged':
      return state
    case 'gapsFound':
      return { ...state, gaps: [...state.gaps, ...event.gaps] }
    case 'gapNear':
      return { ...state, gaps: state.gaps.map((gap) => (isSame(gap, event.gap) ? { ...gap, texted: true } : gap)) }
    case 'gapClosed':
      return { ...state, gaps: state.gaps.filter((gap) => !isSame(gap, event.gap)) }
    case 'ended':
      return { ...state, turns: [], gaps: [], on: [], ended: event.at }
    default:
      return event satisfies never
  }
}

const isSame = (one: Stretch, other: Stretch): boolean => one.from === other.from && one.to === other.to

export const fold = (id: string, events: readonly object[]): Handovers | undefined =>
  (events as readonly RecordedHandoverEvent[]).reduce<Handovers | undefined>(
    (state, event) => evolve(id, state, event),
    undefined,
  )
