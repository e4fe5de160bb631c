import { type FactEvent, standingFacts } from '../contract/facts.ts'
import { repairsAbout } from '../contract/repaired.ts'
import { contractSubject } from '../contract/subject.ts'
import { entryOf, isEntryId, paperName, workIn } from '../contract/works.ts'
import type { WorkLine } from '../evidence/contract-file.ts'
import { isAbout, isWork } from '../evidence/papers.ts'
import { workLines } from '../evidence/works.ts'
import { type Day, dayOf, knowsYear } from '../kernel/calendar.ts'
import { defined } from '../kernel/fields.ts'
import { later } from '../kernel/instant.ts'
import { boundTo } from './bound.ts'
import { calendarEvents } from './calendar-of.ts'
import { linesOfContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'

/** One time that planned work is due, by the days where it is. */
export interface CalendarWork extends WorkLine {
  readonly firstDay: Day
  /** On which it is in time. */
  readonly lastDay: Day
  /** What it follows from on the customer's calendar: its id and what it is called. */
  readonly entry?: { readonly id: string; readonly name?: string }
  /** How often it moved, or ceased, by agreements and on the customer's calendar: what is taken back counts as well, so that it only grows. */
  readonly moves: number
  /** What a call-back asks about (C29). */
  readonly repairs?: readonly string[]
}

export interface ContractCalendar {
  readonly contract: string
  readonly customer: string
  readonly customerName: string
  readonly works: readonly CalendarWork[]
  /** Years whose holidays are not published: what would end on one of them may still move. */
  readonly unknownYears: readonly number[]
}

/**
 * What a contract's plan makes due within these days, done or not, the earliest due first: what is on the ledger, and a year ahead.
 * Undefined: no such contract, or one whose plan is not loaded.
 */
export async function contractCalendar(
  deps: Deps,
  id: string,
  { from, until }: { readonly from: Day; readonly until: Day },
): Promise<ContractCalendar | undefined> {
  const bound = await boundTo(deps, id)
  if (!bound) return undefined
  const { document, contract, customerName, calendar = [] } = bound
  const [onFile, current, said, state, record] = await Promise.all([
    deps.ledger.ofSubject(contractSubject(id)),
    linesOfContract(deps, bound),
    deps.contracts.facts(id),
    deps.contracts.load(id),
    calendarEvents(deps, contract.customer),
  ])
  const facts = standingFacts(said)
  const lines = new Map([...onFile, ...current].filter(isWork).map((line) => [line.id, line]))
  const zones = new Map(bound.sites.map((site) => [site.id, site.timezone]))
  const ofContract = bound.sites[0]?.timezone ?? bound.timezone
  const works = workLines([...lines.values()], facts, document, deps.clock.now()).map((work): CalendarWork => {
    const timezone = zones.get(work.site ?? '') ?? ofContract
    const { number } = workIn(work.need)
    const of = isEntryId(number) ? entryOf(number) : undefined
    const found = calendar.find((one) => one.id === of)
    const entry = of !== undefined ? { id: of, ...defined({ name: found?.name }) } : undefined
    return {
      ...work,
      name: paperName(document, `${work.clause}/${work.need}`, calendar) ?? work.name,
      firstDay: dayOf(work.opensAt, timezone),
      lastDay: dayOf(later(work.dueAt, -1), timezone),
      moves:
        said.filter((event) => MOVING.has(event.fact.type) && isAbout(event, work)).length +
        Math.max(0, record.filter((event) => event.id === of).length - 1),
      ...defined({ entry, repairs: repairsAbout(state?.repaired, work.need)?.map(({ repair }) => repair) }),
    }
  })
  return {
    contract: id,
    customer: contract.customer,
    customerName,
    works: works.filter(({ lastDay, firstDay }) => lastDay >= from && firstDay <= until),
    unknownYears: yearsIn(from, until).filter((year) => !knowsYear(year, document.holidays)),
  }
}

const MOVING: ReadonlySet<FactEvent['fact']['type']> = new Set(['agreed', 'takenBack'])

const yearsIn = (from: Day, until: Day): readonly number[] => {
  const [first, last] = [from, until].map((day) => Number(day.slice(0, 4))) as [number, number]
  return Array.from({ length: last - first + 1 }, (_, place) => first + place)
}
