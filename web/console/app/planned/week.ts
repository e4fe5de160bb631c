import { wallOf } from '../../../rail/wall.ts'
import type { Calendar } from '../roster/types.ts'
import type { VisitRow } from './visits-data.ts'

// Who goes where on which day, as it is drawn: a row for each engineer, a cell for each day.

export interface Cell {
  readonly day: number
  readonly visits: readonly VisitRow[]
  /** They have duty on some tier that day: they may be called away. */
  readonly isOnDuty: boolean
}
export interface EngineerRow {
  /** Absent: nobody yet. */
  readonly engineer?: string
  readonly name?: string
  readonly cells: readonly Cell[]
}

/** The day that it is agreed for, where the site is. */
export const dayOfVisit = ({ slot, timezone }: VisitRow): number | undefined =>
  slot && wallOf(Date.parse(slot.from), timezone).day

/** Those who go somewhere in these days or have duty, by name; what nobody goes to yet comes first. */
export function rowsOf(
  visits: readonly VisitRow[],
  days: readonly number[],
  calendars: readonly Calendar[],
): readonly EngineerRow[] {
  const dated = visits.filter((visit) => days.includes(dayOfVisit(visit) ?? Number.NaN))
  const names = new Map<string, string>()
  for (const { people } of calendars) for (const { id, name } of people) names.set(id, name)
  for (const { engineer, engineerName } of dated) if (engineer) names.set(engineer, engineerName ?? engineer)
  const duty = dutyDays(calendars, days)
  const cellsOf = (engineer: string | undefined): readonly Cell[] =>
    days.map((day) => ({
      day,
      visits: dated
        .filter((visit) => visit.engineer === engineer && dayOfVisit(visit) === day)
        .toSorted((a, b) => ((a.slot?.from ?? '') < (b.slot?.from ?? '') ? -1 : 1)),
      isOnDuty: engineer !== undefined && duty.has(`${engineer} ${day}`),
    }))
  const nobody: EngineerRow = { cells: cellsOf(undefined) }
  const people = [...names].toSorted(([, a], [, b]) => a.localeCompare(b, 'zh-CN'))
  const rows = people.map(([engineer, name]): EngineerRow => ({ engineer, name, cells: cellsOf(engineer) }))
  return [...(nobody.cells.some((cell) => cell.visits.length > 0) ? [nobody] : []), ...rows]
}

/** `person day`, of all tiers but the manager's. */
function dutyDays(calendars: readonly Calendar[], days: readonly number[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { tiers, timezone } of calendars)
    for (const { bars } of tiers.slice(0, 1))
      for (const { person, from, to } of bars) {
        const [first, last] = [wallOf(Date.parse(from), timezone).day, wallOf(Date.parse(to) - 1, timezone).day]
        if (person) for (const day of days) if (first <= day && day <= last) found.add(`${person} ${day}`)
      }
  return found
}

/** What has no date yet, the nearest to its last day first. */
export const toPlan = (visits: readonly VisitRow[]): readonly VisitRow[] =>
  visits.filter(({ stage }) => stage === 'planning').toSorted((a, b) => ((a.dueAt ?? '~') < (b.dueAt ?? '~') ? -1 : 1))

/** What has passed, and nobody said what came of it. */
export const toReport = (visits: readonly VisitRow[]): readonly VisitRow[] =>
  visits.filter(({ stage }) => stage === 'outcome')

export const clausesOf = ({ works }: VisitRow): string =>
  [...new Set(works.map(({ key }) => key.split('/')[0]))].join(' ')
