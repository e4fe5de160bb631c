import type { Said } from '../form/words.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { Span } from './availability.ts'
import type { FaultOfPeriod, ReportedUnit } from './statistics.ts'

/** What a report of a visit is made of, all of it on record. */
export interface ReportSource {
  readonly visit: string
  readonly way: 'visit' | 'call'
  readonly supplier: Text
  readonly hotline: string
  readonly customer: string
  readonly contract: string
  readonly plan: Text
  readonly site?: { readonly name: string; readonly address: string }
  readonly timezone: string
  readonly works: readonly { readonly clause: string; readonly name: Text; readonly dueAt: Instant }[]
  readonly done: { readonly at: Instant; readonly by: string; readonly found: string }
  readonly engineer?: string
  readonly forms: readonly ReportedForm[]
  readonly faults: readonly { readonly what: Text; readonly unit?: string; readonly repair?: string }[]
  readonly suggestions: readonly { readonly what: Text }[]
  /** Of earlier visits, which nobody has answered. */
  readonly unanswered: readonly { readonly what: Text; readonly at: Instant }[]
  readonly photos: readonly { readonly sha256: string; readonly note?: string }[]
  readonly period: Span
  readonly units: readonly ReportedUnit[]
  readonly repairs: readonly FaultOfPeriod[]
}
export interface ReportedForm {
  readonly title: Text
  readonly version: number
  readonly by: string
  readonly at: Instant
  readonly said: readonly Said[]
  readonly score?: number
  readonly signed?: {
    readonly signer: string
    readonly at: Instant
    readonly sha256?: string
    readonly byLink?: true
  }
}
