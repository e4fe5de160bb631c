import { describe, expect, it } from 'vitest'
import { allowedActions } from '../../../../shared/repair/allowed.ts'
import { archivedAt, awaitsFeedback } from '../../../../shared/repair/features/archive/offers.ts'
import { recordOf } from '../../../../shared/repair/service-record.ts'
import { at, CUSTOMER, engineer, latestPlanOf, Play, STAFF } from '../../../support/play.ts'

const REPORT = at('11-20 10:00') // a Friday
const ZHANG = engineer('zhang')
const WITHDRAW = { type: 'withdraw', reason: 'works again' } as const
const found = { cause: 'loose plug', done: 'nothing yet' }
const fresh = (plan = latestPlanOf('C')) => new Play(plan, REPORT, 'ordinary')
/** An engineer had it, and the customer withdrew. */
const withdrawn = (plan = latestPlanOf('C')) =>
  fresh(plan).does(ZHANG, { type: 'respond' }, at('11-20 10:05')).does(CUSTOMER, WITHDRAW, at('11-20 10:30'))
const asked = (play: Play) =>
  play.of('asked').flatMap((event) => (event.about === 'feedback' ? [[event.at, event.person?.id, event.count]] : []))

describe('[C25] a keeper answers for the archive', () => {
  it('from the report on, once', () => {
    const play = fresh().until(at('11-20 12:00'))
    expect(play.of('keeperNamed')).toMatchObject([{ at: REPORT, keeper: { id: 'keeper' }, clause: 'C25' }])
    expect(play.repair.keeper).toMatchObject({ id: 'keeper' })
  })
  it('only where the plan asks for one', () => {
    expect(fresh(latestPlanOf('R')).repair.keeper).toBeUndefined()
  })
})

describe('[C25] the archive closes only on the engineer’s feedback', () => {
  it('what was found and done is with every repair that is confirmed', () => {
    const play = fresh().does(
      ZHANG,
      { type: 'solveRemotely', ...found, how: 'phone', suggestions: '无' },
      at('11-20 10:05'),
    )
    play.does(CUSTOMER, { type: 'confirm' }, at('11-20 10:30'))
    expect([awaitsFeedback(play.repair), archivedAt(play.repair)]).toEqual([false, at('11-20 10:30')])
  })
  it('withdrawn before: whoever had it is asked every working morning, from the third time on the keeper', () => {
    const play = withdrawn()
    expect([play.repair.stage, archivedAt(play.repair)]).toEqual(['closed', undefined])
    expect(asked(play.until(at('11-23 08:59:59')))).toEqual([])
    play.until(at('11-25 09:00'))
    expect(asked(play)).toEqual([
      [at('11-23 09:00'), 'zhang', 1],
      [at('11-24 09:00'), 'zhang', 2],
      [at('11-25 09:00'), 'keeper', 3],
    ])
  })
  it('until it is given: then the archive is closed, and the record says it', () => {
    const play = withdrawn()
      .does(ZHANG, { type: 'feedback', ...found }, at('11-23 10:00'))
      .until(at('12-10 10:00'))
    expect(asked(play)).toHaveLength(1)
    expect(archivedAt(play.repair)).toBe(at('11-23 10:00'))
    expect(recordOf(play.repair)).toMatchObject({ outcome: 'withdrawn', ...found, engineer: 'zhang' })
    expect(allowedActions(play.repair, ZHANG)).not.toContain('feedback')
  })
  it('the keeper may record what the engineer says; a colleague may not', () => {
    const { repair } = withdrawn()
    for (const who of [engineer('keeper'), ZHANG, STAFF]) expect(allowedActions(repair, who)).toContain('feedback')
    for (const who of [engineer('li'), CUSTOMER]) expect(allowedActions(repair, who)).not.toContain('feedback')
    const play = withdrawn().does(engineer('keeper'), { type: 'feedback', ...found })
    expect(play.repair.work?.engineer).toBe('zhang')
  })
  it('nothing is asked of what nobody had, nor under a plan without the rule', () => {
    expect(awaitsFeedback(fresh().does(CUSTOMER, WITHDRAW, at('11-20 10:01')).repair)).toBe(false)
    expect(awaitsFeedback(withdrawn(latestPlanOf('R')).repair)).toBe(false)
  })
  it('reopened, it is asked again once it is withdrawn again', () => {
    const play = withdrawn().does(ZHANG, { type: 'feedback', ...found }, at('11-20 11:00'))
    play.does(CUSTOMER, { type: 'reopen', reason: 'dark again' }, at('11-20 12:00'))
    play.does(ZHANG, { type: 'note', text: 'mine' }).does(ZHANG, { type: 'acknowledge' })
    play.does(CUSTOMER, WITHDRAW, at('11-20 13:00'))
    expect(awaitsFeedback(play.repair)).toBe(true)
  })
})
