import { BadRequestError, fault, NotFoundError } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import { durationMs, type Instant, later } from '../kernel/instant.ts'
import { monthNumber, numberedMonth } from '../kernel/month.ts'
import type { Meeting, VisitState } from '../visit/state/visit.ts'
import { endedIn, OPEN_VISITS, positionOf, type VisitSummary } from '../visit/summary.ts'
import type { Requester } from './audit.ts'
import { boundTo } from './bound.ts'
import type { Deps } from './deps.ts'
import { openVisit } from './open-visit.ts'
import { owedWorks } from './visit-terms.ts'
import { visitRows } from './visits.ts'

export interface VisitsQuery {
  readonly from?: Instant
  readonly until?: Instant
  readonly engineer?: string
  readonly contract?: string
  readonly customer?: string
  readonly way?: Meeting
  readonly open: 'true' | 'false'
  readonly cursor?: string
  readonly limit: number
}

/** So many rows are looked at for one page: what a request may take stays bounded, however seldom something fits. */
const MOST_LOOKED_AT = 4000
const A_YEAR = durationMs('P366D')

/** One page of visits: open ones by the instant that they stand at, or those that ended. Short only at the end, or with a cursor. */
export async function listOfVisits(
  deps: Deps,
  query: VisitsQuery,
  sees: (row: VisitSummary) => boolean,
): Promise<{ readonly visits: readonly VisitSummary[]; readonly cursor?: string }> {
  const { until, limit, engineer, contract, customer, way } = query
  const from = query.cursor ?? query.from
  const wanted = defined({ engineer, contract, customer, way })
  const visits: VisitSummary[] = []
  let looked = 0
  for (const board of boardsOf(query, deps.clock.now()))
    for await (const { row } of visitRows(deps, { board, ...defined({ from, until }) })) {
      looked += 1
      const fits = Object.entries(wanted).every(([name, value]) => row[name as keyof VisitSummary] === value)
      if (fits && sees(row)) visits.push(row)
      if (visits.length >= limit || looked >= MOST_LOOKED_AT) return { visits, cursor: positionOf(row) }
    }
  return { visits }
}

/** Of those that ended, a board for each month. Throws BadRequestError for a time without end. */
function boardsOf({ open, from, until }: VisitsQuery, now: Instant): readonly string[] {
  if (open === 'true') return [OPEN_VISITS]
  const [first, last] = [from ?? later(now, -A_YEAR / 12), until ?? now]
  if (last < first || last > later(first, A_YEAR))
    throw new BadRequestError([fault('until', '要晚于 from，且不超过一年', 'must be after from, within a year')])
  const [begin, end] = [first, last].map((at) => monthNumber(at.slice(0, 7))) as [number, number]
  return Array.from({ length: end - begin + 1 }, (_, ahead) => endedIn(numberedMonth(begin + ahead)))
}

/** Somebody of ours wants a visit. Throws BadRequestError for works that are not owed, of several places, or in another visit. */
export async function openVisitByHand(
  deps: Deps,
  {
    contract,
    way,
    works: keys,
  }: { readonly contract: string; readonly way: Meeting; readonly works: readonly string[] },
  { actor }: Requester,
): Promise<VisitState> {
  const bound = await boundTo(deps, contract)
  if (!bound) throw new NotFoundError('no such contract')
  const owed = (await owedWorks(deps, bound)).filter((one) => one.way === way)
  const named = keys.map((key) => {
    const found = owed.find(({ work }) => work.key === key)
    if (!found)
      throw new BadRequestError([fault('works', `合同没有待办的 "${key}"`, `the contract owes no "${key}" now`)])
    return found
  })
  const [place, ...others] = [...new Set(named.map((one) => one.place))]
  if (place === undefined || others.length > 0)
    throw new BadRequestError([fault('works', '要在同一个地点', 'must be at one place')])
  const works = [...new Map(named.map(({ work }) => [work.key, work])).values()]
  const visit = await openVisit(deps, bound, { way, place, works, because: 'byHand', by: actor })
  if (!visit) throw new BadRequestError([fault('works', '有一项已在别的预约里', 'one of them is in another visit')])
  return visit
}
