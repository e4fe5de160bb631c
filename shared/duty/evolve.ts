import { nameOf } from '../kernel/actor.ts'
import { without } from '../kernel/fields.ts'
import type { Duty, RecordedDutyEvent } from './duty.ts'
import { within } from './plan.ts'

export function evolve(id: string, before: Duty | undefined, event: RecordedDutyEvent): Duty {
  const stamp = { seq: event.seq, updatedAt: event.at }
  if (event.type === 'planned') {
    const { of, plan, at, by } = event
    const known = before ? without(before, 'gone', 'ended', 'site', 'entries') : { id, version: 0 }
    return { ...known, ...stamp, ...of, ...plan, planned: { at, by: nameOf(by) }, unlaid: true }
  }
  if (!before) throw new RangeError(`${id} begins with ${event.type}`)
  return folded({ ...before, ...stamp }, event)
}

function folded(state: Duty, event: Exclude<RecordedDutyEvent, { type: 'planned' }>): Duty {
  switch (event.type) {
    case 'moved': {
      const { name, from, to } = event
      const shifts = within(state.shifts, { from, to })
      const deputies = shifts.length > 0 ? state.deputies : []
      return { ...without(state, 'planned'), name, from, to, shifts, deputies, unlaid: true }
    }
    case 'gone':
      return {
        ...without(state, 'planned'),
        shifts: [],
        deputies: [],
        gone: { at: event.at, because: event.because },
        unlaid: true,
      }
    case 'laid':
      return without(state, 'unlaid')
    case 'ended':
      return { ...state, ended: event.at }
    default:
      return event satisfies never
  }
}

export const fold = (id: string, events: readonly object[]): Duty | undefined =>
  (events as readonly RecordedDutyEvent[]).reduce<Duty | undefined>(
    (state, event) => evolve(id, state, event),
    undefined,
  )
