import { type Day, DEFAULT_TIMEZONE, dayOf, startOfDay } from '../kernel/calendar.ts'
import { defined } from '../kernel/fields.ts'
import { later } from '../kernel/instant.ts'
import { mapOf, routeOf } from '../message/format.ts'
import type { VisitSummary } from '../visit/summary.ts'
import { openRows } from './board-rows.ts'
import type { Deps } from './deps.ts'
import { visitRows } from './visits.ts'

const DAY_MS = 24 * 3_600_000

/** What somebody has on a day: visits and calls in the order in which to go, maps, and the repairs that they have anyway. */
export async function dayOfVisits(
  deps: Deps,
  { engineer, on }: { readonly engineer: string; readonly on?: Day },
  sees: (row: VisitSummary) => boolean,
) {
  const day = on ?? dayOf(deps.clock.now(), DEFAULT_TIMEZONE)
  // Days begin at other instants elsewhere: the row says where.
  const from = later(startOfDay(day, 'UTC'), -DAY_MS)
  const found: VisitSummary[] = []
  for await (const { row } of visitRows(deps, { from, until: later(from, 3 * DAY_MS) }))
    if (row.engineer === engineer && row.slot && dayOf(row.slot.from, row.timezone) === day && sees(row))
      found.push(row)
  const visits = found.toSorted(byTimeThenPlace)
  const addresses = visits.flatMap(({ way, address }) => (way === 'visit' && address ? [address] : []))
  const repairs = (await openRows(deps, ({ assigneeId }) => assigneeId === engineer)).map((row) => ({
    id: row.id,
    ...defined({ site: row.site, visitAt: row.visitAt }),
  }))
  return {
    engineer,
    on: day,
    visits,
    maps: addresses.map(mapOf),
    ...defined({ route: routeOf(addresses) }),
    repairs: repairs.toSorted((one, other) => ((one.visitAt ?? '9') < (other.visitAt ?? '9') ? -1 : 1)),
  }
}

/** Those of one time of day go by where they are, so that nobody crosses a city twice. */
const byTimeThenPlace = (one: VisitSummary, other: VisitSummary): number => {
  const [a, b] = [one, other].map(({ slot, city = '', address = '', id }) => [slot?.from, city, address, id].join(' '))
  return (a ?? '') < (b ?? '') ? -1 : 1
}
