import type { Instant } from '../kernel/instant.ts'
import { type Text, text } from '../kernel/text.ts'
import { downtimeOf, type Outage, type Span } from './availability.ts'

/** A fault of the period, as a report counts it. */
export interface FaultOfPeriod extends Outage {
  readonly repair: string
  readonly severity: Text
  readonly symptoms: string
  /** What was wrong, once somebody has said so. */
  readonly problem?: string
  readonly unit?: string
  readonly unitName?: string
  readonly model?: string
  /** Nobody has to do anything any more. */
  readonly isClosed: boolean
}

/** A unit in use where the report is about. */
export interface ReportedUnit {
  readonly serial: string
  readonly name: string
  readonly model: string
}

interface Counted {
  readonly name: Text
  readonly faults: number
  readonly open: number
}

/** Reported in the period; what was reported before and still kept a unit from use counts for availability alone. */
export const reportedIn = (faults: readonly FaultOfPeriod[], { from, to }: Span): readonly FaultOfPeriod[] =>
  faults.filter(({ reportedAt }) => reportedAt >= from && reportedAt < to)

const UNKNOWN = text('未写明', 'not known')

/** How many by model, by level, by problem: the most first. */
export const countBy = (
  faults: readonly FaultOfPeriod[],
  nameOf: (fault: FaultOfPeriod) => Text | string | undefined,
): readonly Counted[] =>
  [
    ...Map.groupBy(faults, (fault) => {
      const name = nameOf(fault) ?? UNKNOWN
      return JSON.stringify(typeof name === 'string' ? text(name, name) : name)
    }),
  ]
    .map(([name, some]) => ({
      name: JSON.parse(name) as Text,
      faults: some.length,
      open: some.filter(({ repairedAt }) => repairedAt === undefined).length,
    }))
    .toSorted((a, b) => b.faults - a.faults || (a.name.zh < b.name.zh ? -1 : 1))

/** How long each unit was out of use, the longest first; those that never were are left out. */
export const downtimes = (
  units: readonly ReportedUnit[],
  faults: readonly FaultOfPeriod[],
  period: Span,
): readonly { readonly unit: ReportedUnit; readonly downMs: number }[] =>
  units
    .map((unit) => ({
      unit,
      downMs: downtimeOf(
        faults.filter((fault) => fault.unit === unit.serial),
        period,
      ),
    }))
    .filter(({ downMs }) => downMs > 0)
    .toSorted((a, b) => b.downMs - a.downMs)

/** Still open at the end of the period. */
export const openAt = (faults: readonly FaultOfPeriod[], at: Instant): readonly FaultOfPeriod[] =>
  faults.filter(({ reportedAt, repairedAt, isClosed }) => reportedAt < at && repairedAt === undefined && !isClosed)
