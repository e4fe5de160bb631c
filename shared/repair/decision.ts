import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { Recording } from '../subject/recording.ts'
import type { Action, ActionType } from './actions.ts'
import { consequences } from './consequences.ts'
import type { RepairEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { Repair } from './state/repair.ts'

/** Which tap an event came of. */
interface Tap {
  readonly action?: string
  readonly did?: ActionType
}

/** A decision about a repair. Recording a fact also records what it does to the clocks, and what follows from that. */
export class Decision extends Recording<Repair, RepairEvent & Tap> {
  readonly action: Pick<Action, 'id' | 'type'> | undefined

  constructor(before: Repair | undefined, now: Instant, by: Actor, action?: Pick<Action, 'id' | 'type'>) {
    super(before, now, by, evolve)
    this.action = action
  }

  override record(...events: readonly RepairEvent[]): this {
    const tap: Tap | undefined = this.action?.id ? { action: this.action.id, did: this.action.type } : undefined
    for (const event of events) {
      const { before, recorded } = this.append({ ...event, ...tap })
      this.record(...consequences(before, this.state, recorded))
    }
    return this
  }
}
