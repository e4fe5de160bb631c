import type { Day } from '../kernel/calendar.ts'
import { dayOf } from '../kernel/calendar.ts'
import { type Duration, type Instant, millisBetween } from '../kernel/instant.ts'
import type { ServiceRecord } from '../knowledge/record.ts'
import type { Plan } from '../plan/plan.ts'
import type { ExtensionRule } from '../plan/rules.ts'
import { rulesOf } from '../plan/rules.ts'

/** What one fault adds to the warranty within which it was reported. */
export interface Extension {
  readonly clause: string
  readonly per: ExtensionRule['per']
  readonly repair: string
  /** Day of the report. */
  readonly on: Day
  readonly by: Duration
}

const DAY_MS = 24 * 3_600_000

/**
 * The extensions that a unit's history calls for, by then: a fixed time for each repair whose fault could not be removed
 * (H15), the time out of use from report to repair for each that was repaired (C5), a begun day as a day. Faults of an
 * origin that the warranty does not cover extend nothing.
 */
export function extensionsOf(
  plan: Pick<Plan, 'rules'>,
  history: readonly ServiceRecord[],
  timezone: string,
  now: Instant,
): Extension[] {
  const excluded = rulesOf(plan, 'warranty')[0]?.except ?? []
  return rulesOf(plan, 'extension').flatMap((rule) =>
    history
      .filter(({ matter, outcome }) => matter === 'fault' && outcome !== 'withdrawn')
      .filter(({ origin }) => !(origin && excluded.includes(origin)))
      .flatMap((record): Extension[] => {
        const by = lengthOf(rule, record, now)
        const on = dayOf(record.reportedAt, timezone)
        return by ? [{ clause: rule.clause, per: rule.per, repair: record.repair, on, by }] : []
      }),
  )
}

function lengthOf(rule: ExtensionRule, record: ServiceRecord, now: Instant): Duration | undefined {
  const { unremovableAt, repairedAt, reportedAt } = record
  switch (rule.per) {
    case 'unremovableFault':
      return unremovableAt && unremovableAt <= now ? rule.by : undefined
    case 'downtime': {
      if (!repairedAt || repairedAt > now) return undefined
      const days = Math.ceil(millisBetween(reportedAt, repairedAt) / DAY_MS)
      return rule.by ?? (days > 0 ? `P${days}D` : undefined)
    }
    default:
      return rule.per satisfies never
  }
}
