import { describe, expect, it } from 'vitest'
import { advance, nextAt, plan } from '../../../shared/duty/decide.ts'
import type { Duty, DutyOf } from '../../../shared/duty/duty.ts'
import { messagesOf } from '../../../shared/duty/messages.ts'
import { at } from '../../support/play.ts'

const [FIRST, SECOND, END] = [at('02-28 00:00', 2028), at('02-29 00:00', 2028), at('03-01 00:00', 2028)]
const OF: DutyOf = {
  ...{ contract: 'K-1', clause: 'H7', rule: 'meeting', entry: 'e1', about: 'contract' },
  name: '会议',
  what: { zh: '保障', en: 'duty' },
  customer: { id: 'renhe', name: '仁和医院' },
  roster: 'east',
  timezone: 'Asia/Shanghai',
  from: FIRST,
  to: END,
}
const people = ['sun', 'zhou', 'zhao'].map((id) => ({ id, name: id }))
const MADE = {
  shifts: [
    { person: 'sun', from: FIRST, to: SECOND },
    { person: 'zhou', from: SECOND, to: END },
  ],
  ...{ deputies: ['zhao'], phones: '孙', watched: '会场', people },
}
const DESK = { kind: 'staff', id: 'liu' } as const
/** Planned then, and on the roster. */
const planned = (now: string): Duty => {
  const { unlaid: _, ...state } = plan('D', undefined, OF, MADE, DESK, now).state
  return state
}
/** Who is told at an instant that their watch begins, and how it stands then. */
const look = (state: Duty, now: string) => {
  const { events, state: after } = advance(state, OF, undefined, now)
  const told = messagesOf(events, state, after).flatMap((one) => (one.channel === 'sms' ? [one] : []))
  return { after, told: told.map(({ person, values }) => `${person} ${values.asked} ${values.until}`) }
}

describe('[H7] [N13] the beginning of a shift', () => {
  it('is waited for to the instant, over a leap day, and said once however often it is looked at', () => {
    const state = planned(at('02-20 12:00', 2028))
    expect(nextAt(state)).toBe(FIRST)
    expect(look(state, at('02-27 23:59:59', 2028)).told).toEqual([])
    const first = look(state, FIRST)
    expect(first.told).toEqual([`sun begins ${SECOND}`])
    expect(nextAt(first.after)).toBe(SECOND)
    expect(look(first.after, FIRST).told).toEqual([])
    expect(look(first.after, SECOND).told).toEqual([`zhou begins ${END}`])
  })

  it('that nobody noticed in time is said while the shift lasts, and not after it', () => {
    const late = look(planned(at('02-20 12:00', 2028)), at('02-29 00:30', 2028))
    expect(late.told).toEqual([`zhou begins ${END}`])
    expect(nextAt(late.after)).toBe(END)
    expect(look(planned(at('02-20 12:00', 2028)), END).told).toEqual([])
  })

  it('before the plan was made is no news: whoever is on it heard so with the plan', () => {
    const state = planned(at('02-28 06:00', 2028))
    expect(nextAt(state)).toBe(SECOND)
    expect(look(state, at('02-28 07:00', 2028)).told).toEqual([])
  })
})
