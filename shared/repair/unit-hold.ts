import type { Matter } from '../plan/rules.ts'
import type { Repair } from './state/repair.ts'

/**
 * What one open repair at a time may hold: the unit, for each matter. Goods that arrived short or damaged are another matter
 * than a fault of theirs, under clocks of their own (H8), so neither report joins the other's repair.
 */
export const unitHold = (serial: string, matter: Matter = 'fault'): string =>
  matter === 'fault' ? serial : `${serial}/${matter}`

/** What this repair holds; nothing before it is open, and nothing after. */
export const unitHoldOf = (repair: Repair | undefined): string | undefined =>
  repair?.unit && !repair.closed ? unitHold(repair.unit.serial, repair.matter) : undefined
