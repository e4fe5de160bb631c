import { describe, expect, it } from 'vitest'
import type { Duration } from '../../../../shared/kernel/instant.ts'
import { at, engineer, PATH, Play } from '../../../support/play.ts'

const REPORT = at('11-20 02:13')
const ZHANG = engineer('zhang')

/** Zhang's phone rings a minute after the page, and after two; the others are as they were. Of R5 each has three minutes. */
function playing(...ringAfter: readonly Duration[]) {
  const path = PATH.map((entry) => (entry.person.id === 'zhang' ? { ...entry, ringAfter } : entry))
  return new Play('R', REPORT, 'help', undefined, undefined, path)
}
const twice = () => playing('PT1M', 'PT2M')
const ringsOf = (play: Play) => play.of('phoned').map(({ person, at: when }) => `${person.id}@${when.slice(11, 19)}`)

describe('the phone of whoever was paged rings', () => {
  it('as long as nobody answers: just before not, at its time, once for each', () => {
    expect(ringsOf(twice().until(at('11-20 02:13:59')))).toEqual([])
    expect(ringsOf(twice().until(at('11-20 02:14')))).toEqual(['zhang@18:14:00'])
    expect(ringsOf(twice().until(at('11-20 02:15:59')))).toEqual(['zhang@18:14:00', 'zhang@18:15:00'])
  })

  it('never once somebody has it', () => {
    const play = twice().doesFirst(ZHANG, { type: 'acknowledge' }, at('11-20 02:13:59'))
    expect(ringsOf(play.until(at('11-20 02:30')))).toEqual([])
    const late = twice().does(ZHANG, { type: 'acknowledge' }, at('11-20 02:14:01'))
    expect(ringsOf(late.until(at('11-20 02:30')))).toEqual(['zhang@18:14:00'])
  })

  it('within their own window: the ladder climbs when it would, and one that would come later does not', () => {
    const play = twice()
    const pages = new Play('R', REPORT, 'help').until(at('11-20 02:40')).pages()
    expect(play.until(at('11-20 02:40')).pages()).toEqual(pages)
    expect(ringsOf(playing('PT3M').until(at('11-20 02:20')))).toEqual([])
  })

  it('again with each page of a later round, and never after the next has been asked', () => {
    const play = twice().until(at('11-20 02:28'))
    expect(ringsOf(play)).toEqual(['zhang@18:14:00', 'zhang@18:15:00', 'zhang@18:26:00', 'zhang@18:27:00'])
  })

  it('once for all that were missed while everything stood still', () => {
    const play = twice()
    play.now = at('11-20 02:15:30')
    play.until(play.now)
    expect(ringsOf(play)).toEqual(['zhang@18:15:30'])
  })
})
