import { describe, expect, it } from 'vitest'
import { later } from '../../../shared/kernel/instant.ts'
import type { UpgradeAction } from '../../../shared/upgrade/actions.ts'
import { at } from '../../support/play.ts'
import { Play, UNTIL } from './play.ts'

const tick = (step: number) => ({ type: 'tick', step }) as const
const FINISH = { type: 'finish', result: '完成', minutes: 0 } as const

/** Who was told what since then: `sms late ma-jun`. */
const told = (play: Play, before: number): readonly string[] =>
  play.said
    .slice(before)
    .map(({ channel, values, link }) => `${channel} ${values.turn ?? values.asked} ${link?.holder}`)
const since = (play: Play, ...actions: readonly UpgradeAction[]): readonly string[] => {
  const before = play.said.length
  play.must(...actions)
  return told(play, before)
}

describe('an upgrade that goes wrong', () => {
  const disturb = (minutes: number) => ({ type: 'disturb', what: '外网', minutes }) as const

  it('rolled back is told to the customer and to whoever answers for the contract, as it begins and as it is over', () => {
    const play = new Play().ready().must(tick(1))
    expect(since(play, { type: 'rollBack', reason: '丢包' })).toEqual([
      'contact rolledBack nurlan',
      'sms rollingBack zhao-min',
      'sms rollingBack liu-fang',
    ])
    expect(since(play, { type: 'finish', result: '已恢复', minutes: 0 })).toEqual([
      'contact restored nurlan',
      'sms restored zhao-min',
      'sms restored liu-fang',
    ])
  })

  it('disturbs no longer than agreed to the very minute: nobody of ours hears; a minute more is told, and once', () => {
    const play = new Play().ready().must(tick(1))
    expect(since(play, disturb(5))).toEqual([])
    expect(since(play, disturb(1))).toEqual([
      'contact disturbed nurlan',
      'sms disturbed zhao-min',
      'sms disturbed liu-fang',
    ])
    expect(play.said.findLast(({ values }) => values.turn === 'disturbed')?.values.disturbedZh).toBe(
      '6 分钟，约定最多 5 分钟：外网',
    )
    expect(since(play, disturb(2))).toEqual([])
    expect(since(play, tick(2), tick(3), { ...FINISH, minutes: 9, disturbed: '外网' })).toEqual(['contact done nurlan'])
  })

  it('disturbs longer as it turns out at the end, or a day later', () => {
    const play = new Play().ready().must(tick(1), tick(2), tick(3))
    expect(since(play, { ...FINISH, minutes: 6, disturbed: '外网' })).toEqual([
      'contact done nurlan',
      'sms disturbed zhao-min',
      'sms disturbed liu-fang',
    ])
    const late = new Play().ready().must(tick(1), tick(2), tick(3), FINISH).until(at('12-21 09:00'))
    expect(since(late, disturb(6))).toEqual([
      'contact disturbed nurlan',
      'sms disturbed zhao-min',
      'sms disturbed liu-fang',
    ])
    expect(late.promises.undisturbed).toBe('broken')
  })

  it('is not over at the end of its window: told a moment later, once; at the very instant nobody is', () => {
    const play = new Play().ready().must(tick(1))
    const before = play.said.length
    expect(told(play.until(UNTIL), before)).toEqual([])
    expect(told(play.until(later(UNTIL, 60_000)), before)).toEqual([
      'contact late nurlan',
      'sms late ma-jun',
      'sms late zhao-min',
      'sms late liu-fang',
    ])
    expect(since(play, tick(2), tick(3), FINISH)).toEqual(['contact done nurlan'])
    // Where nobody has begun, how it went is asked, and the customer hears it then.
    const never = new Play().agreed()
    const silence = never.said.length
    expect(told(never.until(later(UNTIL, 60_000)), silence)).toEqual([])
    expect(
      since(never.until(at('12-21 08:00')), { type: 'sayAfterwards', outcome: 'notDone', result: '病了' }),
    ).toEqual(['contact notDone nurlan', 'sms notDone zhao-min', 'sms notDone liu-fang'])
  })
})
