import type { PersonRef } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { ReplacementRule } from '../../plan/rules.ts'

export interface Loaner {
  readonly state: 'reserved' | 'lent' | 'returned' | 'released'
  readonly serial: string
  readonly name: string
  readonly at: Instant
}

/** The unit is to be replaced by a new one (H16 C6 R2 N22). */
export interface Replacement {
  readonly clause: string
  readonly because: 'failures' | 'irreparable' | 'wish'
  readonly state: 'due' | 'approved' | 'declined' | 'done'
  readonly with: ReplacementRule['with']
  readonly warranty: ReplacementRule['warranty']
  /** Who was asked to approve it: the manager of the roster, as it then was. */
  readonly manager?: PersonRef
  /** Who decided. */
  readonly approver?: string
  /** Once done: serial number of the new unit, … */
  readonly serial?: string
  /** … of the one that was reported, and when it was replaced. */
  readonly old?: string
  readonly oldModel?: string
  readonly at?: Instant
  /** The manager set a day for it. */
  readonly on?: Instant
}
