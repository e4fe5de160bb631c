import { describe, expect, it } from 'vitest'
import { ORIGINS } from '../../../shared/plan/rules.ts'
import { chargeFor } from '../../../shared/plan/who-pays.ts'
import { plans } from '../../support/plans.ts'

const plan = (id: string) => {
  const found = plans.find((document) => document.id === id && document.version === 2)
  if (!found) throw new Error(`no version 2 of plan ${id}`)
  return found
}

describe('who pays by version 2', () => {
  it('[H8] a bad delivery is made good free, whatever the warranty and wherever it comes from', () => {
    const charges = (['in', 'out'] as const).flatMap((warranty) =>
      ORIGINS.flatMap((origin) =>
        (['part', 'wear', 'labour', 'travel', 'lodging'] as const).map((kind) =>
          chargeFor(plan('H'), { matter: 'delivery', warranty, origin }, kind),
        ),
      ),
    )
    expect(new Set(charges)).toEqual(new Set(['free']))
    expect(chargeFor(plan('H'), { warranty: 'out', origin: 'wear' }, 'part')).toBe('cost')
  })
  it('[H17] what we caused is free in warranty only; after it H18 charges the part at cost', () => {
    const part = (warranty: 'in' | 'out') => chargeFor(plan('H'), { warranty, origin: 'manufacture' }, 'part')
    expect([part('in'), part('out')]).toEqual(['free', 'cost'])
  })
  it('[C12] inspections are free in warranty, and at a discount after it', () => {
    const service = (warranty: 'in' | 'out') => chargeFor(plan('C'), { warranty, origin: 'wear' }, 'service')
    expect([service('in'), service('out')]).toEqual(['free', '80% of price'])
  })
})
