import { describe, expect, it } from 'vitest'
import { isInWarranty, warrantyAt } from '../../../shared/warranty/warranty.ts'
import { plans } from '../../support/plans.ts'
import { aRecord, facts, on, promising } from './support.ts'

const plan = (id: string) => plans.find((known) => known.id === id) ?? promising()
const YEARS_3 = promising({ rule: 'warranty', base: 'P3Y', clause: 'C1' })
const state = (id: string, given: Parameters<typeof facts>[0], day: string, time?: string) =>
  warrantyAt(plan(id), facts(given), on(day, time)).state
const english = (...args: Parameters<typeof warrantyAt>) => warrantyAt(...args).steps.map(({ en }) => en)
const chinese = (...args: Parameters<typeof warrantyAt>) => warrantyAt(...args).steps.map(({ zh }) => zh)

describe('the base term', () => {
  it('[H12] 2 years from acceptance, human damage excluded: the last day counts to its end', () => {
    const accepted = { acceptedOn: '2024-03-11' } // a Monday; 11 March 2026 is a Wednesday
    expect(state('H', accepted, '2026-03-11', '23:59')).toBe('in')
    expect(state('H', accepted, '2026-03-12', '00:00')).toBe('out')
    const warranty = warrantyAt(plan('H'), facts(accepted), on('2025-01-01'))
    expect(warranty).toMatchObject({ until: '2026-03-11', clause: 'H12', except: ['user'] })
  })
  it('[C1] 3 years from installation acceptance', () => {
    expect(state('C', { acceptedOn: '2022-08-19' }, '2025-08-19')).toBe('in')
    expect(state('C', { acceptedOn: '2022-08-19' }, '2025-08-20', '00:00')).toBe('out')
  })
  it('[R1] 3 years on all equipment, recorders 24 months', () => {
    const accepted = { acceptedOn: '2022-08-19' }
    expect(state('R', accepted, '2025-08-19')).toBe('in')
    expect(state('R', { ...accepted, category: 'recorder' }, '2025-08-19')).toBe('out')
    expect(warrantyAt(plan('R'), facts({ ...accepted, category: 'recorder' }), on('2023-01-01')).until).toBe(
      '2024-08-19',
    )
    expect(state('R', { ...accepted, category: 'something else' }, '2025-08-19')).toBe('in')
  })
  it('[N1] 3 years from acceptance, by the day where the customer is', () => {
    const urumqi = { acceptedOn: '2022-08-19', timezone: 'Asia/Urumqi' }
    expect(state('N', urumqi, '2025-08-20', '01:59')).toBe('in') // 23:59 of the last day there
    expect(state('N', urumqi, '2025-08-20', '02:00')).toBe('out')
    const london = { acceptedOn: '2022-08-19', timezone: 'Europe/London' }
    expect(state('N', london, '2025-08-20', '06:59')).toBe('in') // summer time: seven hours behind
    expect(state('N', london, '2025-08-20', '07:00')).toBe('out')
  })
  it('[C1] accepted on 29 February: the term ends on the last day of February, moved on from a rest day', () => {
    const given = facts({ acceptedOn: '2024-02-29' })
    expect(warrantyAt(YEARS_3, given, on('2025-01-01')).until).toBe('2027-03-01')
    expect(english(YEARS_3, given, on('2025-01-01'))).toEqual([
      'accepted 2024-02-29 + 3 years (C1) → 2027-02-28, rest days passed over → 2027-03-01',
      'holidays of 2027 not published yet, ordinary weeks assumed',
    ])
    expect(chinese(YEARS_3, given, on('2025-01-01'))[0]).toBe(
      '2024-02-29 验收 + 3 年（C1） → 2027-02-28，遇休息日顺延 → 2027-03-01',
    )
  })
  it('[H12] a month without the day ends on its last; a public holiday moves the end behind it', () => {
    const months = promising({ rule: 'warranty', base: 'P18M', clause: 'H12' })
    expect(warrantyAt(months, facts({ acceptedOn: '2024-08-31' }), on('2025-01-01')).until).toBe('2026-02-28') // make-up workday
    expect(warrantyAt(plan('H'), facts({ acceptedOn: '2024-10-01' }), on('2025-01-01')).until).toBe('2026-10-08')
    expect(warrantyAt(plan('H'), facts({ acceptedOn: '2024-10-10' }), on('2025-01-01')).until).toBe('2026-10-10') // make-up workday
  })
  it('[H12] where the plan knows no Chinese holidays only weekends move the end', () => {
    const plain = { ...promising({ rule: 'warranty', base: 'P2Y', clause: 'H12' }), holidays: 'none' } as const
    expect(warrantyAt(plain, facts({ acceptedOn: '2024-10-01' }), on('2025-01-01')).until).toBe('2026-10-01')
    expect(english(plain, facts({ acceptedOn: '2025-02-28' }), on('2025-03-01'))).toEqual([
      'accepted 2025-02-28 + 2 years (H12) → 2027-02-28, rest days passed over → 2027-03-01',
    ])
  })
  it('[H12] before acceptance it has not begun: the risk is ours', () => {
    const warranty = warrantyAt(plan('H'), facts({ acceptedOn: '2024-03-11' }), on('2024-03-10', '23:59'))
    expect(warranty.state).toBe('notStarted')
    expect(isInWarranty(warranty)).toBe(true)
    expect(warranty.steps.at(-1)?.zh).toBe('尚未验收，按保修内处理')
    expect(state('H', { acceptedOn: '2024-03-11' }, '2024-03-11', '00:00')).toBe('in')
  })
  it('[H12] nobody recorded the acceptance, or the plan promises no warranty: nobody can say', () => {
    const { acceptedOn, ...without } = facts()
    const warranty = warrantyAt(plan('H'), without, on('2025-01-01'))
    expect(warranty).toMatchObject({ state: 'unknown', steps: [{ en: 'no date of acceptance on file' }] })
    expect(isInWarranty(warranty)).toBeUndefined()
    const old = warrantyAt({ workingHours: [] }, facts(), on('2025-01-01'))
    expect(old).toEqual({
      state: 'unknown',
      except: [],
      steps: [{ zh: '承诺书未约定质保', en: 'the plan promises no warranty' }],
    })
  })
})

describe('extensions', () => {
  const H = promising(
    { rule: 'warranty', base: 'P2Y', except: ['user'], clause: 'H12' },
    { rule: 'extension', per: 'unremovableFault', by: 'P30D', clause: 'H15' },
  )
  const C = promising(
    { rule: 'warranty', base: 'P3Y', clause: 'C1' },
    { rule: 'extension', per: 'downtime', clause: 'C5' },
  )
  const unremovable = (reported: string, more: Parameters<typeof aRecord>[0] = {}) =>
    aRecord({
      repair: reported.slice(2).replaceAll('-', ''),
      reportedAt: on(reported),
      unremovableAt: on(reported, '18:00'),
      ...more,
    })
  const until = (history: ReturnType<typeof aRecord>[], day = '2030-01-01') =>
    warrantyAt(H, facts({ history }), on(day)).until

  it('[H15] each fault that cannot be removed adds 30 days, with the arithmetic', () => {
    expect(until([unremovable('2025-06-03')])).toBe('2026-04-10')
    expect(until([unremovable('2025-06-03'), unremovable('2025-07-04')])).toBe('2026-05-11') // 10 May is a Sunday
    expect(english(H, facts({ history: [unremovable('2025-06-03')] }), on('2026-01-01'))).toEqual([
      'accepted 2024-03-11 + 2 years (H12) → 2026-03-11',
      '250603 fault could not be removed + 30 days (H15) → 2026-04-10',
    ])
    expect(chinese(H, facts({ history: [unremovable('2025-06-03')] }), on('2026-01-01'))[1]).toBe(
      '250603 故障未能排除 + 30 天（H15） → 2026-04-10',
    )
  })
  it('[H15] 30 days that end in a holiday end behind it', () => {
    const accepted = facts({ acceptedOn: '2024-09-02', history: [unremovable('2025-06-03')] })
    expect(english(H, accepted, on('2026-01-01'))[1]).toContain('→ 2026-10-02, rest days passed over → 2026-10-08')
  })
  it('[H15] a fault counts when it was reported within the warranty as it then stood, up to the last day', () => {
    expect(until([unremovable('2026-03-11')])).toBe('2026-04-10')
    expect(until([unremovable('2026-03-12')])).toBe('2026-03-11')
    expect(until([unremovable('2026-03-01'), unremovable('2026-04-09')])).toBe('2026-05-11') // within the first extension
    expect(until([unremovable('2024-03-10')])).toBe('2026-03-11') // before acceptance
  })
  it('[H15] what the user broke, what was withdrawn, and what is found out later extend nothing', () => {
    expect(until([unremovable('2025-06-03', { origin: 'user' })])).toBe('2026-03-11')
    expect(until([unremovable('2025-06-03', { outcome: 'withdrawn' })])).toBe('2026-03-11')
    expect(until([unremovable('2025-06-03')], '2025-06-03')).toBe('2026-03-11') // noon: found at 18:00
    expect(until([aRecord()])).toBe('2026-03-11')
  })
  it('[C5] the repaired unit is warranted longer by the time it was out of use, a begun day as a day', () => {
    const repaired = (at: string) =>
      warrantyAt(C, facts({ acceptedOn: '2022-08-19', history: [aRecord({ repairedAt: at })] }), on('2025-07-01')).until
    expect(repaired(on('2025-06-01', '12:01'))).toBe('2025-08-20')
    expect(repaired(on('2025-06-02', '12:00'))).toBe('2025-08-20')
    expect(repaired(on('2025-06-02', '12:01'))).toBe('2025-08-21')
    expect(repaired(on('2025-06-04', '11:00'))).toBe('2025-08-22')
    expect(repaired(on('2025-06-05', '11:00'))).toBe('2025-08-25') // 23 August is a Saturday
    expect(
      chinese(
        C,
        facts({ acceptedOn: '2022-08-19', history: [aRecord({ repairedAt: on('2025-06-04', '11:00') })] }),
        on('2025-07-01'),
      ),
    ).toEqual(['2022-08-19 验收 + 3 年（C1） → 2025-08-19', '250601-0001 停用 + 3 天（C5） → 2025-08-22'])
  })
  it('[C5] goods that arrived short are no fault, and a repair of the day after tomorrow does not count today', () => {
    const mended = aRecord({ repairedAt: on('2025-06-04', '11:00') })
    const ends = (record: ReturnType<typeof aRecord>, day: string) =>
      warrantyAt(C, facts({ acceptedOn: '2022-08-19', history: [record] }), on(day)).until
    expect(ends({ ...mended, matter: 'delivery' }, '2025-07-01')).toBe('2025-08-19')
    expect([ends(mended, '2025-06-03'), ends(mended, '2025-06-04')]).toEqual(['2025-08-19', '2025-08-22'])
  })
  it('[C5] while it is still out of use nothing is added', () => {
    expect(
      warrantyAt(C, facts({ acceptedOn: '2022-08-19', history: [aRecord({ outcome: 'open' })] }), on('2025-07-01'))
        .until,
    ).toBe('2025-08-19')
  })
})

describe('renewals', () => {
  const N = promising(
    { rule: 'warranty', base: 'P3Y', clause: 'N1' },
    { rule: 'renewal', percentOfContractPrice: 8, per: 'P1Y', clause: 'N11' },
    { rule: 'extension', per: 'unremovableFault', by: 'P30D', clause: 'X' },
  )
  const given = { acceptedOn: '2022-08-19' }
  const year = { from: '2025-08-20', until: '2026-08-19' }
  const stateOn = (changes: Parameters<typeof facts>[0], day: string) =>
    warrantyAt(N, facts({ ...given, ...changes }), on(day)).state

  it('[N11] a renewal that follows the warranty continues it on the same terms', () => {
    expect(stateOn({ renewals: [year] }, '2025-08-19')).toBe('in')
    expect(stateOn({ renewals: [year] }, '2025-08-20')).toBe('renewed')
    expect(stateOn({ renewals: [year] }, '2026-08-19')).toBe('renewed')
    expect(stateOn({ renewals: [year] }, '2026-08-20')).toBe('out')
    expect(isInWarranty({ state: 'renewed' })).toBe(true)
    expect(english(N, facts({ ...given, renewals: [year] }), on('2026-01-01'))).toEqual([
      'accepted 2022-08-19 + 3 years (N1) → 2025-08-19',
      'renewed 2025-08-20 to 2026-08-19 (N11) → 2026-08-19',
    ])
  })
  it('[N11] a renewal with a gap: out of warranty in the gap, in again from its first day', () => {
    const late = { from: '2025-10-01', until: '2026-09-30' }
    const days = ['2025-08-19', '2025-08-20', '2025-09-30', '2025-10-01', '2026-09-30', '2026-10-01']
    expect(days.map((day) => stateOn({ renewals: [late] }, day))).toEqual([
      'in',
      'out',
      'out',
      'renewed',
      'renewed',
      'out',
    ])
    const warranty = warrantyAt(N, facts({ ...given, renewals: [late] }), on('2025-09-01'))
    expect(warranty.until).toBe('2025-08-19')
    expect(warranty.steps.map(({ zh }) => zh)).toEqual([
      '2022-08-19 验收 + 3 年（N1） → 2025-08-19',
      '2025-08-20 至 2025-09-30 无保修',
      '续保 2025-10-01 至 2026-09-30（N11） → 2026-09-30',
    ])
  })
  it('[N11] a fault in a renewed year extends that year; days that reach into a renewal are added to its end', () => {
    const fault = (day: string) => aRecord({ reportedAt: on(day), unremovableAt: on(day) })
    const end = (changes: Parameters<typeof facts>[0]) =>
      warrantyAt(N, facts({ ...given, ...changes }), on('2026-08-01')).until
    expect(end({ renewals: [year], history: [fault('2026-01-05')] })).toBe('2026-09-18')
    expect(end({ renewals: [year], history: [fault('2025-08-20')] })).toBe('2026-09-18') // its first day
    expect(end({ renewals: [year], history: [fault('2025-01-06')] })).toBe('2026-09-18')
    // The second fault is reported where the first one's days and the renewal overlap; 18 October 2026 is a Sunday.
    expect(end({ renewals: [year], history: [fault('2025-08-01'), fault('2025-09-01')] })).toBe('2026-10-19')
    expect(
      english(N, facts({ ...given, renewals: [year], history: [fault('2025-01-06')] }), on('2026-08-01')).at(-1),
    ).toBe('renewed 2025-08-20 to 2026-08-19 (N11), and the 30 days it had been extended by → 2026-09-18')
    expect(end({ renewals: [{ from: '2025-10-01', until: '2026-09-30' }], history: [fault('2025-09-15')] })).toBe(
      '2026-09-30',
    )
  })
})

describe('a unit that took the place of another', () => {
  const H = promising(
    { rule: 'warranty', base: 'P2Y', clause: 'H12' },
    { rule: 'extension', per: 'unremovableFault', by: 'P30D', clause: 'H15' },
  )
  it('[R2] whose warranty begins anew: from the day it was put in', () => {
    const fresh = facts({ acceptedOn: '2025-06-11', instead: facts() })
    expect(warrantyAt(H, fresh, on('2026-01-01'))).toMatchObject({ state: 'in', until: '2027-06-11' })
    expect(english(H, fresh, on('2026-01-01'))[0]).toBe('replaced 2025-06-11 + 2 years (H12) → 2027-06-11')
  })
  it('[H16] is never warranted shorter than the one it replaced', () => {
    const history = ['2024-03-12', '2024-03-13'].map((day) => aRecord({ reportedAt: on(day), unremovableAt: on(day) }))
    const fresh = facts({ acceptedOn: '2024-03-20', instead: facts({ history }) })
    expect(warrantyAt(H, fresh, on('2025-01-01')).until).toBe('2026-05-11')
    expect(english(H, fresh, on('2025-01-01')).at(-1)).toBe(
      'not shorter than the warranty of the unit it replaced → 2026-05-11',
    )
  })
})
