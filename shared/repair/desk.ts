import { type Actor, nameOf } from '../kernel/actor.ts'
import { durationMs, earliest, type Instant, later, millisBetween } from '../kernel/instant.ts'
import { without } from '../kernel/without.ts'
import { rulesOf } from '../plan/rules.ts'
import type { ActionType } from './actions.ts'
import { isRunning } from './clocks/moving.ts'
import { nextOf } from './clocks/warnings.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import { stopPaging, wanted } from './state/paging.ts'
import { reach } from './state/reach.ts'
import type { Repair } from './state/repair.ts'

// C24: the service desk may try first; what it does not solve in its time goes to an engineer by itself.

type DeskEvent = Extract<RecordedEvent, { type: 'deskTook' | 'passedOn' }>

/** Nobody is paged while the desk tries; from then on the engineers are, unless one has it or is being asked. */
export function applyDesk(state: Repair, event: DeskEvent): Repair {
  if (event.type === 'deskTook') {
    const person = nameOf(event.by)
    return { ...reach(stopPaging(state), 'desk', event), desk: { person, until: event.until } }
  }
  const passed = reach(without(state, 'desk'), 'passedOn', event)
  return passed.assignee || isOtherwiseChased(passed) ? passed : { ...passed, paging: wanted('desk', event.at) }
}

/** Someone is being asked for another reason than the desk's own delay, which ends now. */
const isOtherwiseChased = ({ paging, clocks }: Repair): boolean =>
  paging?.pending === true && clocks.find(({ id }) => id === paging.clock)?.term.until !== 'passedOn'

/** Once per round, before any engineer has it, and not while a broken promise is being chased. */
export const mayTakeAtDesk = ({ plan, stage, desk, milestones, paging }: Repair): boolean =>
  rulesOf(plan, 'desk').length > 0 &&
  stage === 'response' &&
  !desk &&
  !milestones.passedOn &&
  !milestones.desk &&
  paging?.reason !== 'breach'

/**
 * The desk has the plan's time, but never so long that a promise suffers: it passes the repair on at the first warning of
 * any promise that drives, when there is still half of its time for an engineer.
 */
export function takeAtDesk(state: Repair, now: Instant): RepairEvent[] {
  const limits = rulesOf(state.plan, 'desk').map(({ within }) => later(now, durationMs(within)))
  const promises = state.clocks.filter((clock) => isRunning(clock) && clock.drives).map((clock) => nextOf(state, clock))
  const until = earliest([...limits, ...promises])
  return until === undefined ? [] : [{ type: 'deskTook', until }]
}

/** What only an engineer can do. */
const FOR_ENGINEERS: ReadonlySet<ActionType> = new Set<ActionType>(['goOnSite', 'depart', 'arrive', 'sendIn', 'assign'])

/** The desk's turn ends by itself when an engineer sets to work, or is given the work. */
export const endsDeskWork = (state: Repair, action: ActionType, by: Actor, isWork: boolean): boolean =>
  state.desk !== undefined && (FOR_ENGINEERS.has(action) || (by.kind === 'engineer' && isWork))

/**
 * A timer fires a moment after its instant: waits count whole seconds, and a function takes its time to start. What the system
 * does within this is on time; later than that it stood still, and the promise is broken.
 */
const ON_TIME_MS = 5_000

/** At its time limit the desk passes on what it has not solved. */
export const passOnInTime = ({ desk }: Repair, now: Instant): RepairEvent[] =>
  desk && desk.until <= now ? [{ type: 'passedOn', because: 'timeUp' }] : []

export const isOnTime = ({ desk }: Repair, now: Instant): boolean =>
  desk !== undefined && desk.until <= now && millisBetween(desk.until, now) <= ON_TIME_MS
