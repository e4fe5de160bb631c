import { DEFAULT_TIMEZONE, dayOf } from '../kernel/calendar.ts'
import { BadRequestError, fault, mustBeOneOf } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import { type PlanDocument, planInForce } from '../plan/document.ts'
import { requireSeverity } from '../plan/severity.ts'
import type { About } from '../plan/terms.ts'
import type { Clock } from '../promise/clock.ts'
import { previewClocks } from '../promise/start.ts'
import { workingTimeOf } from '../repair/state/working-time.ts'
import type { Deps } from './deps.ts'

/** What is asked; `version` absent: the one in force when the report comes. */
export interface PreviewQuery extends About {
  readonly plan: string
  readonly version?: number
  readonly severity: string
  readonly reportedAt: Instant
}

export interface Preview {
  readonly timezone: string
  readonly plan: PlanDocument
  readonly clocks: readonly Clock[]
}

/** The deadlines that a report would start, in the default time zone. Throws BadRequestError for what the plans do not have. */
export async function previewDeadlines(deps: Pick<Deps, 'plans'>, query: PreviewQuery): Promise<Preview> {
  const timezone = DEFAULT_TIMEZONE
  const plan = planAsked(await deps.plans(), query, timezone)
  const severity = requireSeverity(plan, query.severity)
  if (query.distance !== undefined) mustBe('distance', query.distance, plan.distances ?? [])
  const workingTime = workingTimeOf({ timezone, plan })
  return { timezone, plan, clocks: previewClocks(plan, severity, query.reportedAt, workingTime, query) }
}

const planAsked = (
  plans: readonly PlanDocument[],
  { plan: id, version, reportedAt }: PreviewQuery,
  timezone: string,
): PlanDocument => {
  const versions = plans.filter((known) => known.id === id).map((known) => known.version)
  if (versions.length === 0)
    throw new BadRequestError([mustBeOneOf('plan', [...new Set(plans.map((known) => known.id))])])
  const plan = planInForce(plans, id, dayOf(reportedAt, timezone), version)
  if (!plan) throw new BadRequestError([mustBeOneOf('version', versions.map(String))])
  return plan
}

const mustBe = (field: string, id: string, known: readonly { readonly id: string }[]): void => {
  if (known.some((one) => one.id === id)) return
  const ids = known.map((one) => one.id)
  throw new BadRequestError([
    ids.length === 0 ? fault(field, '这份承诺没有', 'this plan has none') : mustBeOneOf(field, ids),
  ])
}
