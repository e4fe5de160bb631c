import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, isWorkday } from '../../../shared/kernel/calendar.ts'
import { firstCall, halvesOf, nextCall } from '../../../shared/visit/slots/half-days.ts'
import { type Around, cityOf, isStillFree, suggestEngineer, suggestSlots } from '../../../shared/visit/slots/suggest.ts'
import { at } from '../../support/play.ts'
import { TERMS, work } from './play.ts'

const PEOPLE = [
  { id: 'li', name: 'li' },
  { id: 'wang', name: 'wang' },
]
const around = (changes: Partial<Around> = {}): Around => ({
  workingTime: TERMS,
  site: 'hall',
  city: '江苏省无锡市',
  booked: [],
  onDuty: () => PEOPLE,
  ...changes,
})
const works = [work('C17/x/hall', at('05-02 00:00', 2027), at('06-02 00:00', 2027))]
const slot = (from: string, to: string) => ({ from: at(from, 2027), to: at(to, 2027) })

describe('two dates to offer', () => {
  it('three working days ahead, on different days, one in the morning and one in the afternoon', () => {
    expect(suggestSlots(works, around(), at('05-12 09:00', 2027))).toEqual([
      slot('05-17 09:00', '05-17 12:00'),
      slot('05-18 13:00', '05-18 18:00'),
    ])
  })

  it('none on a holiday, and on a make-up workday there is one', () => {
    // National Day 2026; the Saturday after it is worked.
    expect(halvesOf('2026-10-01', TERMS)).toEqual([])
    expect(halvesOf('2026-10-10', TERMS)).toHaveLength(2)
    expect(halvesOf('2026-10-11', TERMS)).toEqual([])
  })

  it('not in the customer’s peak times while there are others in time; where they are always busy, in time counts for more', () => {
    const now = at('05-12 09:00', 2027)
    const isMorning = ({ from }: { readonly from: string }) => from.slice(11, 13) === '01'
    for (const { from } of suggestSlots(works, around({ isBusy: isMorning }), now))
      expect(isMorning({ from })).toBe(false)
    expect(suggestSlots(works, around({ isBusy: () => true }), now)).toEqual(suggestSlots(works, around(), now))
  })

  it('may be chosen while somebody is free for it, and nobody on duty was to be had before', () => {
    const one = slot('05-17 09:00', '05-17 12:00')
    const elsewhere = (engineer: string) => ({ slot: one, engineer, city: '浙江省绍兴市' })
    expect(isStillFree(one, {}, around({ booked: [elsewhere('li')] }))).toBe(true)
    expect(isStillFree(one, {}, around({ booked: [elsewhere('li'), elsewhere('wang')] }))).toBe(false)
    expect(isStillFree(one, { engineer: { id: 'li', name: 'li' } }, around({ booked: [elsewhere('li')] }))).toBe(false)
    expect(isStillFree(one, {}, around({ onDuty: () => [] }))).toBe(true)
  })

  it('where somebody of ours is that day anyway comes first: at the place, then in the city', () => {
    const near = { slot: slot('05-25 09:00', '05-25 12:00'), engineer: 'li', city: '江苏省无锡市' }
    const there = { slot: slot('05-27 09:00', '05-27 12:00'), engineer: 'li', site: 'hall', city: '江苏省无锡市' }
    const slots = suggestSlots(works, around({ booked: [near, there] }), at('05-12 09:00', 2027))
    expect(slots.map(({ from }) => dayOf(from, TERMS.timezone))).toEqual(['2027-05-25', '2027-05-27'])
  })

  it('never after the promised day while there is one before it; where there is none, as soon as can be', () => {
    const now = at('05-27 15:00', 2027)
    for (const { to } of suggestSlots(works, around(), now)) expect(to <= at('06-02 00:00', 2027)).toBe(true)
    const late = suggestSlots(works, around(), at('05-31 15:00', 2027))
    expect(late[0]?.from).toBe(at('06-03 09:00', 2027))
  })

  it('always on working days, in working hours, in order and apart, whenever it is asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 24 }), fc.integer({ min: 1, max: 90 }), (hours, days) => {
        const now = new Date(Date.parse('2026-11-30T00:00:00.000Z') + hours * 3_600_000).toISOString()
        const due = new Date(Date.parse(now) + days * 86_400_000).toISOString()
        const slots = suggestSlots([work('k', now, due)], around(), now)
        for (const { from, to } of slots) {
          expect(isWorkday(dayOf(from, TERMS.timezone), 'CN')).toBe(true)
          expect(from > now && to > from).toBe(true)
        }
        expect(slots.map(({ from }) => from)).toEqual(slots.map(({ from }) => from).toSorted())
        expect(new Set(slots.map(({ from }) => from)).size).toBe(slots.length)
      }),
    )
  })
})

describe('who goes', () => {
  const when = slot('05-17 09:00', '05-17 12:00')
  it('whoever has duty; not who is elsewhere then', () => {
    expect(suggestEngineer(when, around())?.id).toBe('li')
    const booked = [{ slot: slot('05-17 10:00', '05-17 12:00'), engineer: 'li', city: '浙江省绍兴市' }]
    expect(suggestEngineer(when, around({ booked }))?.id).toBe('wang')
  })
  it('who is there that day anyway, before who has less to do', () => {
    const booked = [{ slot: slot('05-17 13:00', '05-17 15:00'), engineer: 'wang', site: 'hall' }]
    expect(suggestEngineer(when, around({ booked }))?.id).toBe('wang')
  })
  it('of two who are elsewhere, who has less', () => {
    const booked = [{ slot: slot('05-17 13:00', '05-17 15:00'), engineer: 'li', city: '浙江省绍兴市' }]
    expect(suggestEngineer(when, around({ booked }))?.id).toBe('wang')
  })
  it('nobody, where nobody has duty', () => {
    expect(suggestEngineer(when, around({ onDuty: () => [] }))).toBeUndefined()
  })
  it.each([
    ['江苏省无锡市学府大道 100 号', '江苏省无锡市'],
    ['上海市青浦区仁和路 1 号', '上海市'],
    ['新疆伊犁哈萨克自治州伊宁', '新疆伊犁哈萨克自治州'],
    ['No. 1, High Street', undefined],
  ])('%s is in %s', (address, city) => expect(cityOf(address)).toBe(city))
})

describe('when to call', () => {
  it('what is left of this half of the day; after hours the next working morning', () => {
    expect(firstCall(at('05-12 10:00', 2027), TERMS)).toEqual(slot('05-12 10:00', '05-12 12:00'))
    expect(firstCall(at('05-14 18:00', 2027), TERMS)).toEqual(slot('05-17 09:00', '05-17 12:00'))
  })
  it('tried before the day begins counts as the morning', () => {
    expect(nextCall(at('05-12 08:30', 2027), TERMS)?.from).toBe(at('05-12 13:00', 2027))
  })
})
