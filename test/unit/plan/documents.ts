import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { WorkingTime } from '../../../shared/kernel/calendar.ts'
import { fromMs, type Instant } from '../../../shared/kernel/instant.ts'
import type { ClockTerm, Milestone, Plan } from '../../../shared/plan/plan.ts'
import { termsFor } from '../../../shared/plan/terms.ts'
import type { Clock } from '../../../shared/promise/clock.ts'
import { newClock } from '../../../shared/promise/start.ts'
import { parsePlan } from '../../../shared/wire/plan.ts'

/** The raw content of a plan file, as its author wrote it. */
export const document = (id: 'H' | 'C' | 'R' | 'N'): unknown =>
  parse(readFileSync(new URL(`../../../shared/plan/documents/${id}.yaml`, import.meta.url), 'utf8'))

export const H = parsePlan(document('H'))
export const C = parsePlan(document('C'))
export const R = parsePlan(document('R'))
export const N = parsePlan(document('N'))

export const workingTimeIn = (timezone: string, plan: Plan = N): WorkingTime => ({
  timezone,
  workingHours: plan.workingHours,
})
export const SHANGHAI = workingTimeIn('Asia/Shanghai')

/** A Shanghai wall-clock time as an instant: `at('2026-11-20 02:13')`. */
export const at = (time: string, offset = '+08:00'): Instant => fromMs(Date.parse(`${time.replace(' ', 'T')}${offset}`))

/** The only term of a clause for that severity and milestone; a missing or double one fails the test. */
export const term = (plan: Plan, clause: string, severity: string, until: Milestone): ClockTerm => {
  const found = termsFor(plan, severity).filter((one) => one.clause === clause && one.until === until)
  const [only] = found
  if (!only || found.length > 1) throw new Error(`${found.length} terms ${clause} until ${until} for ${severity}`)
  return only
}

/** The clock a plan starts for that clause. */
export const clock = (
  plan: Plan,
  clause: string,
  severity: string,
  until: Milestone,
  startedAt: Instant,
  options: { sentIn?: boolean; workingTime?: WorkingTime } = {},
): Clock =>
  newClock(
    plan,
    term(plan, clause, severity, until),
    1,
    startedAt,
    options.workingTime ?? SHANGHAI,
    options.sentIn ?? false,
  )
