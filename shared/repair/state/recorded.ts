import type { Recorded as RecordedOfAny } from '../../subject/recording.ts'

/** What an event of a repair has when it is stored: besides what every event has, `action` is the id of the tap that caused it, `did` what it was. */
export interface Stamp extends RecordedOfAny {
  readonly action?: string
  readonly did?: string
}

export type Recorded<E> = E & Stamp

/** Any event, as far as its clocks need to know it: why they move or end, and who decided it. */
export interface Cause extends Stamp {
  readonly type: string
  readonly approver?: string
  readonly reason?: string
  readonly about?: string
  readonly how?: string
}
