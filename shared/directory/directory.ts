import type { Day } from '../kernel/calendar.ts'
import type { Duration, Instant } from '../kernel/instant.ts'
import type { Language, Text } from '../kernel/text.ts'
import type { ChargeClass, Team } from '../plan/rules.ts'
import type { RosterChange } from './roster-change.ts'
import type { Tier } from './rota.ts'

/** Who we serve and with what: the master data that a call is matched against. Ids are the supplier's own. */
export interface Directory {
  readonly supplier: Supplier
  readonly people: readonly Person[]
  readonly rosters: readonly Roster[]
  readonly customers: readonly Customer[]
  readonly sites: readonly Site[]
  readonly contacts: readonly Contact[]
  readonly units: readonly Unit[]
  readonly loaners: readonly LoanerUnit[]
  readonly contracts: readonly Contract[]
  readonly prices: readonly Price[]
}

export interface Supplier {
  readonly name: Text
  readonly hotline: string
  /** Roster for a report whose site is not known. */
  readonly defaultRoster: string
  /** Who is asked beyond the desk (C28, N14): ids of people, per team. */
  readonly teams?: Partial<Readonly<Record<Team, readonly string[]>>>
  /** Who answers for the archive of each repair (C25); absent: the manager of its roster. */
  readonly keeper?: string
}

/** Someone of ours who can be paged. */
export interface Person {
  readonly id: string
  readonly name: string
  /** E.164. */
  readonly phone: string
  /** The number of theirs that was proved last, by a code: where `phone` is another, it counts until that one is (`reached.ts`). */
  readonly verified?: string
  readonly email?: string
  readonly language: Language
  /** When their phone rings after a page that they have not answered; absent: as the plan says. */
  readonly ringAfter?: readonly Duration[]
  readonly meanwhile?: Meanwhile
}
/** For a time they have another number, or their phone rings for nothing: see `reached.ts`. First and last day. */
export interface Meanwhile {
  readonly from: Day
  readonly until: Day
  readonly reason: string
  readonly phone?: string
  readonly noCalls?: boolean
}

/** A customer. `plan` holds for what no contract binds: the version in force on the day of the report. */
export interface Customer {
  readonly id: string
  readonly name: string
  readonly plan: string
}

/**
 * What binds a customer's sites and units to one version of a plan. Days are local calendar dates. A unit belongs to the
 * contract that names it, else to the one that names its site, else to the customer's one that names neither.
 */
export interface Contract {
  readonly id: string
  readonly customer: string
  readonly plan: string
  readonly planVersion: number
  readonly signedOn: Day
  readonly deliveredOn?: Day
  /** Acceptance of what has no date of its own. */
  readonly acceptedOn?: Day
  /** Absent with `units`: everything of the customer's. */
  readonly sites?: readonly string[]
  readonly units?: readonly string[]
  /** Price of the contract in fen; what a renewal is a share of (N11). */
  readonly priceFen?: number
  /** Id of the price list that quotes go by. */
  readonly priceList?: string
  /** Years bought after the warranty, in order. */
  readonly renewals: readonly Renewal[]
  /** Who of ours sees to its papers, coordinates it (C7) and answers for it, by id: asked in this order. */
  readonly papersBy?: string
  readonly coordinator?: string
  readonly manager?: string
}
/** First and last day of a renewed term. */
export interface Renewal {
  readonly from: Day
  readonly until: Day
}

/** A line of a price list; amounts in fen. */
export interface Price {
  readonly list: string
  readonly code: string
  readonly name: string
  readonly class: ChargeClass
  /** What one is: `件`, `小时`, `km`. */
  readonly unit: string
  /** What it costs us; what "at cost" charges. */
  readonly costFen?: number
  /** What it is sold at. */
  readonly priceFen?: number
}

export interface Site {
  readonly id: string
  readonly customer: string
  readonly name: string
  /** What fits into an SMS, up to about 6 characters. */
  readonly shortName: string
  readonly address: string
  /** IANA zone; working time and the times in messages follow it. */
  readonly timezone: string
  readonly roster: string
  /** Distance tier of the plan: `city`, `province`, `elsewhere`. */
  readonly distance?: string
}

/** Someone at the customer's; recognised by phone number when they call. */
export interface Contact {
  readonly id: string
  readonly customer: string
  /** Sites they may report for; the first is assumed when only one is listed. */
  readonly sites: readonly string[]
  readonly name: string
  readonly phone?: string
  readonly email?: string
  readonly language: Language
  /** The number is a switchboard's: many people call by it, and several contacts may share it. */
  readonly switchboard?: boolean
}

export interface Unit {
  readonly serial: string
  readonly site: string
  readonly model: string
  readonly name: string
  readonly shortName: string
  /** Calendar dates, `2025-06-01`. */
  readonly purchasedOn?: string
  readonly acceptedOn?: string
  /** What the plan's terms tell apart, such as `recorder` (R1). */
  readonly category?: string
  /** Out of service: the unit that took its place. It stays on file for its history. */
  readonly replacedBy?: string
  /** The unit whose place it took, and whether that one's warranty goes on with it. */
  readonly replaces?: { readonly serial: string; readonly on: Day; readonly warranty: 'continues' | 'restarts' }
}

export interface LoanerUnit {
  readonly serial: string
  readonly model: string
  readonly name: string
  /** No longer brand-new: not good enough where the plan promises a new one (R7). */
  readonly used?: boolean
}

/** Who is on duty when, as it was last changed; `dutyAt` tells what holds at an instant. */
export interface Roster extends Duty {
  readonly id: string
  readonly name: string
  /** Who dispatches for this service point, by the ids of their tokens; absent: every dispatcher. */
  readonly dispatchers?: readonly string[]
  /** Whoever comes on or goes off duty is told, and the manager of gaps. */
  readonly tells?: true
  /** What held before, oldest first, each until the next begins. */
  readonly history?: readonly Duty[]
  /** Stand-ins, swaps, leave and new orders that were put on record, in that order: they lie over what the rotations say. */
  readonly changes?: readonly RosterChange[]
  /** How often it was changed on record; absent: never, and it follows the directory file. */
  readonly version?: number
}

/** Who is on duty when, from an instant on. Whoever has duty on each tier is asked in order, then the manager, then the others. */
export interface Duty {
  /** Absent: ever since. */
  readonly from?: Instant
  /** Handovers happen at local time of this zone. */
  readonly timezone: string
  readonly manager: string
  readonly tiers: readonly Tier[]
  readonly overrides: readonly Override[]
  /** Whose shift ran when this came into force: it is theirs to its end. */
  readonly goOn?: readonly RunningShift[]
}
export interface RunningShift {
  readonly tier: number
  readonly person: string
  readonly until: Instant
}

/** Someone stands in, for a stretch of time; the later one in the list wins. */
export interface Override {
  readonly from: Instant
  readonly to: Instant
  readonly tier: number
  /** Whose turn is taken; absent: whoever is first. */
  readonly replaces?: string
  readonly person: string
}
