import { defined, without } from '../kernel/fields.ts'
import { eventRule } from './event-rules.ts'
import type { RecordedEvent } from './events.ts'
import { heardWith } from './features/attention/rules.ts'
import { paceWith } from './features/calls/floods.ts'
import { opened } from './features/calls/rules.ts'
import { tapWith } from './features/take-back/rules.ts'
import { unreadAfter } from './features/voice/unread.ts'
import { handledWith } from './handled.ts'
import { namedNow } from './state/named.ts'
import type { Repair, Stage } from './state/repair.ts'

/** Folds one event into the state. Total: every event the archive may hold has its effect here, and nothing else changes a repair. */
export function evolve(state: Repair | undefined, event: RecordedEvent): Repair {
  if (event.type === 'opened') return opened(event)
  if (!state) throw new Error(`A repair begins with "opened", not "${event.type}"`)
  const rule = eventRule(event.type)
  const tap = tapWith(state, event, rule.tap)
  const heard = rule.heard ? rule.heard(state, event) : heardWith(state, event)
  const pace = paceWith(state, event)
  const seen = {
    ...without(state, 'lastTap', 'unread'),
    ...(pace.length > 0 && { pace }),
    seq: event.seq,
    updatedAt: event.at,
    handled: handledWith(state, event),
  }
  const folded = rule.fold({ ...seen, ...defined({ heard, lastTap: tap, unread: unreadAfter(state, event) }) }, event)
  const formerly = formerlyOf(state, folded)
  const next = formerly.length > 0 ? { ...folded, formerly } : folded
  const stage = stageOf(next)
  return stage === 'confirmation' || stage === 'closed' ? { ...without(next, 'desk'), stage } : { ...next, stage }
}

/** The state after a whole history. */
export const fold = (events: readonly RecordedEvent[], from?: Repair): Repair | undefined =>
  events.reduce<Repair | undefined>((state, event) => evolve(state, event), from)

/** So many are remembered: whoever follows lists is told of what left theirs within seconds. */
const FORMERLY_KEPT = 20

function formerlyOf(before: Repair, after: Repair): readonly string[] {
  const named = namedNow(after)
  const left = [
    ...(before.roster === after.roster ? [] : [`roster/${before.roster}`]),
    ...namedNow(before).flatMap((id) => (named.includes(id) ? [] : `person/${id}`)),
  ]
  const kept = before.formerly ?? []
  return left.length === 0 ? kept : [...kept.filter((one) => !left.includes(one)), ...left].slice(-FORMERLY_KEPT)
}

function stageOf(state: Repair): Stage {
  const reached = state.milestones
  if (state.closed) return 'closed'
  if (reached.repaired) return 'confirmation'
  if (reached.arrived || state.sentIn) return 'repair'
  if (reached.triaged) return 'arrival'
  if (reached.responded) return 'remoteFix'
  return 'response'
}
