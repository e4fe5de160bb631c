import { type Text, text } from '../../../../shared/kernel/text.ts'
import { dayOf, mondayOf } from '../roster/axis.ts'
import type { Work } from './data.ts'

export const GROUPED_BY = ['time', 'site', 'clause'] as const
export type GroupedBy = (typeof GROUPED_BY)[number]

export interface Group {
  readonly key: string
  readonly name: Text
  readonly works: readonly Work[]
}

/** The last day of a work as a number, to reckon with. */
export const lastDayOf = ({ lastDay }: Work): number => dayOf(lastDay) ?? Number.NaN

/** What is due together, overdue first; works come in the order of their last days. */
export function groupsOf(works: readonly Work[], by: GroupedBy, today: number): readonly Group[] {
  const groups = Map.groupBy(works, (work) => keyOf(work, by, today))
  return [...groups].map(([key, those]) => ({ key, name: nameOf(key, by, those[0], today), works: those }))
}

const OVERDUE = 'overdue'

function keyOf(work: Work, by: GroupedBy, today: number): string {
  if (by === 'site') return work.site ?? work.customer ?? ''
  if (by === 'clause') return work.clause
  if (work.isOverdue) return OVERDUE
  const day = lastDayOf(work)
  // The weeks that come one by one, what is far off by the month.
  return day < mondayOf(today) + 28 ? `w${mondayOf(day)}` : work.lastDay.slice(0, 7)
}

function nameOf(key: string, by: GroupedBy, first: Work | undefined, today: number): Text {
  if (by === 'site') {
    const name = first?.siteName ?? first?.customerName ?? key
    return text(name, name)
  }
  if (by === 'clause') return text(key, key)
  if (key === OVERDUE) return text('逾期未办', 'Overdue')
  if (key.startsWith('w')) return weekName(Number(key.slice(1)), today)
  return text(`${key.slice(0, 4)} 年 ${Number(key.slice(5))} 月`, key)
}

function weekName(monday: number, today: number): Text {
  const weeks = Math.round((monday - mondayOf(today)) / 7)
  if (weeks <= 0) return text('本周', 'This week')
  return weeks === 1 ? text('下周', 'Next week') : text(`${weeks} 周后`, `In ${weeks} weeks`)
}
