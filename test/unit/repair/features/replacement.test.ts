import { describe, expect, it } from 'vitest'
import type { ServiceRecord } from '../../../../shared/knowledge/record.ts'
import type { Origin } from '../../../../shared/plan/rules.ts'
import { allowedActions } from '../../../../shared/repair/allowed.ts'
import { fold } from '../../../../shared/repair/evolve.ts'
import { normaliseProblem } from '../../../../shared/repair/features/replacement/failures.ts'
import { at, CUSTOMER, engineer, Play } from '../../../support/play.ts'

const ZHANG = engineer('zhang')
const MANAGER = { kind: 'staff', id: 'liu-fang', name: '刘芳' } as const

/** Repairs of one unit, each refused: what was found each time. */
interface Found {
  readonly problem?: string
  readonly origin?: Origin
}
const earlier = (day: string, changes: Partial<ServiceRecord> = {}): ServiceRecord => ({
  repair: `2610${day}-0001`,
  plan: 'H',
  planVersion: 1,
  matter: 'fault',
  unit: 'S-1',
  severity: 'standard',
  reportedAt: at(`10-${day} 09:00`),
  repairedAt: at(`10-${day} 11:00`),
  outcome: 'confirmed',
  symptoms: 'broken',
  parts: [],
  failures: 0,
  ...changes,
})

class Story extends Play {
  history: readonly ServiceRecord[] = []
  #day = 20
  /** One repair a day. */
  mend(found: Found = {}): this {
    const day = `11-${this.#day++}`
    this.does(ZHANG, { type: 'arrive' }, at(`${day} 10:00`))
    const lookedUp = { history: this.history }
    return this.does(ZHANG, { type: 'complete', cause: 'c', done: 'd', ...found }, at(`${day} 11:00`), lookedUp)
  }
  refuse(): this {
    return this.does(CUSTOMER, { type: 'notFixed', what: 'again' }, at(`11-${this.#day - 1} 15:00`), {
      history: this.history,
    })
  }
  fail(...each: Found[]): this {
    for (const found of each) this.mend(found).refuse()
    return this
  }
  get due(): string | undefined {
    const { replacement } = this.repair
    return replacement && `${replacement.clause} ${replacement.state}`
  }
}
const of = (plan: 'H' | 'C' | 'R' | 'N', ...history: ServiceRecord[]) => {
  const story = new Story(plan, at('11-20 09:00'))
  story.history = history
  return story
}
const screen = { problem: '屏幕不亮' }
const battery = { problem: '电池鼓包' }

describe('when repairing gives way to a new unit', () => {
  it('[H16] two repairs in a row that failed on the same problem', () => {
    expect(of('H').fail(screen).due).toBeUndefined()
    expect(of('H').fail(screen, screen).due).toBe('H16 due')
    expect(of('H').fail({}, {}).due).toBe('H16 due') // rounds are about one problem unless recorded differently
    expect(of('H').fail(screen, { problem: '  屏幕 不亮。' }).due).toBe('H16 due')
    expect(of('H').fail(screen, battery).due).toBeUndefined()
    expect(of('H').fail(screen, battery, screen).due).toBeUndefined() // not in a row
    expect(of('H').fail(screen, battery, battery).due).toBe('H16 due')
    expect(of('H').fail(screen, { ...screen, origin: 'user' }).due).toBeUndefined()
    expect(of('H').fail(screen, { ...screen, origin: 'user' }, screen).due).toBe('H16 due')
  })
  it('[H16] [N22] whoever was asked to approve it may, and nobody else of the engineers', () => {
    const manager = { id: 'liu-fang', name: '刘芳', phone: '+8613800138100', language: 'zh-CN' } as const
    const offered = (story: Play, id: string) =>
      allowedActions(story.repair, engineer(id)).filter((type) => type.endsWith('Replacement'))
    const damage = { type: 'declareIrreparable', damage: 'use', what: 'burnt' } as const
    const due = () => of('N').does(ZHANG, damage, at('11-20 10:00'), { manager })
    expect(due().of('replacementDue')).toMatchObject([{ manager }])
    expect(offered(due(), 'liu-fang')).toEqual(['approveReplacement', 'dateReplacement', 'declineReplacement'])
    expect(offered(due(), 'zhang')).toEqual([])
    expect(offered(of('N').does(ZHANG, damage, at('11-20 10:00')), 'liu-fang')).toEqual([])
    const approved = due().does({ ...MANAGER, kind: 'engineer' }, { type: 'approveReplacement' }, at('11-20 10:05'))
    expect([approved.repair.replacement?.approver, offered(approved, 'liu-fang')]).toEqual(['刘芳', []])
    expect(fold(approved.events)).toEqual(approved.repair)
  })
  it('[H16] earlier repairs of the unit count: refused ones, and those after which the same problem came back', () => {
    expect(of('H', earlier('05', { ...screen, failures: 1 })).mend(screen).due).toBe('H16 due')
    expect(of('H', earlier('05', screen)).mend(screen).due).toBeUndefined()
    expect(of('H', earlier('05', screen)).fail(screen).due).toBe('H16 due')
    expect(of('H', earlier('05', screen), earlier('09', screen)).mend(screen).due).toBe('H16 due')
    expect(of('H', earlier('05', screen), earlier('09', battery)).fail(screen).due).toBeUndefined()
    expect(
      of('H', earlier('05', screen), earlier('09', { ...screen, matter: 'delivery' })).mend(screen).due,
    ).toBeUndefined()
    expect(of('H', earlier('05')).fail({}).due).toBeUndefined() // nobody said what it was
  })
  it('[C6] two failed repairs, of whatever problem', () => {
    expect(of('C').fail(screen).due).toBeUndefined()
    expect(of('C').fail(screen, battery).due).toBe('C6 due')
    expect(of('C', earlier('05', { ...battery, failures: 1 })).fail(screen).due).toBe('C6 due')
    expect(of('C', earlier('05', battery)).fail(screen).due).toBeUndefined()
  })
  it('[R2] more than two, those that a person caused left out', () => {
    expect(of('R').fail(screen, screen).due).toBeUndefined()
    expect(of('R').fail(screen, screen, battery).due).toBe('R2 due')
    expect(of('R').fail(screen, screen, { origin: 'user' }).due).toBeUndefined()
    expect(of('R').fail(screen, screen, { origin: 'user' }, battery).due).toBe('R2 due')
  })
  it('[N22] damage in use or in transit that cannot be repaired, at once; failures alone never', () => {
    const damaged = of('N').does(
      ZHANG,
      { type: 'declareIrreparable', damage: 'transit', what: '主板断裂' },
      at('11-20 10:00'),
    )
    expect(damaged).toMatchObject({
      due: 'N22 due',
      repair: { replacement: { because: 'irreparable', with: 'notWorse' } },
    })
    expect(of('N').fail(screen, screen, screen, screen).due).toBeUndefined()
    expect(allowedActions(of('H').repair, ZHANG)).not.toContain('declareIrreparable')
  })
  it('[R2] failures of years ago do not make it due with every new report, only with the next failure', () => {
    const story = of('R', earlier('05', { failures: 3 }))
    expect(story.mend(battery).due).toBeUndefined()
    expect(story.refuse().due).toBe('R2 due')
  })
  it('[N22] [C6] of several rules only the clock of the one that came true runs; without rules nothing comes due', () => {
    const story = of('C')
    const { plan } = story.repair
    const rule = { rule: 'replacement', with: 'notWorse', warranty: 'continues', within: 'P1D' } as const
    const other = { ...rule, irreparable: ['use'], clause: 'X9' } as const
    const clock = plan.clocks.find(({ from }) => from === 'replacementDue')
    if (!clock) throw new Error('C has no clock for a replacement')
    const rules = [...(plan.rules ?? []), other]
    story.repair = { ...story.repair, plan: { ...plan, rules, clocks: [...plan.clocks, { ...clock, clause: 'X9' }] } }
    expect(story.fail(screen, battery).due).toBe('C6 due')
    expect(story.repair.clocks.map(({ id }) => id).filter((id) => id.includes('replaced'))).toEqual(['C6/replaced/3'])

    const old = of('C')
    const { rules: _none, ...plain } = old.repair.plan
    old.repair = { ...old.repair, plan: plain }
    expect(old.fail(screen, battery, battery).due).toBeUndefined()
    expect(allowedActions(old.repair, ZHANG)).not.toContain('quote')
  })
  it('[H16] the same problem is recognised in other letters', () => {
    expect(normaliseProblem(' ＨＤＭＩ 无信号！')).toBe(normaliseProblem('hdmi无信号'))
    expect(normaliseProblem('No picture.')).not.toBe(normaliseProblem('No sound.'))
  })
})

describe('the replacement', () => {
  const due = () => of('H').fail(screen, screen)
  const unit = { serial: 'S-2', model: 'M1', name: 'unit', shortName: 'unit' }

  it('[H16] is an obligation with a clock from the day it fell due', () => {
    const story = due()
    expect(story.clock('H16', 'replaced', 3)).toMatchObject({
      startedAt: at('11-21 15:00'),
      dueAt: at('12-01 00:00'),
      state: 'open',
    })
    expect(story.until(at('12-01 00:00')).outcome('H16', 'replaced', 3)).toBe('broken') // 28 November is a Saturday: to the end of Monday
  })
  it('[H16] needs approval first, then the new unit takes the old one’s place', () => {
    const story = due()
    expect(allowedActions(story.repair, MANAGER)).toEqual(
      expect.arrayContaining(['approveReplacement', 'declineReplacement']),
    )
    expect(allowedActions(story.repair, MANAGER)).not.toContain('replaceUnit')
    expect(allowedActions(story.repair, ZHANG)).not.toContain('approveReplacement')
    story.does(MANAGER, { type: 'approveReplacement' }, at('11-22 09:00'))
    expect(story.repair.replacement).toMatchObject({ state: 'approved', approver: '刘芳' })
    story.does(ZHANG, { type: 'replaceUnit', serial: 'S-2' }, at('11-22 10:00'), { replacementUnit: unit })
    expect(story.of('unitReplaced')).toMatchObject([{ old: 'S-1', unit, clause: 'H16', warranty: 'continues' }])
    expect(story.repair).toMatchObject({
      stage: 'confirmation',
      solvedBy: 'replacement',
      unit,
      replacement: { state: 'done', serial: 'S-2', old: 'S-1', at: at('11-22 10:00') },
    })
    expect([story.outcome('H16', 'replaced', 3), story.outcome('H14', 'repaired')]).toEqual(['kept', 'kept'])
    expect(fold(story.events)).toEqual(story.repair)
  })
  it('[H16] declined: waived, with reason and approver, until repairing fails once more', () => {
    const story = due().does(MANAGER, { type: 'declineReplacement', reason: '客户同意返厂' }, at('11-22 09:00'))
    expect(story.clock('H16', 'replaced', 3)).toMatchObject({ state: 'waived', waivedBy: '刘芳' })
    expect(story.mend(screen).due).toBe('H16 declined')
    expect(story.refuse().due).toBe('H16 due')
    expect(story.outcome('H16', 'replaced', 4)).toBe('open')
  })
  it('[H16] due and not decided, it stays due through another repair that fails', () => {
    const story = due().fail(screen)
    expect([story.due, story.of('replacementDue').length]).toEqual(['H16 due', 1])
    expect(story.outcome('H16', 'replaced', 3)).toBe('open')
  })
  it('[H16] mended once more while it is due: nobody is asked to confirm until it is decided', () => {
    const story = due().mend(screen)
    expect(allowedActions(story.repair, CUSTOMER)).not.toContain('confirm')
    expect(story.until(at('11-30 09:00')).of('confirmationReminded')).toEqual([])
    story.does(MANAGER, { type: 'declineReplacement', reason: '已修好' }, at('11-30 10:00'))
    expect(allowedActions(story.repair, CUSTOMER)).toContain('confirm')
    expect(story.until(at('11-30 10:00')).of('confirmationReminded')).toHaveLength(1)
  })
  it('[H16] a quote that nobody accepted does not hold back a unit that is owed free', () => {
    const quote = { warranty: 'out', origin: 'wear', currency: 'CNY', lines: [], totalFen: 100 } as const
    const story = due().does(ZHANG, { type: 'quote', origin: 'wear', items: [] }, at('11-22 08:00'), { quote })
    story.does(MANAGER, { type: 'approveReplacement' }, at('11-22 09:00'))
    expect(allowedActions(story.repair, ZHANG)).toContain('replaceUnit')
  })
  it('[C6] the failures of the old unit are not the new one’s', () => {
    const story = of('C').fail(screen, battery)
    story.does(MANAGER, { type: 'approveReplacement' }, at('11-22 09:00'))
    story.does(ZHANG, { type: 'replaceUnit', serial: 'S-2' }, at('11-22 10:00'), { replacementUnit: unit })
    story.does(CUSTOMER, { type: 'notFixed', what: 'the new one is dark' }, at('11-22 12:00'))
    expect(story.fail(screen).due).toBe('C6 done')
    expect(story.fail(screen).due).toBe('C6 due')
    expect(story.repair.replacement).toMatchObject({ old: 'S-1' })
  })
})
