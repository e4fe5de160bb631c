import { expect, it } from 'vitest'
import { keepingReplacements } from '../../../shared/directory/replaced.ts'
import { aContract, aDirectory, aUnit } from '../../support/repair-fixtures.ts'

const replaces = { serial: 'BWC-2025-0117', on: '2026-11-20', warranty: 'continues' } as const
const NEW = aUnit({ serial: 'NEW-1', replaces, replacedBy: 'NEW-2' })
const NEWEST = aUnit({ serial: 'NEW-2', replaces: { ...replaces, serial: 'NEW-1' } })
const ON_FILE = aDirectory({ units: [aUnit({ replacedBy: 'NEW-1' }), NEW, NEWEST] })

it('[R2] a file loaded again undoes no replacement: the old unit stays replaced, its contract binds what took its place', () => {
  const file = aDirectory({ units: [aUnit({ name: '更名' })], contracts: [aContract({ units: ['bwc-2025-0117'] })] })
  const { units, contracts } = keepingReplacements(file, ON_FILE)
  expect(units).toEqual([aUnit({ name: '更名', replacedBy: 'NEW-1' })])
  expect(contracts).toEqual([aContract({ units: ['bwc-2025-0117', 'NEW-1', 'NEW-2'] })])
})

it('what the file says itself holds', () => {
  const contracts = [aContract({ units: ['BWC-2025-0117'] }), aContract({ id: 'K-2', units: ['OTHER'] })]
  const file = aDirectory({ units: [aUnit({ replacedBy: 'OTHER' })], contracts })
  expect(keepingReplacements(file, ON_FILE)).toEqual(file)
  expect(keepingReplacements(aDirectory(), aDirectory())).toEqual(aDirectory())
})

it('a line that leads back to itself is followed once', () => {
  const units = [aUnit({ replacedBy: 'NEW-1' }), aUnit({ serial: 'NEW-1', replacedBy: 'BWC-2025-0117' })]
  const file = aDirectory({ contracts: [aContract({ units: ['BWC-2025-0117'] })] })
  expect(keepingReplacements(file, aDirectory({ units })).contracts[0]?.units).toEqual(['BWC-2025-0117', 'NEW-1'])
})
