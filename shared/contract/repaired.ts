import { dayOf } from '../kernel/calendar.ts'
import type { Instant } from '../kernel/instant.ts'
import { monthNumber } from '../kernel/month.ts'
import type { PlanDocument } from '../plan/document.ts'
import { REPAIR } from '../plan/rules/kit/occasion.ts'
import { worksIn } from '../plan/works-in.ts'
import type { Month } from '../promise/obligation.ts'

/** Repairs that an engineer brought to an end, by month: whoever calls back about a month asks about these. */
export type Repaired = Readonly<Record<Month, readonly Problem[]>>

/** A repair that is asked about, and who of ours had it: whoever brought it to an end first. */
export interface Problem {
  readonly repair: string
  readonly workers: readonly string[]
}

/** So many are told apart in a month; whoever calls asks about no more. The log of each repair says that it was. */
const MOST_OF_A_MONTH = 500
/** A month that is over for so long is asked about, or missed: nothing that is noted now belongs to it. */
const MONTHS_KEPT = 6

/** Whether a version of a plan promises anything after repairs. */
export const asksAfterRepairs = (document: PlanDocument): boolean =>
  worksIn(document).some(({ after }) => after === REPAIR)

/** Whether this repair is still to be noted: each once, and none that nobody would be asked about any more. */
export function isNews(
  { repaired = {} }: { readonly repaired?: Repaired },
  repair: string,
  month: Month,
  now: Instant,
) {
  const noted = repaired[month] ?? []
  return !isLongOver(month, now) && noted.length < MOST_OF_A_MONTH && !noted.some((one) => one.repair === repair)
}

const isLongOver = (month: Month, now: Instant): boolean =>
  monthNumber(month) + MONTHS_KEPT < monthNumber(dayOf(now, 'UTC').slice(0, 7))

export const withRepaired = (repaired: Repaired = {}, month: Month, problem: Problem): Repaired => ({
  ...repaired,
  [month]: [...(repaired[month] ?? []), problem],
})

/** Without the months of which nothing is owed any more. `open`: names of works that are still there. */
export function withoutLongOver(
  repaired: Repaired | undefined,
  open: readonly string[],
  now: Instant,
): Repaired | undefined {
  if (!repaired) return undefined
  const isNeeded = (month: Month) => !isLongOver(month, now) || open.some((need) => need.endsWith(`-${nameOf(month)}`))
  return Object.fromEntries(Object.entries(repaired).filter(([month]) => isNeeded(month)))
}

/** As works name it. */
const nameOf = (month: Month): string => month.replace('-', '')

/** What a work asks about, where it is of a month. */
export const repairsAbout = (repaired: Repaired | undefined, need: string): readonly Problem[] | undefined =>
  Object.entries(repaired ?? {}).find(([month]) => need.endsWith(`-${nameOf(month)}`))?.[1]
