import { nameOf } from '../kernel/actor.ts'
import { without } from '../kernel/fields.ts'
import type { Duty, RecordedDutyEvent } from './duty.ts'
import { closed, EMPTY_LOG, inDays, withEntry } from './log.ts'
import { within } from './plan.ts'

export function evolve(id: string, before: Duty | undefined, event: RecordedDutyEvent): Duty {
  const stamp = { seq: event.seq, updatedAt: event.at }
  if (event.type === 'planned') {
    const { of, plan, at, by } = event
    const isOfOthers = before !== undefined && (before.from !== of.from || before.to !== of.to)
    const log = before ? (isOfOthers ? inDays(before.log, of) : before.log) : EMPTY_LOG
    const known = before ? without(before, 'gone', 'ended', 'site', 'entries') : { id, version: 0 }
    return { ...known, ...stamp, ...of, ...plan, log, planned: { at, by: nameOf(by) }, toldUntil: at, unlaid: true }
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
      const log = inDays(state.log, { from, to })
      return { ...without(state, 'planned'), name, from, to, shifts, deputies, log, toldUntil: event.at, unlaid: true }
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
      return { ...state, ended: event.at, log: closed(state) }
    case 'noted':
      return { ...state, log: withEntry(state, event.entry, event.key, event) }
    case 'faultReported':
      return withLog(state, { faults: state.log.faults.filter(({ entry }) => entry !== event.entry) })
    case 'asked':
      return withLog(state, { asked: { at: event.at, count: event.count } })
    case 'begun':
      return { ...state, toldUntil: event.at }
    case 'recorded':
      return withLog(state, { isRecorded: true })
    case 'reportIssued': {
      const { title, page, docx, at, seq } = event
      return { ...state, report: { title, at, seq, page, docx } }
    }
    case 'reportFiled':
      return state.report ? { ...state, report: { ...state.report, isFiled: true } } : state
    default:
      return event satisfies never
  }
}

const withLog = (state: Duty, log: Partial<Duty['log']>): Duty => ({ ...state, log: { ...state.log, ...log } })

export const fold = (id: string, events: readonly object[]): Duty | undefined =>
  (events as readonly RecordedDutyEvent[]).reduce<Duty | undefined>(
    (state, event) => evolve(id, state, event),
    undefined,
  )
