import { contractSubject } from '../contract/subject.ts'
import { isWork, nameOf, needOf } from '../evidence/papers.ts'
import { type Day, DEFAULT_TIMEZONE, dayOf } from '../kernel/calendar.ts'
import { defined, pick } from '../kernel/fields.ts'
import { type Instant, later } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { PlanDocument } from '../plan/document.ts'
import type { Way } from '../plan/rules/recurring.ts'
import type { Page } from '../ports/store.ts'
import { wayOf } from '../promise/lines.ts'
import type { Obligation } from '../promise/obligation.ts'
import { isOverdue } from '../promise/promised.ts'
import type { VisitSummary } from '../visit/summary.ts'
import type { Deps } from './deps.ts'
import { type NamedLine, namedLines } from './named-lines.ts'
import { visitRows } from './visits.ts'

/** Planned work as people read it. */
export interface PlannedWork extends NamedLine {
  readonly name: Text
  readonly way: Way
  /** On which it is in time, where the customer is. */
  readonly lastDay: Day
  readonly isOverdue: boolean
  /** Which is to settle it. */
  readonly visit?: Pick<VisitSummary, 'id' | 'stage' | 'slot' | 'engineerName'>
}

export interface PlannedQuery {
  readonly to: Instant
  readonly clause?: string
  readonly customer?: string
  readonly site?: string
  readonly way?: Way
  readonly limit: number
  readonly cursor?: string
}

/** Everything that is not done lies after it. */
const EVER = '1970-01-01T00:00:00.000Z'
/** Repairs are due in between: so many pages of the ledger are read for one of planned work. */
const MOST_READ = 8

/**
 * Planned work that is not done, overdue first, then as it comes due, up to an instant. What narrows it is no index's to find: a
 * page may be short, and only without a cursor is it the last.
 */
export async function plannedWork(
  deps: Deps,
  { to, limit, cursor, ...narrowed }: PlannedQuery,
  sees: (line: Obligation) => Promise<boolean>,
): Promise<Page<PlannedWork>> {
  const found: Obligation[] = []
  let next = cursor
  for (let read = 0; read < MOST_READ && found.length < limit; read++) {
    const page = await deps.ledger.due({
      from: EVER,
      to,
      limit: limit - found.length,
      ...(next !== undefined && { cursor: next }),
    })
    for (const line of page.items) if (isAsked(line, narrowed) && (await sees(line))) found.push(line)
    next = page.cursor
    if (next === undefined) break
  }
  return { items: await named(deps, found), ...(next !== undefined && { cursor: next }) }
}

const isAsked = (line: Obligation, { clause, customer, site, way }: Omit<PlannedQuery, 'to' | 'limit'>): boolean =>
  isWork(line) &&
  (clause === undefined || line.clause === clause) &&
  (customer === undefined || line.customer === customer) &&
  (site === undefined || line.site === site) &&
  (way === undefined || wayOf(line) === way)

async function named(deps: Deps, lines: readonly Obligation[]): Promise<readonly PlannedWork[]> {
  if (lines.length === 0) return []
  const plans = new Map((await deps.plans()).map((plan) => [keyOf(plan.id, plan.version), plan]))
  const [zoneOf, visitOf] = await Promise.all([zonesOf(deps, lines), visitsOf(deps)])
  return (await namedLines(deps, lines)).map((line) => {
    const plan: Pick<PlanDocument, 'clauses'> = plans.get(keyOf(line.plan, line.planVersion)) ?? { clauses: [] }
    return {
      ...line,
      name: nameOf(plan, { clause: line.clause, need: needOf(line) }),
      way: wayOf(line) ?? 'visit',
      // What ends at midnight ends with the day before.
      lastDay: dayOf(later(line.dueAt, -1), zoneOf(line)),
      isOverdue: isOverdue(line),
      ...defined({ visit: visitOf.get(line.id) }),
    }
  })
}

const keyOf = (plan: string, version: number): string => `${plan}/${version}`

/** Open visits by the lines that they are to settle. */
async function visitsOf(deps: Deps): Promise<ReadonlyMap<string, PlannedWork['visit']>> {
  const found = new Map<string, PlannedWork['visit']>()
  for await (const { row } of visitRows(deps)) {
    const visit = pick(row, 'id', 'stage', 'slot', 'engineerName')
    for (const { key } of row.works) found.set(`${contractSubject(row.contract)}/${key}`, visit)
  }
  return found
}

/** Of the site that it is at; of a contract's own work the desk's. */
async function zonesOf({ directory }: Deps, lines: readonly Obligation[]): Promise<(line: Obligation) => string> {
  const sites = new Set(lines.flatMap(({ site }) => site ?? []))
  const zones = new Map(
    await Promise.all([...sites].map(async (id) => [id, (await directory.site(id))?.timezone] as const)),
  )
  return ({ site }) => zones.get(site ?? '') ?? DEFAULT_TIMEZONE
}
