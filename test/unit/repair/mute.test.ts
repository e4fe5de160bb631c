import { describe, expect, it } from 'vitest'
import { calledIn } from '../../../shared/repair/features/beyond/rules.ts'
import { heldUntil, type Mute, muteOf, nextPageAt } from '../../../shared/repair/state/mute.ts'
import { pagingFor } from '../../../shared/repair/state/paging.ts'
import { latestPlanOf } from '../../support/play.ts'
import { aClock, aRepair, minute, START } from '../../support/repair-fixtures.ts'

const mute = (id: string, from: number, until: number, changes: Partial<Mute> = {}): Mute => ({
  id,
  on: { site: 'lanting-east' },
  from: minute(from),
  until: minute(until),
  reason: '停电',
  by: { kind: 'staff', id: 'boss' },
  at: START,
  ...changes,
})
const plan = latestPlanOf('N')
const ordinary = aRepair({ plan, severity: 'ordinary' })

describe('the mute of a repair', () => {
  it('holds from its beginning until just before its end, or its early end', () => {
    const ended = { at: minute(20), by: { kind: 'staff' as const, id: 'boss' } }
    const found = (one: Mute, at: string) => muteOf(ordinary, [one], at)?.id
    const [whole, cut] = [mute('a', 10, 30), mute('b', 10, 30, { ended })]
    expect([9, 10, 29, 30].map((at) => found(whole, minute(at)))).toEqual([undefined, 'a', 'a', undefined])
    expect([19, 20].map((at) => found(cut, minute(at)))).toEqual(['b', undefined])
  })

  it('is about its site or its unit, and of several the one that ends last', () => {
    const all = [mute('a', 0, 10), mute('c', 0, 30, { on: { unit: 'BWC-2025-0117' } }), mute('b', 0, 20)]
    expect(muteOf(ordinary, all, START)?.id).toBe('c')
    expect(muteOf(ordinary, [mute('d', 0, 9, { on: { site: 'elsewhere' } })], START)).toBeUndefined()
    const { site: _, unit: _0, ...nowhere } = ordinary
    expect(muteOf(nowhere, all, START)).toBeUndefined()
  })
})

describe('what a mute holds back', () => {
  const held = { mute: 'a', on: { site: 'lanting-east' } }
  const paging = pagingFor('report', minute(30), { held })

  it('waits for its end; what should not be held any more is due at once', () => {
    expect([heldUntil({ ...ordinary, paging }), nextPageAt({ ...ordinary, paging })]).toEqual([minute(30), minute(30)])
    const elsewhere = pagingFor('report', minute(30), { held: { mute: 'a', on: { site: 'elsewhere' } } })
    for (const repair of [
      { ...ordinary, severity: 'major', paging },
      { ...ordinary, paging: elsewhere },
    ])
      expect([heldUntil(repair), nextPageAt(repair)]).toEqual([undefined, repair.updatedAt])
    expect(nextPageAt({ ...ordinary, paging: { ...paging, pending: false } })).toBeUndefined()
  })

  it('so does calling someone in for a broken promise', () => {
    const rules = (plan.rules ?? []).map((rule) =>
      rule.rule === 'escalate' && rule.automatic === 'broken' ? { ...rule, severities: ['ordinary'] } : rule,
    )
    const broken = aClock({ state: 'broken', brokenAt: minute(15) })
    const repair = aRepair({ plan: { ...plan, rules }, severity: 'ordinary', clocks: [broken] })
    expect(calledIn(repair).map(({ team }) => team)).toContain('experts')
    expect(calledIn({ ...repair, paging }).map(({ team }) => team)).not.toContain('experts')
  })
})
