import { describe, expect, it } from 'vitest'
import { allowedActions } from '../../../shared/repair/allowed.ts'
import { pageFailed } from '../../../shared/repair/decide.ts'
import { at, engineer, PATH, Play, person, STAFF } from '../../support/play.ts'

const REPORT = at('11-20 02:13')
const ZHANG = engineer('zhang')
const LI = engineer('li')

describe('a page climbs until someone answers', () => {
  it('[N14] whoever has duty on each tier, then the manager, then the others, then round again more slowly, never silence', () => {
    const play = new Play('R', REPORT, 'help')
    play.path = PATH
    expect(play.until(at('11-20 02:27')).pages()).toEqual([
      'zhang@02:13',
      'wang@02:16',
      'manager@02:19',
      'li@02:22',
      'zhang@02:25',
    ])
    const gaps = play
      .until(at('11-21 02:13'))
      .of('paged')
      .map((event, index, all) => (Date.parse(all[index + 1]?.at ?? event.at) - Date.parse(event.at)) / 60_000)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30)
  })
  it('[H6] the second line is asked after the first, and the manager before the 5 minutes are over', () => {
    const play = new Play('H', REPORT).until(at('11-20 02:17:59'))
    expect(play.of('paged').map(({ person: paged, tier, at: when }) => [paged.id, tier, when])).toEqual([
      ['zhang', 0, REPORT],
      ['wang', 1, at('11-20 02:15')],
      ['manager', 2, at('11-20 02:17')],
    ])
  })
  it('an acknowledgement just before the window ends stops it; at its end the next person is paged', () => {
    const just = new Play('R', REPORT).doesFirst(ZHANG, { type: 'acknowledge' }, at('11-20 02:15:59'))
    expect(just.until(at('11-20 02:17')).pages()).toEqual(['zhang@02:13'])
    expect(new Play('R', REPORT).until(at('11-20 02:16')).pages()).toEqual(['zhang@02:13', 'wang@02:16'])
  })
  it('acknowledged, then forgotten: the missed deadline goes up one level', () => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'acknowledge' }, at('11-20 02:14'))
    expect(play.until(at('11-20 02:22')).pages()).toEqual(['zhang@02:13'])
    expect(play.until(at('11-20 02:23')).of('paged').at(-1)).toMatchObject({ reason: 'breach', person: { id: 'wang' } })
    expect(play.until(at('11-20 02:26')).pages().at(-1)).toBe('manager@02:26')
    expect(play.repair.assignee?.id).toBe('zhang')
  })
  it('the chase ends when the broken promise is fulfilled at last', () => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'acknowledge' }, at('11-20 02:14'))
    play.does(ZHANG, { type: 'respond' }, at('11-20 02:24'))
    const before = play.pages().length
    expect(play.until(at('11-20 02:42')).pages()).toHaveLength(before)
    expect(play.outcome('R5', 'responded')).toBe('broken by PT1M')
  })
  it('two acknowledge at once: the first has it, the second is offered to take over', () => {
    const play = new Play('R', REPORT).until(at('11-20 02:16')).does(LI, { type: 'acknowledge' }, at('11-20 02:17'))
    expect(play.repair.assignee?.id).toBe('li')
    expect(allowedActions(play.repair, ZHANG)).toEqual(['takeOver', 'note', 'attach'])
    play.does(ZHANG, { type: 'takeOver' }, at('11-20 02:18'))
    expect(play.repair.assignee?.id).toBe('zhang')
    expect(allowedActions(play.repair, LI)).toEqual(['takeOver', 'note', 'attach'])
  })
  it('the same tap twice, or a second acknowledgement by the same engineer, does nothing more', () => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'acknowledge', id: 'tap' }, at('11-20 02:14'))
    const { length } = play.events
    play.does(ZHANG, { type: 'acknowledge', id: 'tap' }, at('11-20 02:14:01'))
    play.does(ZHANG, { type: 'acknowledge' }, at('11-20 02:14:02'))
    expect(play.events).toHaveLength(length)
  })
  it('handed over: the named colleague is asked at once, then the path without the one who gave it up', () => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'acknowledge' }, at('11-20 02:14'))
    play.does(ZHANG, { type: 'handOver', reason: 'other job' }, at('11-20 02:15'), { target: person('wang') })
    expect(play.until(at('11-20 02:20')).pages().slice(1)).toEqual(['wang@02:15', 'manager@02:17', 'li@02:20'])
    expect(play.repair.assignee).toBeUndefined()
  })
  it('doing the work acknowledges it', () => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'respond' }, at('11-20 02:14'))
    expect(play.repair).toMatchObject({ assignee: { id: 'zhang' }, paging: { pending: false } })
  })
  it('staff on the phone with the engineer acknowledge for whoever was paged', () => {
    const heard = { type: 'acknowledge', person: 'zhang', how: 'phone' } as const
    // Zhang's turn is over by then, and Zhang is who said so.
    const play = new Play('R', REPORT).does(STAFF, heard, at('11-20 02:17'))
    expect(play.repair.assignee?.id).toBe('zhang')
    expect(play.of('acknowledged').at(-1)).toMatchObject({ person: { id: 'zhang' }, how: 'phone' })
  })
  it('nobody on call is on record and asked again, never silence', () => {
    const play = new Play('R', REPORT)
    play.path = []
    expect(play.until(at('11-20 02:30')).of('nobodyOnCall').length).toBeGreaterThan(1)
  })
})

describe('a page that cannot be sent', () => {
  it('goes to the next person at once, and after a whole path of failures waits its window', () => {
    const play = new Play('R', REPORT)
    for (const {
      person: { id },
    } of PATH) {
      const failed = pageFailed(play.repair, id, 'no network', PATH.length, play.now)
      play.repair = failed.state
      play.until(play.now)
    }
    expect(play.pages()).toEqual(['zhang@02:13', 'wang@02:13', 'manager@02:13', 'li@02:13'])
    expect(play.of('paged').map(({ reason }) => reason)).toEqual(['report', 'sendFailed', 'sendFailed', 'sendFailed'])
    expect(play.until(at('11-20 02:16')).pages().at(-1)).toBe('zhang@02:16')
  })
  it('a failure reported late, after someone else was paged, changes nothing', () => {
    const play = new Play('R', REPORT).until(at('11-20 02:16'))
    expect(pageFailed(play.repair, 'zhang', 'late', PATH.length, play.now).events).toEqual([])
  })
})

describe('warnings', () => {
  it('come at 50 % and 80 % of the time, to whoever is responsible, once each', () => {
    const play = new Play('R', REPORT).does(ZHANG, { type: 'respond' }, at('11-20 02:14'))
    play.until(at('11-20 02:42'))
    expect(play.of('clockWarned').map((e) => [e.clause, e.share, e.at, e.person?.id])).toEqual([
      ['R6', 0.5, at('11-20 02:28'), 'zhang'],
      ['R6', 0.8, at('11-20 02:37'), 'zhang'],
    ])
  })
  it('passed both at once, only the last is sent', () => {
    const play = new Play('R', REPORT)
    play.now = at('11-20 02:22')
    play.until(play.now)
    expect(play.of('clockWarned').filter(({ clause }) => clause === 'R5')).toMatchObject([{ share: 0.8 }])
  })
})
