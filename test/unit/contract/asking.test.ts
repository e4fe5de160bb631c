import { describe, expect, it } from 'vitest'
import { at, laddersOf, needing, needs, Play, siteIn, unitOf } from './play.ts'

/** 30 days after signing. */
const WITHIN_30_DAYS = needing({ H9: { from: 'signed', within: 'P30D' } })

describe('[H9] when whoever owes a paper is asked before it is late', () => {
  it('a week before, at the time of asking and not a millisecond earlier; again on the last day; then no more', () => {
    // Due at 24:00 of Wednesday 16 December.
    const play = new Play('2026-11-17 10:00', { signedOn: '2026-11-16' }, WITHIN_30_DAYS)
    expect(play.until(new Date(Date.parse(at('2026-12-10 09:00')) - 1).toISOString()).asked()).toEqual([])
    expect(play.to('2026-12-10 09:00').asked()).toEqual(['12-10 09:00 soon 1 zhao-min'])
    expect(play.to('2026-12-16 08:59').asked()).toEqual([])
    expect(play.to('2026-12-16 09:00').asked()).toEqual(['12-16 09:00 lastDay 1 zhao-min'])
    expect(play.to('2026-12-17 00:00').asked()).toEqual([])
    expect(play.papers()).toEqual({ 'H9/certificate/contract': 'open' })
    expect(play.until(new Date(Date.parse(at('2026-12-17 00:00')) + 1).toISOString()).papers()).toEqual({
      'H9/certificate/contract': 'broken',
    })
    expect(play.asked()).toEqual([])
  })

  it.each([
    // The period ends on the last day of a month that has no such day, or on 29 February; a rest day moves it on.
    ['2027-12-31', 'P2M', '2028-02-29'],
    ['2028-02-29', 'P1Y', '2029-02-28'],
    ['2026-10-31', 'P1M', '2026-11-30'],
  ])('from %s on %s: on the last day, %s', (signedOn, within, lastDay) => {
    const document = needing({ H9: { from: 'signed', within } })
    const play = new Play(`${signedOn} 12:00`, { signedOn }, document).to(`${lastDay} 08:59`)
    play.asked()
    expect(play.to(`${lastDay} 23:59`).asked()).toEqual([`${lastDay.slice(5)} 09:00 lastDay 1 zhao-min`])
  })

  it('nobody is asked from 1 to 7 October; a make-up workday is a day of asking', () => {
    // 2026: holidays 1–7 October; Saturday 10 October is worked.
    const play = new Play('2026-09-25 12:00', { signedOn: '2026-09-25', deliveredOn: '2026-10-10' })
    expect(play.to('2026-10-10 08:59').asked()).toEqual([])
    expect(play.to('2026-10-10 09:00').asked()).toEqual(['10-10 09:00 lastDay 1 zhao-min'])
    const before = new Play('2026-09-25 12:00', { signedOn: '2026-09-25', deliveredOn: '2026-10-05' })
    expect(before.to('2026-10-07 23:59').asked()).toEqual(['09-30 09:00 lastDay 1 zhao-min'])
    // Late in the holidays: asked on the first day of work.
    expect(before.to('2026-10-08 09:00').asked()).toEqual(['10-08 09:00 late 1 zhao-min chen-wei'])
  })

  it('what is delivered on a rest day, and known before, is spoken of on the working day before it', () => {
    const play = new Play('2026-11-10 12:00', { signedOn: '2026-11-02', deliveredOn: '2026-11-21' })
    expect(play.to('2026-11-22 00:00').asked()).toEqual(['11-20 09:00 lastDay 1 zhao-min'])
    // Heard of on that Friday after the time of asking: at once.
    const known = new Play('2026-11-20 15:00', { signedOn: '2026-11-02', deliveredOn: '2026-11-21' })
    expect(known.asked()).toEqual(['11-20 15:00 lastDay 1 zhao-min'])
    expect(known.to('2026-11-22 00:00').asked()).toEqual([])
  })

  it.each([
    ['08:59', '11-20 09:00'],
    ['09:00', '11-20 09:00'],
    ['09:01', '11-20 09:01'],
    ['19:59', '11-20 19:59'],
    ['20:00', undefined],
    ['23:30', undefined],
  ])('delivered today and entered at %s: asked at %s; nobody is woken', (time, asked) => {
    const play = new Play(`2026-11-20 ${time}`, { deliveredOn: '2026-11-20' }).to('2026-11-21 00:00')
    expect(play.asked()).toEqual(asked ? [`${asked} lastDay 1 zhao-min`] : [])
    // Friday; it is late on Saturday, which nobody hears of before Monday.
    expect(play.to('2026-11-23 09:00').asked()).toEqual(['11-23 09:00 late 1 zhao-min chen-wei'])
  })

  it('entered at night of a day before: in the morning', () => {
    const play = new Play('2026-11-19 03:00', { signedOn: '2026-11-02', deliveredOn: '2026-11-20' })
    expect(play.to('2026-11-20 12:00').asked()).toEqual(['11-20 09:00 lastDay 1 zhao-min'])
  })

  it('by the clock of the first site: 09:00 in Ürümqi is 11:00 in Shanghai, and its days end two hours later', () => {
    const sites = [siteIn('Asia/Urumqi')]
    const play = new Play('2026-11-10 12:00', { deliveredOn: '2026-11-20' }, needing({ H9: {} }), { sites })
    expect(play.to('2026-11-21 02:00').asked()).toEqual(['11-20 11:00 lastDay 1 zhao-min'])
    expect(play.papers()).toEqual({ 'H9/certificate/contract': 'open' })
    expect(play.to('2026-11-21 02:01').papers()).toEqual({ 'H9/certificate/contract': 'broken' })
    expect(play.to('2026-11-23 10:59').asked()).toEqual([])
    expect(play.to('2026-11-23 11:00').asked()).toEqual(['11-23 11:00 late 1 zhao-min chen-wei'])
  })

  it('a unit in Ürümqi under a contract of Shanghai is late by its own day, and asked about with the rest', () => {
    const document = needing({ C13: { of: 'unit' } })
    const units = [unitOf('SH-1'), unitOf('UR-1', 'Asia/Urumqi')]
    const play = new Play('2026-11-10 12:00', { deliveredOn: '2026-11-19' }, document, { units })
    expect(play.to('2026-11-20 01:00').papers()).toEqual({
      'C13/certificate/SH-1': 'broken',
      'C13/certificate/UR-1': 'open',
    })
    expect(play.to('2026-11-20 09:00').asked()).toEqual([
      '11-19 09:00 lastDay 2 zhao-min',
      '11-20 09:00 late 2 zhao-min chen-wei',
    ])
  })

  it('papers of one day are one question; of two days, one each, and none is spoken of twice', () => {
    const document = needing({
      H9: { needs: needs('certificate', 'inspection-report') },
      H22: { from: 'signed', within: 'P7D' },
    })
    // H22 by Monday 23 November, H9 on Wednesday 25.
    const play = new Play('2026-11-16 08:00', { signedOn: '2026-11-16', deliveredOn: '2026-11-25' }, document)
    expect(play.to('2026-11-26 00:00').asked()).toEqual([
      '11-17 09:00 soon 1 zhao-min',
      '11-23 09:00 lastDay 1 zhao-min',
      '11-24 09:00 late 1 zhao-min chen-wei',
      '11-25 09:00 lastDay 2 zhao-min',
      '11-25 09:00 late 1 zhao-min chen-wei liu-fang',
    ])
  })

  it('soon and on the last day, both at one time of asking, are two questions', () => {
    const document = needing({ H9: {}, H22: { from: 'signed', within: 'P8D' } })
    // H22 by Friday 20 November, of which a week before is the night to Saturday; H9 on Monday 16.
    const play = new Play('2026-11-12 12:00', { signedOn: '2026-11-12', deliveredOn: '2026-11-16' }, document)
    expect(play.to('2026-11-16 12:00').asked()).toEqual([
      '11-16 09:00 soon 1 zhao-min',
      '11-16 09:00 lastDay 1 zhao-min',
    ])
  })
})

describe('[H9] how a question about what is late climbs', () => {
  const late = () => {
    const document = needing({
      H9: { needs: needs('certificate', 'inspection-report') },
      H22: { from: 'signed', within: 'P7D' },
    })
    const play = new Play('2026-11-19 12:00', { signedOn: '2026-11-23', deliveredOn: '2026-11-20' }, document)
    play.to('2026-11-22 23:59').asked()
    return play
  }

  it('to the coordinator, then the manager too, then those two, then once a week; over New Year on the first working day', () => {
    const play = late().record('certificate', 'contract', 'H22')
    expect(play.to('2026-12-16 23:59').asked()).toEqual([
      '11-23 09:00 late 2 zhao-min chen-wei',
      '11-24 09:00 late 2 zhao-min chen-wei liu-fang',
      '11-25 09:00 late 2 chen-wei liu-fang',
      '12-02 09:00 late 2 chen-wei liu-fang',
      '12-09 09:00 late 2 chen-wei liu-fang',
      '12-16 09:00 late 2 chen-wei liu-fang',
    ])
    expect(play.record('certificate').to('2026-12-23 23:59').asked()).toEqual(['12-23 09:00 late 1 chen-wei liu-fang'])
    expect(play.record('inspection-report').to('2027-06-01 00:00').asked()).toEqual([])
    expect(play.state.late).toBeUndefined()
  })

  it('what is newly late joins the rest in its turn: the climb goes on, and no message comes outside of it', () => {
    const play = late()
    play.to('2026-11-30 23:59').asked()
    // H22 is late from 1 December on, the others are asked about once a week.
    expect(play.to('2026-12-09 12:00').asked()).toEqual([
      '12-02 09:00 late 3 chen-wei liu-fang',
      '12-09 09:00 late 3 chen-wei liu-fang',
    ])
    // Named first, the first time; what everybody has read for weeks stands behind it.
    const named = play.events.flatMap((event) => (event.type === 'asked' ? [event.keys[0]] : []))
    const [newest, longest] = ['H22/certificate/contract', 'H9/certificate/contract']
    expect(named.slice(-4)).toEqual([newest, newest, longest, longest])
  })

  it('a contract of which something is newly late every day climbs like any other', () => {
    const signed = Object.fromEntries(
      Array.from({ length: 12 }, (_, day) => [`H${day + 1}`, { from: 'signed', within: `P${day + 1}D` } as const]),
    )
    const play = new Play('2026-11-23 12:00', { signedOn: '2026-11-23' }, needing(signed)).to('2026-12-11 12:00')
    expect(play.asked().filter((line) => line.includes('late'))).toEqual([
      '11-25 09:00 late 1 zhao-min chen-wei',
      '11-26 09:00 late 2 zhao-min chen-wei liu-fang',
      '11-27 09:00 late 3 chen-wei liu-fang',
      '12-04 09:00 late 10 chen-wei liu-fang',
      '12-11 09:00 late 12 chen-wei liu-fang',
    ])
  })

  it('once nothing is late any more, the next begins anew; found in the night, it is asked about in the morning', () => {
    const play = late().record('certificate', 'contract', 'H22').record('certificate').record('inspection-report')
    play.to('2026-12-02 22:00').asked()
    const { document } = play.bound
    play.bind({ document: { ...document, clauses: [...document.clauses, ...needing({ H8: {} }).clauses] } })
    expect(play.asked()).toEqual([])
    expect(play.papers()['H8/certificate/contract']).toBe('broken')
    expect(play.to('2026-12-03 12:00').asked()).toEqual(['12-03 09:00 late 1 zhao-min chen-wei'])
  })

  it('what is found late at the very time of asking, before anybody came to ask, puts no question off', () => {
    const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' }).to('2026-11-23 08:59')
    play.asked()
    play.now = new Date(Date.parse(at('2026-11-23 09:00')) + 500).toISOString()
    const { document } = play.bound
    play.bind({ document: { ...document, clauses: [...document.clauses, ...needing({ H8: {} }).clauses] } })
    expect(play.asked()).toEqual(['11-23 09:00 late 2 zhao-min chen-wei'])
  })

  it('nobody there: it is on record that nobody could be asked, and time goes on', () => {
    const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' })
    play.ladders = { papers: [], money: [] }
    expect(play.to('2026-11-24 12:00').asked()).toEqual([
      '11-20 09:00 lastDay 1 nobody',
      '11-23 09:00 late 1 nobody',
      '11-24 09:00 late 1 nobody',
    ])
  })

  it('one person alone is asked each time', () => {
    const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' })
    play.ladders = laddersOf(play.ladders.papers.slice(2))
    expect(play.to('2026-11-25 12:00').asked()).toEqual([
      '11-20 09:00 lastDay 1 liu-fang',
      '11-23 09:00 late 1 liu-fang',
      '11-24 09:00 late 1 liu-fang',
      '11-25 09:00 late 1 liu-fang',
    ])
  })
})

describe('[H9] after a standstill over the time of asking', () => {
  /** Due at 24:00 of Friday 20 November, nothing said yet; the process is down from Thursday on. */
  const down = (until: string) =>
    new Play('2026-11-18 12:00', { deliveredOn: '2026-11-20' }, needing({ H9: {} })).downUntil(at(until))

  it.each([
    [
      'on that day, by day',
      '2026-11-20 15:00',
      ['11-20 15:00 lastDay 1 zhao-min', '11-23 09:00 late 1 zhao-min chen-wei'],
    ],
    [
      'on that day at 19:59',
      '2026-11-20 19:59',
      ['11-20 19:59 lastDay 1 zhao-min', '11-23 09:00 late 1 zhao-min chen-wei'],
    ],
    ['in the evening', '2026-11-20 20:00', ['11-23 09:00 late 1 zhao-min chen-wei']],
    ['on Saturday, by day', '2026-11-21 11:00', ['11-23 09:00 late 1 zhao-min chen-wei']],
    ['on Monday at night', '2026-11-23 02:00', ['11-23 09:00 late 1 zhao-min chen-wei']],
    ['on Monday before the hour', '2026-11-23 07:59', ['11-23 09:00 late 1 zhao-min chen-wei']],
    ['on Monday after the hour', '2026-11-23 10:30', ['11-23 10:30 late 1 zhao-min chen-wei']],
    ['on Monday in the evening', '2026-11-23 21:00', ['11-24 09:00 late 1 zhao-min chen-wei']],
  ])('back %s', (_when, until, expected) => {
    const play = down(until)
    expect(play.next()).toSatisfy((next: string) => next > play.now)
    expect(play.to('2026-11-24 09:00').asked().slice(0, expected.length)).toEqual(expected)
  })

  it('over the October holidays: on the make-up workday of Saturday 10 October, and not on a day of rest', () => {
    const late = (until: string) =>
      new Play('2026-09-30 12:00', { deliveredOn: '2026-09-30' }).downUntil(at(until)).asked()
    expect(late('2026-10-01 11:00')).toEqual(['09-30 12:00 lastDay 1 zhao-min'])
    expect(late('2026-10-10 11:00')).toEqual(['09-30 12:00 lastDay 1 zhao-min', '10-10 11:00 late 1 zhao-min chen-wei'])
    expect(late('2026-10-11 11:00')).toEqual(['09-30 12:00 lastDay 1 zhao-min'])
  })

  it('over the end of a month and of a year: what is found late in the evening or over New Year waits for the next day of work', () => {
    const rule = { from: 'signed', within: 'P2M' } as const
    const february = new Play('2027-12-31 12:00', { signedOn: '2027-12-31' }, needing({ H9: rule }))
    // Due by Tuesday 29 February 2028.
    expect(february.downUntil(at('2028-02-29 22:00')).to('2028-03-01 12:00').asked()).toEqual([
      '03-01 09:00 late 1 zhao-min chen-wei',
    ])
    const year = new Play('2025-12-20 12:00', { deliveredOn: '2025-12-31' })
    year.asked()
    // Holidays from Thursday 1 to Saturday 3 January; Sunday 4 is worked.
    expect(year.downUntil(at('2026-01-02 10:00')).to('2026-01-04 09:00').asked()).toEqual([
      '01-04 09:00 late 1 zhao-min chen-wei',
    ])
  })

  it('by the clock of the first site: 18:30 in Shanghai is night in New York, and its Monday morning is our evening', () => {
    const sites = [siteIn('America/New_York')]
    const play = new Play('2026-11-18 12:00', { deliveredOn: '2026-11-20' }, needing({ H9: {} }), { sites })
    expect(play.downUntil(at('2026-11-23 18:30')).asked()).toEqual([])
    expect(play.to('2026-11-23 23:00').asked()).toEqual(['11-23 22:00 late 1 zhao-min chen-wei'])
  })

  it('the weekly question that fell due meanwhile is asked once, and the week counts from then', () => {
    const play = new Play('2026-11-19 12:00', { deliveredOn: '2026-11-20' }).to('2026-11-25 12:00')
    play.asked()
    expect(play.downUntil(at('2026-12-12 11:00')).asked()).toEqual([])
    expect(play.to('2026-12-21 12:00').asked()).toEqual([
      '12-14 09:00 late 1 chen-wei liu-fang',
      '12-21 09:00 late 1 chen-wei liu-fang',
    ])
  })

  it('a plan that names an hour of the night is asked by at the nearest of the day', () => {
    for (const [hour, expected] of [
      ['05:00', '08:00'],
      ['23:00', '19:59'],
    ] as const) {
      const document = { ...needing({ H9: {} }), attention: { at: hour } }
      const play = new Play('2026-11-18 21:00', { deliveredOn: '2026-11-20' }, document).to('2026-11-20 23:00')
      expect(play.asked().at(-1)).toBe(`11-20 ${expected} lastDay 1 zhao-min`)
    }
  })
})
