import { describe, expect, it } from 'vitest'
import { causeName, chargeName, milestoneName, STAGE_NAMES } from '../../../shared/message/texts.ts'
import { MILESTONES } from '../../../shared/plan/plan.ts'
import type { Charge } from '../../../shared/plan/rules.ts'
import { ACTION_NAMES } from '../../../shared/repair/offers.ts'
import { STAGES } from '../../../shared/repair/state/repair.ts'

describe('names', () => {
  it('has every milestone in Chinese and English', () => {
    expect(MILESTONES.map((milestone) => milestoneName(milestone, 'zh-CN'))).toEqual([
      '转工程师',
      '响应',
      '方案',
      '研判',
      '派工',
      '到场',
      '告知解决时间',
      '技术答复',
      '修复',
      '换新',
      '备机',
      '替代方案',
      '确认',
    ])
    expect(milestoneName('arrived', 'en')).toBe('arrival')
  })

  it('has nothing for what is no milestone', () => {
    expect(milestoneName('toString', 'en')).toBe('')
    expect(milestoneName(undefined, 'en')).toBe('')
  })

  it('leaves a cause without words as it is', () => {
    expect(causeName('R7', 'zh-CN')).toBe('R7')
    expect(causeName('identified', 'zh-CN')).toBe('已登记设备')
  })

  it('tells stages, and actions, apart', () => {
    expect(new Set(STAGES.map((stage) => STAGE_NAMES[stage].zh)).size).toBe(STAGES.length)
    for (const language of ['zh', 'en'] as const) {
      const names = Object.values(ACTION_NAMES).map((name) => name[language])
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it.each<[Charge, string, string]>([
    ['free', '免费', 'free'],
    ['cost', '按成本价', 'at cost'],
    ['price', '按价目表', 'list price'],
    ['50% of price', '按价目表的 50%', '50% of list price'],
    ['80% of cost', '按成本价的 80%', '80% of cost'],
  ])('says how a position is charged: %s', (charge, zh, en) => {
    expect(chargeName(charge, 'zh-CN')).toBe(zh)
    expect(chargeName(charge, 'en')).toBe(en)
  })
})
