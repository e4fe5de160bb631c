import { defined, without } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { cityOf } from './slots/suggest.ts'
import { firstDueOf, type Meeting, type Slot, type VisitStage, type VisitState, type VisitWork } from './state/visit.ts'

/** A visit as lists show it. */
export interface VisitSummary {
  readonly id: string
  readonly version: number
  readonly way: Meeting
  readonly stage: VisitStage
  readonly contract: string
  readonly customer: string
  readonly customerName: string
  /** The id of a site, or `contract`. */
  readonly place: string
  readonly site?: string
  readonly siteName?: string
  readonly address?: string
  readonly city?: string
  readonly timezone: string
  readonly roster: string
  readonly works: readonly Omit<VisitWork, 'problems'>[]
  /** By when the first of them is due. */
  readonly dueAt?: Instant
  readonly slot?: Slot
  /** The dates that the customer may choose from. */
  readonly offered?: readonly Slot[]
  readonly engineer?: string
  readonly engineerName?: string
  readonly confirmed: boolean
  readonly attempts: number
  readonly ended?: { readonly at: Instant; readonly how: 'done' | 'cancelled' | 'fallenAway' }
}

export function summaryOf(visit: VisitState): VisitSummary {
  const { id, version, way, stage, contract, place, terms, works, slot, proposal, engineer, attempts, ended } = visit
  const { customer, customerName, site, timezone, roster } = terms
  return {
    id,
    version,
    way,
    stage,
    contract,
    customer,
    customerName,
    place,
    ...(site && {
      site: site.id,
      siteName: site.name,
      address: site.address,
      ...defined({ city: cityOf(site.address) }),
    }),
    timezone,
    roster,
    // Which repairs a call asks about is for whoever opens it.
    works: works.map((work) => without(work, 'problems')),
    ...defined({ dueAt: firstDueOf(visit), slot, offered: proposal?.slots }),
    ...(engineer && { engineer: engineer.id, engineerName: engineer.name }),
    confirmed: visit.confirmedAt !== undefined,
    attempts,
    ...(ended && { ended: { at: ended.at, how: ended.how } }),
  }
}

/** Open visits are on one board, those that ended on one for each month (UTC). */
export const OPEN_VISITS = 'visits'
export const boardOf = ({ ended }: Pick<VisitState, 'ended'>): string =>
  ended ? endedIn(ended.at.slice(0, 7)) : OPEN_VISITS
export const endedIn = (month: string): string => `visits-${month}`

/** By the instant that lists go by: when it is agreed for, otherwise by when it is due; over, by its end. */
export const positionOf = ({ id, ended, slot, dueAt }: Pick<VisitSummary, 'id' | 'ended' | 'slot' | 'dueAt'>): string =>
  `${ended?.at ?? slot?.from ?? dueAt ?? ''}_${id}`
