import { entryOf, isEntryId, workIn } from '../contract/works.ts'
import type { Duty, DutyOf, RecordedDutyEvent } from '../duty/duty.ts'
import { type DutyKey, dutySubject } from '../duty/subject.ts'
import { addDays, startOfDay, timeOn } from '../kernel/calendar.ts'
import { defined } from '../kernel/fields.ts'
import { earlierOf, fromMs, type Instant, laterOf } from '../kernel/instant.ts'
import { clausesWith } from '../plan/document.ts'
import { DUTY_PARTS, type DutyPart } from '../plan/rules/duty.ts'
import { type CalendarEntry, holdsAt } from '../schedule/customer-calendar.ts'
import { boundTo } from './bound.ts'
import type { Deps } from './deps.ts'

/** Undefined: nobody has planned it yet, or there is no such duty. */
export const loadDuty = async ({ store }: Pick<Deps, 'store'>, id: string): Promise<Duty | undefined> =>
  (await store.load(dutySubject(id))) as Duty | undefined

export const dutyHistory = async ({ store }: Pick<Deps, 'store'>, id: string) =>
  (await store.history(dutySubject(id))) as readonly RecordedDutyEvent[]

/** The duty that planned work of a contract is of, and which part of it; undefined where it is of none. */
export function dutyOfWork(
  contract: string,
  { clause, need, about }: { readonly clause: string; readonly need: string; readonly about: string },
): (DutyKey & { readonly part: DutyPart }) | undefined {
  const { id, number } = workIn(need)
  const part = DUTY_PARTS.find((one) => id.endsWith(one))
  if (!part || !isEntryId(number)) return undefined
  return { contract, clause, rule: id.slice(0, -part.length), entry: entryOf(number), about, part }
}

/** What it is for, as its contract and the customer's calendar have it now; or why there is none. Undefined: nobody can read that now. */
export async function seenOf(deps: Deps, key: DutyKey): Promise<DutyOf | 'withdrawn' | 'unbound' | undefined> {
  const bound = await boundTo(deps, key.contract)
  if (!bound) return undefined
  const { contract, document, calendar = [], sites, customerName } = bound
  const rule = clausesWith(document, 'duty').find(({ clause, id }) => clause === key.clause && id === key.rule)
  const entry = calendar.find(({ id }) => id === key.entry)
  const isOfAll = key.about === 'contract'
  const site = isOfAll
    ? sites.find(({ id }) => !entry?.site || entry.site === id)
    : sites.find(({ id }) => id === key.about)
  if (!rule || !site || (rule.of === 'contract') !== isOfAll) return 'unbound'
  if (!entry || !holdsAt(entry, isOfAll ? undefined : site.id)) return 'withdrawn'
  const { timezone, roster } = site
  return {
    ...{ contract: key.contract, clause: key.clause, rule: key.rule, entry: key.entry, about: key.about },
    name: entry.name,
    what: rule.name,
    customer: { id: contract.customer, name: customerName },
    ...defined({ site: isOfAll ? undefined : { id: site.id, name: site.name, shortName: site.shortName } }),
    roster,
    timezone,
    ...spanOf(entry, timezone),
    ...defined({ entries: rule.entries }),
  }
}

/**
 * Its days; of a single day the hours that it names, such as those of an exam: nobody watches an empty hall. Over several days what is set up
 * stays there: the nights between are watched as well, whatever hours it names.
 */
function spanOf({ from, until, hours, days }: CalendarEntry, timezone: string): Pick<DutyOf, 'from' | 'to'> {
  if (hours === undefined || from !== until)
    return {
      from: laterOf(startOfDay(from, timezone), knownBy(days, timezone)),
      to: startOfDay(addDays(until, 1), timezone),
    }
  return { from: fromMs(timeOn(from, hours.from, timezone)), to: fromMs(timeOn(from, hours.to, timezone)) }
}

/** Moved onto days that have begun they are watched from then on; but what was to be watched before, as first said, stays so. */
function knownBy(days: CalendarEntry['days'], timezone: string): Instant {
  const last = days.at(-1)
  const before = days.slice(0, -1).map(({ from }) => startOfDay(from, timezone))
  return last && before.length > 0 ? before.reduce(earlierOf, last.at) : ''
}
