import { describe, expect, it } from 'vitest'
import { at, engineer, Play } from '../../support/play.ts'

const ZHANG = engineer('zhang')
const attempt = { type: 'attempt' } as const

/** The plan wants two further calls, half an hour apart. */
describe('an engineer who calls and reaches nobody', () => {
  const tried = (first: string) => new Play('R', at('11-20 02:13')).doesFirst(ZHANG, attempt, at(first))

  it('[R5] in time, and calling again as the plan asks, keeps the promise to answer: proved by the first call', () => {
    const play = tried('11-20 02:22:59').until(at('11-20 02:50'))
    expect(play.outcome('R5', 'responded')).toBe('open')
    play.does(ZHANG, attempt, at('11-20 02:52')).does(ZHANG, attempt, at('11-20 03:20'))
    expect(play.outcome('R5', 'responded')).toBe('kept')
    expect(play.clock('R5', 'responded').evidence).toBe(play.of('attempted')[0]?.seq)
    expect(play.outcome('R6', 'responded')).toBe('kept')
  })
  it('[R5] at the limit itself is in time; a second later is not', () => {
    expect(tried('11-20 02:23').outcome('R5', 'responded')).toBe('open')
    expect(tried('11-20 02:23:01').outcome('R5', 'responded')).toBe('broken')
  })
  it('[R5] and does not call again: broken, and late from the limit on', () => {
    const play = tried('11-20 02:20').until(at('11-20 02:49:59'))
    expect(play.outcome('R5', 'responded')).toBe('open')
    expect(play.until(at('11-20 02:50')).outcome('R5', 'responded')).toBe('broken')
    play.does(ZHANG, { type: 'respond' }, at('11-20 03:23'))
    expect(play.outcome('R5', 'responded')).toBe('broken by PT1H')
  })
  it('[R5] and then reaches the customer: kept', () => {
    const play = tried('11-20 02:20').does(ZHANG, { type: 'respond' }, at('11-20 02:45'))
    expect(play.outcome('R5', 'responded')).toBe('kept')
  })
  it('[R5] three calls in one minute are one: a hasty thumb keeps nothing', () => {
    const play = tried('11-20 02:20')
      .does(ZHANG, attempt, at('11-20 02:20:20'))
      .does(ZHANG, attempt, at('11-20 02:20:40'))
    expect(play.outcome('R5', 'responded')).toBe('open')
    expect(play.until(at('11-20 02:50')).outcome('R5', 'responded')).toBe('broken')
  })
  it('nothing else is kept by it: the visit stays due', () => {
    const play = tried('11-20 02:20')
    expect(play.outcome('R6', 'arrived')).toBe('open')
    expect(play.repair.stage).toBe('response')
  })
})
