import { describe, expect, it } from 'vitest'
import type { Action } from '../../../../shared/repair/actions.ts'
import { at, CUSTOMER, engineer, latestPlanOf, Play, STAFF } from '../../../support/play.ts'

const REPORT = at('11-20 10:00')
const ZHANG = engineer('zhang')
const work = { cause: 'loose plug', done: 'plugged in' }
const fresh = (plan = latestPlanOf('C')) => new Play(plan, REPORT).does(ZHANG, { type: 'respond' }, at('11-20 10:05'))
const solved = (play: Play) =>
  play.does(ZHANG, { type: 'solveRemotely', ...work, how: 'phone', suggestions: 'use a locking plug' })
const confirm = (fields: Partial<Extract<Action, { type: 'confirm' }>> = {}) =>
  ({ type: 'confirm', ...fields }) as const

describe('[C16] each maintenance yields a record with suggestions', () => {
  it('without them the work is not done, by phone or on site', () => {
    const missing = 'suggestions: C16 asks what you suggest to the customer; write 无 for nothing'
    expect(() => fresh().does(ZHANG, { type: 'solveRemotely', ...work, how: 'phone' })).toThrow(missing)
    const there = fresh().does(ZHANG, { type: 'arrive' })
    expect(() => there.does(ZHANG, { type: 'complete', ...work, noParts: true })).toThrow(missing)
    there.does(ZHANG, { type: 'complete', ...work, noParts: true, suggestions: '无' })
    expect(there.repair.work).toMatchObject({ suggestions: '无' })
  })
  it('other plans ask for none', () => {
    const play = fresh(latestPlanOf('H')).does(ZHANG, { type: 'solveRemotely', ...work })
    expect(play.repair.stage).toBe('confirmation')
  })
})

describe('[C16] the customer signs the record', () => {
  it('by their own link', () => {
    const play = solved(fresh()).does(CUSTOMER, confirm())
    expect(play.repair.closed).toMatchObject({ how: 'confirmed' })
  })
  it('or on paper, of which it is said where it is kept', () => {
    const play = solved(fresh())
    expect(() => play.does(STAFF, confirm({ onBehalf: 'Ms Qian', how: 'paper' }))).toThrow(
      'keptAt: say where the signed paper, or its photo, is kept',
    )
    play.does(STAFF, confirm({ onBehalf: 'Ms Qian', how: 'paper', keptAt: 'folder 7', signedAt: at('11-20 10:03') }))
    expect(play.of('confirmed')).toMatchObject([
      { onBehalf: 'Ms Qian', how: 'paper', paper: { keptAt: 'folder 7', signedAt: at('11-20 10:03') } },
    ])
    expect(play.repair.closed).toMatchObject({ how: 'confirmed' })
  })
  it('said by telephone it is on record, and does not close it: whoever has it is asked until it is signed', () => {
    const play = solved(fresh()).does(ZHANG, confirm({ onBehalf: 'Ms Qian', rating: 5 }))
    expect([play.repair.stage, play.of('confirmed').length]).toEqual(['confirmation', 1])
    play.until(at('11-23 09:00'))
    expect(play.of('asked').at(-1)).toMatchObject({ about: 'confirmation', at: at('11-23 09:00') })
    play.does(CUSTOMER, confirm(), at('11-23 10:00'))
    expect(play.repair.stage).toBe('closed')
  })
  it('and may still say that it is not repaired', () => {
    const play = solved(fresh()).does(ZHANG, confirm({ onBehalf: 'Ms Qian' }))
    expect(play.does(CUSTOMER, { type: 'notFixed', what: 'dark' }).repair.round).toBe(2)
  })
  it('other plans close on what was said by telephone', () => {
    const play = fresh(latestPlanOf('H')).does(ZHANG, { type: 'solveRemotely', ...work })
    expect(play.does(ZHANG, confirm({ onBehalf: 'Ms Qian' })).repair.stage).toBe('closed')
  })
})
