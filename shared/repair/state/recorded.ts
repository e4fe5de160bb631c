import type { Stamp } from '../../subject/recording.ts'

/** What an event of a repair has when it is stored: besides what every event has, `action` is the id of the tap that caused it, `did` what it was. */
export interface RepairStamp extends Stamp {
  readonly action?: string
  readonly did?: string
}

export type Recorded<E> = E & RepairStamp

/** Any event, as far as its clocks need to know it: why they move or end, and who decided it. */
export interface Cause extends RepairStamp {
  readonly type: string
  readonly approver?: string
  readonly reason?: string
  readonly about?: string
  readonly how?: string
}
