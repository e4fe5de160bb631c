import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMER, engineer, Play, STAFF } from './play.ts'

const SLOT = { from: at('05-20 09:30', 2027), to: at('05-20 11:30', 2027) }
const agree = { type: 'agree', from: SLOT.from, agreedBy: '唐宇', how: 'phone' } as const
const li = { person: { id: 'li', name: 'li' } }

describe('who is asked what about a visit, and when', () => {
  it("nobody at the customer's can be written to: the coordinator, in the morning, not at midnight", () => {
    const play = new Play('visit', {
      surroundings: { terms: new Play().surroundings.terms, slots: [SLOT] },
    } as Partial<Play>)
    expect(play.to('05-12 08:59').asked()).toEqual([])
    expect(play.to('05-12 09:00').asked()).toEqual(['05-12 09:00 coordinator plan'])
  })

  it('the customer has two working days to choose', () => {
    const play = new Play()
    play.surroundings = { ...play.surroundings, slots: [SLOT] }
    play.to('05-14 08:59')
    expect(play.events.map(({ type }) => type)).toEqual(['opened', 'proposed'])
    expect(play.to('05-14 09:00').asked()).toEqual(['05-14 09:00 coordinator answer'])
  })

  it('climbs: the next above each working day, then once a week; when it is late, its contract asks', () => {
    const play = new Play().to('06-30 12:00')
    expect(play.asked()).toEqual([
      '05-12 09:00 coordinator plan',
      '05-13 09:00 coordinator plan',
      '05-13 09:00 manager plan',
      '05-14 09:00 coordinator plan',
      '05-14 09:00 manager plan',
      '05-21 09:00 coordinator plan',
      '05-21 09:00 manager plan',
      '05-28 09:00 coordinator plan',
      '05-28 09:00 manager plan',
    ])
  })

  it('a question that another takes the place of begins anew', () => {
    const play = new Play().to('05-13 10:00').does(STAFF, agree).to('05-14 09:00')
    expect(play.asked().slice(3)).toEqual(['05-14 09:00 coordinator assign'])
  })

  it('whoever goes and has not confirmed, the working day before; who has, is reminded, and the customer', () => {
    const play = new Play().to('05-13 10:00').does(STAFF, agree, li).to('05-19 09:00')
    expect(play.asked().at(-1)).toBe('05-19 09:00 li confirm')
    const other = new Play()
      .to('05-13 10:00')
      .does(STAFF, agree, li)
      .does(engineer('li'), { type: 'confirm' })
      .to('05-19 12:00')
    expect(other.asked().filter((one) => one.includes('confirm'))).toEqual([])
    expect(other.events.filter(({ type }) => type === 'reminded').map((event) => event.at)).toEqual([
      at('05-19 09:00', 2027),
    ])
  })

  it.each([
    // Agreed in the morning for the same day: asked an hour before it begins, and whoever plans it as it begins.
    ['05-20 09:30', '05-20 13:00', ['05-20 12:00 li', '05-20 13:00 li', '05-20 13:00 coordinator']],
    // With less than an hour left.
    ['05-20 12:30', '05-20 13:00', ['05-20 13:00 li', '05-20 13:00 coordinator']],
    // The afternoon before.
    [
      '05-19 15:00',
      '05-20 13:00',
      [
        '05-20 09:00 li',
        '05-20 12:00 li',
        '05-20 12:00 coordinator',
        '05-20 13:00 li',
        '05-20 13:00 coordinator',
        '05-20 13:00 manager',
      ],
    ],
  ])('agreed at %s for %s and confirmed by nobody: it does not come in silence', (agreedAt, from, asked) => {
    const slot = { from: at(from, 2027), to: at('05-20 18:00', 2027) }
    const play = new Play().to(agreedAt).does(STAFF, { ...agree, ...slot }, li)
    const about = (lines: readonly string[]) => lines.filter((line) => line.endsWith(' confirm'))
    expect(about(play.to('05-20 17:59').asked())).toEqual(asked.map((line) => `${line} confirm`))
    const kept = new Play()
      .to(agreedAt)
      .does(STAFF, { ...agree, ...slot }, li)
      .does(engineer('li'), { type: 'confirm' })
    expect(about(kept.to('05-20 17:59').asked())).toEqual([])
  })

  it('what came of it, the morning after it has passed: just before its end nobody is asked', () => {
    const play = new Play().to('05-13 10:00').does(STAFF, agree, li).does(engineer('li'), { type: 'confirm' })
    expect(play.to('05-20 11:29').state.stage).toBe('appointment')
    expect(play.to('05-20 11:30').state.stage).toBe('outcome')
    expect(play.to('05-25 12:00').asked().slice(3)).toEqual([
      '05-21 09:00 li outcome',
      '05-21 09:00 coordinator outcome',
      '05-24 09:00 li outcome',
      '05-24 09:00 coordinator outcome',
      '05-25 09:00 li outcome',
      '05-25 09:00 coordinator outcome',
      '05-25 09:00 manager outcome',
    ])
  })

  it('no timer that fires early or twice does anything', () => {
    const play = new Play().to('05-13 12:00')
    const { length } = play.events
    play.until(play.now).until(play.now)
    expect(play.events).toHaveLength(length)
  })

  it('a call in vain is tried in the other half of a day, on a working day; the third time somebody is asked', () => {
    const play = new Play('call').to('05-14 10:00').does(STAFF, { type: 'notReached' })
    expect(play.state.slot?.from).toBe(at('05-14 13:00', 2027))
    // Friday afternoon: Monday morning.
    play.to('05-14 15:00').does(STAFF, { type: 'notReached' })
    expect(play.state.slot?.from).toBe(at('05-17 09:00', 2027))
    play.to('05-17 09:30').does(STAFF, { type: 'notReached' }).to('05-18 09:00')
    expect(play.asked().at(-1)).toBe('05-18 09:00 coordinator unreached')
  })

  it('the customer who says that neither fits is not written to again: somebody phones', () => {
    const play = new Play()
    play.surroundings = { ...play.surroundings, slots: [SLOT] }
    play.to('05-12 12:00').does(CUSTOMER, { type: 'noneFits' }).to('05-13 09:00')
    expect(play.asked()).toEqual(['05-13 09:00 coordinator plan'])
    expect(play.events.filter(({ type }) => type === 'proposed')).toHaveLength(1)
  })
})
