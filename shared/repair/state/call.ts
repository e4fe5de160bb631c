import type { Actor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Matter } from '../../plan/rules.ts'

/** How a request that a colleague of ours took reached them (H1, R10). */
export const WAYS_IN = [
  'phone',
  'fax',
  'email',
  'website',
  'onSite',
  'remote',
  'video',
  'message',
  'complaint',
] as const

/** `code`: somebody scanned the code on a unit. `inspection`: one of ours found it at a planned visit, or was told on a planned call. */
type Channel = 'twilio' | 'connect' | 'api' | 'staff' | 'code' | 'inspection' | (typeof WAYS_IN)[number]

/**
 * What need not be said of a fault: a recording, and in the words of whoever reports it how bad it is – in any word of the plan;
 * one that nobody understands is marked, and the strictest assumed – and which unit it is.
 */
const MAY_BE_SAID = ['recordingUrl', 'severity', 'serial'] as const
export type MaySay = { readonly [K in (typeof MAY_BE_SAID)[number]]?: string }

/** What of it was said, read field by field; it stays with the call as it was said. */
export const saidIn = (read: (name: keyof MaySay) => string | undefined): MaySay =>
  Object.fromEntries(
    MAY_BE_SAID.flatMap((name) => {
      const value = read(name)
      return value ? [[name, value]] : []
    }),
  )

/**
 * One report of the fault, through any channel, as a repair keeps it: the only record of what somebody on nobody's file has given.
 */
export interface Call extends MaySay {
  /** The provider's id of the call; retries of one call carry the same. */
  readonly callId: string
  readonly channel: Channel
  /** Who of us took it; absent where a machine did. */
  readonly takenBy?: string
  readonly at: Instant
  /** Phone number as received; of contacts of the repair, masked: they are named by `onFile`. */
  readonly caller?: string
  /** Ids of the contacts whose number it was. */
  readonly onFile?: readonly string[]
  readonly symptoms: string
  /** Nobody could say which unit it is. */
  readonly unitUnknown?: boolean
  /** What could not be read of the report, in the caller's terms, and what was received instead. */
  readonly problems?: readonly string[]
  /** At which planned visit, or on which call, it was found. */
  readonly visit?: string
  /** In which watch of reinforced duty it was seen. */
  readonly duty?: string
  /** It was another fault: the repair that staff made of it. */
  readonly splitTo?: string
}

/** What stands for the words of a caller who said nothing. */
export const NOTHING_SAID = '（来电者未说明故障，请回拨）'

/** A customer's report as an intake adapter understood it. Everything but the call id may be missing: a report is never refused. */
export interface FaultReport extends Omit<Call, 'at' | 'splitTo'> {
  /** C24: whoever took it tries to solve it before an engineer is paged. */
  readonly desk?: Actor
  /** When the report reached us, if the adapter knows better than now (a menu takes time); never in the future. */
  readonly reportedAt?: Instant
  readonly site?: string
  /** Absent: a fault. */
  readonly matter?: Matter
  readonly contact?: { readonly name: string; readonly phone?: string; readonly email?: string }
}
