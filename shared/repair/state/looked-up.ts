import type { Quote } from '../../charges/charges.ts'
import type { PersonRef } from '../../kernel/actor.ts'
import type { KeptFile } from '../../kernel/file-kind.ts'
import type { ServiceRecord } from '../../knowledge/record.ts'
import type { RepairContact } from './contact.ts'
import type { Bearings, RepairUnit } from './repair.ts'
import type { ChosenPlan } from './visit.ts'

/** Whose unit it turned out to be. `severity`: what was said of it, or stands; `named`: what whoever identifies it says. */
export interface Identified {
  readonly subject: Bearings
  readonly severity: string
  readonly named?: string
  readonly contacts: readonly RepairContact[]
}

/** What the action names, looked up beforehand. */
export interface LookedUp {
  /** The engineer who acts. */
  readonly person?: PersonRef
  /** Neither roster nor page, handover or question has led them to this repair. */
  readonly outside?: true
  /** What came with `attach` or `sign`, and is kept. */
  readonly file?: KeptFile
  /** The colleague named by `assign` or `handOver`. */
  readonly target?: PersonRef
  /** The free loaner named by `reserveLoaner`. */
  readonly loaner?: { readonly serial: string; readonly name: string }
  /** Whose unit it turned out to be. */
  readonly identified?: Identified
  /** What `quote` asks of the customer. */
  readonly quote?: Quote
  /** Who is asked by `escalate`. */
  readonly people?: readonly PersonRef[]
  /** The unit named by `replaceUnit`. */
  readonly replacementUnit?: RepairUnit
  /** The unit's service records, for what counts failed repairs. */
  readonly history?: readonly ServiceRecord[]
  /** Who approves a replacement, for what may make one due. */
  readonly manager?: PersonRef
  /** Whether the unit was in warranty at the report; absent: nobody can say. */
  readonly inWarranty?: boolean
  /** What the repair named by `goOnSite` tells of how it was solved. */
  readonly knowledge?: ChosenPlan
  /** The repair that `split` has made of a call. */
  readonly splitTo?: string
}
