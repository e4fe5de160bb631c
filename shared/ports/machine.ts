import type { Instant } from '../kernel/instant.ts'
import type { OutgoingMessage } from './messaging.ts'

/** What the host knows of itself, and of nobody. What is absent is not known there. */
export interface MachineFacts {
  readonly host: 'oneMachine' | 'aws'
  readonly versions: { readonly chengnuo?: string; readonly node: string }
  /** By which messages really leave; what none of them carries is shown on one machine alone. */
  readonly channels?: readonly { readonly name: string; readonly carries: OutgoingMessage['kind'] }[]
  /** What was handed over, and what was given up, within a day. */
  readonly handedOver?: readonly {
    readonly to: 'staff' | 'contacts'
    readonly sent: number
    readonly failed: number
    readonly lastAt?: Instant
  }[]
  /** Which there are, never what they say. */
  readonly keys?: readonly KeyFacts[]
  readonly backup:
    | { readonly kind: 'pointInTime' }
    | {
        readonly kind: 'file'
        readonly last?: LastBackup
        /** The latest that should be there is not. */
        readonly isLate?: boolean
      }
  /** Since the last sweep that did all its work. */
  readonly sweptSecondsAgo?: number
}

export interface KeyFacts {
  readonly name: string
  readonly from: 'file' | 'environment' | 'memory'
  /** How many count: two while one has taken another's place. */
  readonly valid: number
  /** In real time: when the file was last written. */
  readonly changedAt?: Instant
}

export interface LastBackup {
  /** In real time. */
  readonly at: Instant
  readonly file: string
  readonly bytes: number
}

export interface Machine {
  facts(): Promise<MachineFacts>
}
