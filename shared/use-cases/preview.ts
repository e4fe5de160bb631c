import { DEFAULT_TIMEZONE } from '../calendar/calendar.ts'
import { BadRequestError } from '../errors/errors.ts'
import type { Clock } from '../plan/clock.ts'
import { previewClocks } from '../plan/terms.ts'
import type { Instant } from '../time/instant.ts'
import type { Deps } from './deps.ts'

/** The deadlines that a report would start, in the default time zone. Throws BadRequestError for an unknown plan or severity. */
export function previewDeadlines(
  deps: Pick<Deps, 'plans'>,
  { plan: id, severity, reportedAt }: { plan: string; severity: string; reportedAt: Instant },
): readonly Clock[] {
  const plan = deps.plans.find((candidate) => candidate.id === id)
  if (!plan) throw new BadRequestError([`plan: must be one of ${deps.plans.map((known) => known.id).join(', ')}`])
  if (!plan.severities.some((known) => known.id === severity))
    throw new BadRequestError([`severity: must be one of ${plan.severities.map((known) => known.id).join(', ')}`])
  const schedule = { timezone: DEFAULT_TIMEZONE, workingHours: plan.workingHours }
  return previewClocks(plan, severity, reportedAt, schedule)
}
