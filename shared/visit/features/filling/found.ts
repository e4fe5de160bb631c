import type { Finding } from '../../../form/findings.ts'
import { without } from '../../../kernel/fields.ts'
import { type FoundFault, isSameSheet, type Sheet } from '../../state/filled.ts'
import type { VisitState } from '../../state/visit.ts'

// The faults that were found by filling in a sheet: each becomes a repair.

/** Found by the same item at the same unit. */
export const isSameFault = (one: Omit<FoundFault, 'seq'>, other: Omit<FoundFault, 'seq'>): boolean =>
  isSameSheet(one, other) && one.item === other.item && one.unit === other.unit

/** One for each unit that it is about, or one for the place. */
export const foundIn = (sheet: Sheet, findings: readonly Finding[]): readonly Omit<FoundFault, 'seq'>[] =>
  findings
    .filter(({ kind }) => kind === 'fault')
    .flatMap(({ item, units }) =>
      units.length > 0 ? units.map((unit) => ({ ...sheet, item, unit })) : [{ ...sheet, item }],
    )

/** What has opened a repair stays; what was not found after all opens none. */
export function foundWith({ found = [] }: VisitState, sheet: Sheet, findings: readonly Finding[], seq: number) {
  const next = foundIn(sheet, findings)
  const kept = found
    .filter((one) => !isSameSheet(one, sheet) || one.repair !== undefined)
    .map((one) => (isSameSheet(one, sheet) ? withMended(one, !next.some((again) => isSameFault(again, one))) : one))
  return [
    ...kept,
    ...next.filter((one) => !kept.some((known) => isSameFault(known, one))).map((one) => ({ ...one, seq })),
  ]
}

const withMended = (one: FoundFault, isMended: boolean): FoundFault =>
  isMended ? { ...one, mended: one.mended ?? 'toTell' } : without(one, 'mended')
