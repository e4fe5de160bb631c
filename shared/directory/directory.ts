import type { Language, Text } from '../plan/plan.ts'
import type { Instant } from '../time/instant.ts'

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
}

export interface Supplier {
  readonly name: Text
  readonly hotline: string
  /** Roster for a report whose site is not known. */
  readonly defaultRoster: string
}

/** Someone of ours who can be paged. */
export interface Person {
  readonly id: string
  readonly name: string
  /** E.164. */
  readonly phone: string
  readonly language: Language
}

/** A customer, under the plan of their contract. */
export interface Customer {
  readonly id: string
  readonly name: string
  readonly plan: string
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
}

export interface LoanerUnit {
  readonly serial: string
  readonly model: string
  readonly name: string
}

/** Who is on duty when. Tiers are asked in order, then the manager. */
export interface Roster {
  readonly id: string
  readonly name: string
  /** Handovers happen at local time of this zone. */
  readonly timezone: string
  readonly manager: string
  readonly tiers: readonly Tier[]
  readonly overrides: readonly Override[]
}

/** One line of support: at any instant its people, in the order they are asked. */
export interface Tier {
  readonly name: string
  readonly rotation: Rotation
}

/** People taking turns: person `k` is first from `start + k × every`, the others follow in order as their backup. */
export interface Rotation {
  readonly people: readonly string[]
  /** Local date and time of the first handover, `2026-11-02T09:00`. */
  readonly start: string
  readonly every: 'day' | 'week' | { readonly hours: number }
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
