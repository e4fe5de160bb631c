import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../shared/kernel/calendar.ts'
import { isInWarranty, type WarrantyFacts, warrantyAt } from '../../../shared/warranty/warranty.ts'
import { aRecord, facts, on, promising } from './support.ts'

const PLAN = promising(
  { rule: 'warranty', base: 'P2Y', except: ['user'], clause: 'H12' },
  { rule: 'extension', per: 'unremovableFault', by: 'P30D', clause: 'H15' },
  { rule: 'extension', per: 'downtime', clause: 'C5' },
  { rule: 'renewal', percentOfContractPrice: 8, per: 'P1Y', clause: 'N11' },
)
const FIRST = '2022-01-01'
const day = (most: number) => fc.integer({ min: 0, max: most }).map((days) => addDays(FIRST, days))

/** A repair of up to two months, any time from before the acceptance to long after the warranty. */
const record = fc
  .record({
    reported: day(1800),
    hours: fc.integer({ min: 1, max: 1500 }),
    unremovable: fc.boolean(),
    mended: fc.boolean(),
  })
  .map(({ reported, hours, unremovable, mended }) =>
    aRecord({
      reportedAt: on(reported),
      ...(mended && { repairedAt: on(addDays(reported, Math.ceil(hours / 24))) }),
      ...(unremovable && { unremovableAt: on(reported, '13:00') }),
    }),
  )
const renewals = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 90 }), length: fc.integer({ min: 1, max: 400 }) }), {
    maxLength: 3,
  })
  .map((terms) => {
    let last = '2024-01-10'
    return terms.map(({ gap, length }) => {
      const from = addDays(last, gap)
      last = addDays(from, length)
      return { from, until: last }
    })
  })
const given = fc.record({ acceptedOn: day(60), history: fc.array(record, { maxLength: 6 }), renewals })

/** Well after everything that is generated. */
const LATER = '2032-01-01'
const covered = (of: WarrantyFacts, at: string): boolean | undefined => isInWarranty(warrantyAt(PLAN, of, on(at)))

describe('a warranty never shrinks', () => {
  it('[H15] [C5] through one repair more', () => {
    fc.assert(
      fc.property(given, record, day(3000), (before, repair, at) => {
        const [less, more] = [facts(before), facts({ ...before, history: [...before.history, repair] })]
        expect(Number(covered(more, at))).toBeGreaterThanOrEqual(Number(covered(less, at)))
        const [earlier = '', later = ''] = [less, more].map((of) => warrantyAt(PLAN, of, on(LATER)).until)
        expect(later >= earlier).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
  it('[H16] [R2] through a replacement, whether it continues or begins anew', () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 0, max: 700 }), (before, days) => {
        const old = facts({ ...before, renewals: [] })
        const put = addDays(before.acceptedOn, days)
        const fresh = facts({ acceptedOn: put, instead: old })
        const [earlier = '', later = ''] = [old, fresh].map((of) => warrantyAt(PLAN, of, on(LATER)).until)
        expect(later >= earlier).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
  it('[N11] through a renewal', () => {
    fc.assert(
      fc.property(given, day(3000), (before, at) => {
        expect(Number(covered(facts(before), at))).toBeGreaterThanOrEqual(
          Number(covered(facts({ ...before, renewals: [] }), at)),
        )
      }),
      { numRuns: 500 },
    )
  })
})
