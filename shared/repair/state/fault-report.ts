import type { Actor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Matter } from '../../plan/rules.ts'
import type { Call } from './repair.ts'

/** What stands for the words of a caller who said nothing. */
export const NOTHING_SAID = '（来电者未说明故障，请回拨）'

/** A customer's report as an intake adapter understood it. Everything but the call id may be missing: a report is never refused. */
export interface FaultReport {
  readonly callId: string
  readonly channel: Call['channel']
  /** Who of us took it. */
  readonly takenBy?: string
  /** C24: whoever took it tries to solve it before an engineer is paged. */
  readonly desk?: Actor
  /** When the report reached us, if the adapter knows better than now (a menu takes time); never in the future. */
  readonly reportedAt?: Instant
  /** Phone number as received; matched against contacts when it is a valid number. */
  readonly caller?: string
  readonly serial?: string
  readonly site?: string
  /** A severity in any word of the plan; one that nobody understands is marked, and the strictest assumed. */
  readonly severity?: string
  readonly symptoms: string
  /** Absent: a fault. */
  readonly matter?: Matter
  readonly recordingUrl?: string
  readonly contact?: { readonly name: string; readonly phone?: string; readonly email?: string }
  /** What could not be read, in the caller's terms, with what was received. */
  readonly problems?: readonly string[]
}
