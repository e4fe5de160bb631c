import { together } from '../repair/features/feature.ts'
import type { LaterEvent, OpenedEvent, RecordedVisitEvent } from './events.ts'
import { events as advising } from './features/advising/rules.ts'
import { events as asking } from './features/asking/rules.ts'
import { events as calls } from './features/calls/rules.ts'
import { events as doing } from './features/doing/rules.ts'
import { events as ending } from './features/ending/rules.ts'
import { events as engineer } from './features/engineer/rules.ts'
import type { EventRule } from './features/feature.ts'
import { events as filling } from './features/filling/rules.ts'
import { events as notes } from './features/notes/rules.ts'
import { events as objecting } from './features/objecting/rules.ts'
import { events as planning } from './features/planning/rules.ts'
import { events as reporting } from './features/reporting/rules.ts'
import { events as works } from './features/works/rules.ts'
import type { Recorded, VisitState } from './state/visit.ts'

const EVENTS: { readonly [T in LaterEvent['type']]: EventRule<Extract<LaterEvent, { type: T }>> } = together([
  planning,
  objecting,
  engineer,
  filling,
  reporting,
  doing,
  calls,
  works,
  asking,
  advising,
  notes,
  ending,
])

/** So many of the latest actions are remembered. */
const REMEMBERED = 20

/** The state after one more event. Throws where there is none before it and it opens none. */
export function evolve(before: VisitState | undefined, event: RecordedVisitEvent): VisitState {
  if (event.type === 'opened') return opened(event)
  if (!before) throw new Error(`a visit begins with being opened, not with ${event.type}`)
  const rule = EVENTS[event.type] as EventRule<LaterEvent>
  const state = rule.fold(before, event)
  return { ...state, seq: event.seq, updatedAt: event.at, handled: handledWith(before, event) }
}

export const fold = (events: readonly object[]): VisitState | undefined =>
  (events as readonly RecordedVisitEvent[]).reduce<VisitState | undefined>(evolve, undefined)

const opened = ({ visit, way, contract, place, works, terms, seq, at }: Recorded<OpenedEvent>): VisitState => ({
  id: visit,
  version: 0,
  seq,
  updatedAt: at,
  way,
  contract,
  place,
  terms,
  works,
  openedAt: at,
  stage: 'planning',
  since: at,
  proposals: 0,
  attempts: 0,
  unnoted: true,
  dropped: [],
  handled: [],
})

/** An action with an id, sent twice, acts once: the id belongs to whoever sent it, and to what they did. */
export const keyOfTap = (by: Recorded<object>['by'], type: string, action: string): string =>
  JSON.stringify([by.kind, by.id ?? '', action, type])

function handledWith({ handled }: VisitState, { by, did = '', action }: RecordedVisitEvent): readonly string[] {
  if (action === undefined) return handled
  const key = keyOfTap(by, did, action)
  return handled.includes(key) ? handled : [...handled, key].slice(-REMEMBERED)
}
