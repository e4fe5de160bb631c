import type { PersonRef } from '../kernel/actor.ts'
import type { KeptFile } from '../kernel/file-kind.ts'
import type { Duration, Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { Climbed } from '../promise/reminding.ts'
import type { IssuedReport } from '../subject/issued-report.ts'
import type { Stamp } from '../subject/recording.ts'
import type { State } from '../subject/story.ts'
import type { Days, DutyShift, MadePlan } from './plan.ts'
import type { DutyKey } from './subject.ts'

/** What a duty is for, as the contract and the customer's calendar had it when that was last looked at. */
export interface DutyOf extends DutyKey, Days {
  /** The period, as the customer calls it, and the duty, as the plan does. */
  readonly name: string
  readonly what: Text
  readonly customer: { readonly id: string; readonly name: string }
  readonly site?: { readonly id: string; readonly name: string; readonly shortName: string }
  readonly roster: string
  readonly timezone: string
  /** The longest that the watch may go without an entry. */
  readonly entries?: Duration
}

export type DutyEvent =
  | { readonly type: 'planned'; readonly of: DutyOf; readonly plan: MadePlan }
  /** The days moved: what of the shifts lies in the new ones stays, and the plan is none any more. */
  | { readonly type: 'moved'; readonly name: string; readonly from: Instant; readonly to: Instant }
  /** The customer took it back; or the place, or the clause, is not the contract's any more. */
  | { readonly type: 'gone'; readonly because: 'withdrawn' | 'unbound' }
  /** The roster has it. */
  | { readonly type: 'laid' }
  /** Somebody on the watch wrote it down. `key`: the same, sent twice, is one. */
  | { readonly type: 'noted'; readonly entry: LogEntry; readonly key: string }
  /** A fault in an entry has a repair. */
  | { readonly type: 'faultReported'; readonly entry: number; readonly repair: string }
  /** The watch has been silent for too long: whoever is on it, or next to them, is asked, for the `count`th time. */
  | { readonly type: 'asked'; readonly person?: PersonRef; readonly count: number }
  /** Somebody's watch begins: they are told, unless it was over by the time that this was noticed. */
  | { readonly type: 'begun'; readonly person: PersonRef; readonly from: Instant; readonly to: Instant }
  /** What the watch came to is on the contract's file. */
  | { readonly type: 'recorded' }
  /** Its written report is drawn up and sent to the customer: nothing is written into the log after it. */
  | {
      readonly type: 'reportIssued'
      readonly title: Text
      readonly page: KeptFile
      readonly docx: KeptFile
      readonly contact?: PersonRef
    }
  /** The contract's file has the report. */
  | { readonly type: 'reportFiled' }
  /** Its last day is over. */
  | { readonly type: 'ended' }
export type RecordedDutyEvent = DutyEvent & Stamp

/** What is written into the log of the watch: appended, and never changed; what was wrong is put right in another. */
export interface LogEntry {
  readonly observed: string
  readonly events?: string
  readonly analysis?: string
  readonly done?: string
  /** What whoever comes next has to know. */
  readonly handover?: string
  /** It is a fault: of this unit, where that is known. */
  readonly fault?: { readonly unit?: string }
  /** A picture of it, kept beside the duty. */
  readonly photo?: KeptFile
  /** The number of the entry that this one puts right. */
  readonly corrects?: number
}

/** Reinforced duty in a period that is important to the customer: a fold of its events. */
export interface Duty extends State, DutyOf {
  readonly shifts: readonly DutyShift[]
  readonly deputies: readonly string[]
  readonly phones: string
  readonly watched: string
  readonly people: readonly PersonRef[]
  /** By whom, and when; absent: it is to be planned for these days. */
  readonly planned?: { readonly at: Instant; readonly by: string }
  /** Whoever's watch began by then has heard so, or knows it from the plan. Absent in what earlier versions saved. */
  readonly toldUntil?: Instant
  /** The roster is to follow. */
  readonly unlaid?: true
  readonly gone?: { readonly at: Instant; readonly because: 'withdrawn' | 'unbound' }
  readonly ended?: Instant
  readonly log: WatchLog
  /** As it was sent to the customer. */
  readonly report?: IssuedReport & { readonly isFiled?: true }
}

/** What the state keeps of the log: its words stand in the events. */
export interface WatchLog {
  readonly count: number
  /** The last entry of these days. */
  readonly lastAt?: Instant
  /** Longer without an entry than the plan allows: the first of them, and how many there are. */
  readonly gaps: readonly Days[]
  readonly gapCount: number
  /** Faults without a repair yet, by the number of their entry. */
  readonly faults: readonly { readonly entry: number; readonly unit?: string }[]
  /** Whoever was asked since the last entry. */
  readonly asked?: Climbed
  /** The latest entries, so that each counts once. */
  readonly keys: readonly string[]
  /** The contract's file says what it came to. */
  readonly isRecorded?: true
}

/** Nothing of it is still to come. */
export const isOver = ({ gone, ended }: Duty): boolean => gone !== undefined || ended !== undefined
