import { describe, expect, test } from 'vitest'
import type { HeldLoaner } from '../../../../shared/repair/loaner-stock.ts'
import { loanerStockOf } from '../../../../shared/repair/loaner-stock.ts'
import { at } from '../../../support/play.ts'

const loaner = (serial: string, used = false): HeldLoaner['loaner'] => ({
  serial,
  model: 'M1',
  name: serial,
  ...(used && { used: true }),
})
const held = (state: 'reserved' | 'lent', closed = false): NonNullable<HeldLoaner['repair']> => ({
  loaner: { state, serial: 'L', name: 'L', at: at('11-20 10:00') },
  ...(closed && { closed: { at: at('11-20 12:00'), how: 'confirmed' } }),
})
const needs = (needsLoaner: 'any' | 'new', model = 'M1') => ({ needsLoaner, model })

describe('the stock of loaners', () => {
  test('total = free + reserved + lent; what a closed repair still holds is to be fetched back', () => {
    const all: HeldLoaner[] = [
      { loaner: loaner('1') },
      { loaner: loaner('2'), repair: held('reserved') },
      { loaner: loaner('3'), repair: held('lent') },
      { loaner: loaner('4'), repair: held('lent', true) },
    ]
    const [stock] = loanerStockOf(all, [], new Map([['M1', 7]]))
    expect(stock).toMatchObject({ total: 4, free: 1, reserved: 1, lent: 2, toFetchBack: 1, inField: 7, short: false })
  })
  test('is short when more repairs may need one than are free', () => {
    const shortOf = (...needing: ReturnType<typeof needs>[]) =>
      loanerStockOf([{ loaner: loaner('1') }, { loaner: loaner('2', true) }], needing, new Map())[0]?.short
    expect(shortOf()).toBe(false)
    expect(shortOf(needs('any'), needs('any'))).toBe(false)
    expect(shortOf(needs('any'), needs('any'), needs('any'))).toBe(true)
  })
  test('[R7] a used one is no help where only a brand-new one will do', () => {
    const all = [{ loaner: loaner('1', true) }, { loaner: loaner('2') }]
    expect(loanerStockOf(all, [needs('new')], new Map())[0]).toMatchObject({ freeNew: 1, short: false })
    expect(loanerStockOf(all, [needs('new'), needs('new')], new Map())[0]).toMatchObject({ neededNew: 2, short: true })
  })
  test('a model without any loaner shows as soon as a repair needs one, before the others', () => {
    const stock = loanerStockOf([{ loaner: loaner('1') }], [needs('any', 'M9')], new Map())
    expect(stock.map(({ model, short }) => [model, short])).toEqual([
      ['M9', true],
      ['M1', false],
    ])
  })
})
