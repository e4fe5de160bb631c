import { describe, expect, it } from 'vitest'
import { loadPlans } from '../../../infra/plans.ts'
import { costOf, costText } from '../../../shared/upgrade/state/cost.ts'

const plan = (id: string, version = 4) => {
  const found = loadPlans().find((one) => one.id === id && one.version === version)
  if (!found) throw new Error(`no plan ${id} ${version}`)
  return found
}
const said = (...given: Parameters<typeof costOf>) => {
  const cost = costOf(...given)
  return cost && `${costText(cost).zh} / ${costText(cost).en}`
}

describe('what an update costs', () => {
  it('[C1] software updates are free for life, in warranty or out of it, whether anybody knows or not', () => {
    for (const inWarranty of [true, false, undefined])
      expect(said(plan('C'), inWarranty)).toBe(
        '免费：软件终身免费升级（C1） / free: software updates are free for life (C1)',
      )
  })

  it('[N1] software and signature updates are free in warranty; after it labour is charged as ever (N11)', () => {
    expect(said(plan('N'), true)).toBe('免费：质保期内（N1） / free: in warranty (N1)')
    expect(costOf(plan('N'), false)).toMatchObject({ because: 'outOfWarranty' })
    expect(said(plan('N'), false)).toMatch(/^质保期外，人工按.*收费（N\d+） \/ out of warranty: labour at .* \(N\d+\)$/)
  })

  it('is not said where nobody knows whether it is in warranty, and a document without the clause charges as ever', () => {
    expect(costOf(plan('N'), undefined)).toBeUndefined()
    expect(costOf(plan('H'), true)).toMatchObject({ charge: 'free', because: 'inWarranty' })
  })
})
