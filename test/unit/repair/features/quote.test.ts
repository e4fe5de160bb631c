import { describe, expect, it } from 'vitest'
import type { Quote } from '../../../../shared/charges/charges.ts'
import type { Actor } from '../../../../shared/kernel/actor.ts'
import type { ActionType } from '../../../../shared/repair/actions.ts'
import { allowedActions } from '../../../../shared/repair/allowed.ts'
import { awaitsPayer } from '../../../../shared/repair/features/quote/offers.ts'
import { at, CUSTOMER, engineer, Play, STAFF } from '../../../support/play.ts'

const ZHANG = engineer('zhang')
const QUOTE = { type: 'quote', origin: 'user', items: [{ code: 'BAT-5', quantity: 1 }] } as const
const priced = (totalFen: number): Quote => ({ warranty: 'in', origin: 'user', currency: 'CNY', lines: [], totalFen })
const onSite = () => new Play('H', at('11-20 09:00')).does(ZHANG, { type: 'arrive' }, at('11-20 10:00'))
const quoted = (totalFen = 12_000) => onSite().does(ZHANG, QUOTE, at('11-20 10:30'), { quote: priced(totalFen) })
const may = (play: Play, who: Actor, type: ActionType) => allowedActions(play.repair, who).includes(type)

describe('[H17] a quote', () => {
  it('holds the work until the customer accepts it', () => {
    const play = quoted()
    expect(play.repair.quote).toEqual({ quote: priced(12_000), at: at('11-20 10:30'), state: 'open' })
    expect([awaitsPayer(play.repair), may(play, ZHANG, 'complete'), may(play, STAFF, 'complete')]).toEqual([
      true,
      false,
      false,
    ])
    expect([may(play, CUSTOMER, 'acceptQuote'), may(play, CUSTOMER, 'declineQuote')]).toEqual([true, true])
    play.does(CUSTOMER, { type: 'acceptQuote' }, at('11-20 11:00'))
    expect(play.repair.quote).toMatchObject({ state: 'accepted', answeredAt: at('11-20 11:00') })
    expect([may(play, ZHANG, 'complete'), may(play, CUSTOMER, 'acceptQuote')]).toEqual([true, false])
  })
  it('declined: the work stays undone, and there are other ways on', () => {
    const play = quoted().does(CUSTOMER, { type: 'declineQuote', reason: '太贵' }, at('11-20 11:00'))
    expect(play.of('quoteDeclined')).toMatchObject([{ reason: '太贵', by: CUSTOMER }])
    expect([may(play, ZHANG, 'complete'), may(play, ZHANG, 'quote'), may(play, STAFF, 'withdraw')]).toEqual([
      false,
      true,
      true,
    ])
    expect(may(play, CUSTOMER, 'acceptQuote')).toBe(false)
    play.does(ZHANG, QUOTE, at('11-20 11:30'), { quote: priced(8000) })
    expect(play.repair.quote).toMatchObject({ state: 'open', quote: { totalFen: 8000 } })
    expect(may(play, CUSTOMER, 'acceptQuote')).toBe(true)
  })
  it('replaced by a newer one asks again, even after the first was accepted', () => {
    const play = quoted().does(CUSTOMER, { type: 'acceptQuote' }, at('11-20 11:00'))
    play.does(ZHANG, QUOTE, at('11-20 11:30'), { quote: priced(20_000) })
    expect([play.repair.quote?.state, may(play, ZHANG, 'complete')]).toEqual(['open', false])
  })
  it('of nothing needs no answer', () => {
    const play = quoted(0)
    expect([may(play, ZHANG, 'complete'), may(play, CUSTOMER, 'acceptQuote')]).toEqual([true, false])
  })
  it('accepted on the telephone names whose word it was', () => {
    const play = quoted().does(STAFF, { type: 'acceptQuote', onBehalf: '高医生' }, at('11-20 11:00'))
    expect(play.of('quoteAccepted')).toMatchObject([{ onBehalf: '高医生', by: STAFF }])
  })
  it('a double tap accepts once', () => {
    const play = quoted()
    play.does(CUSTOMER, { type: 'acceptQuote', id: 'tap-1' }, at('11-20 11:00'))
    play.does(CUSTOMER, { type: 'acceptQuote', id: 'tap-1' }, at('11-20 11:01'))
    expect(play.of('quoteAccepted')).toHaveLength(1)
  })
})
