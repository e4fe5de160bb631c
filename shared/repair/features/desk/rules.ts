import { type Actor, nameOf } from '../../../kernel/actor.ts'
import { pick, without } from '../../../kernel/fields.ts'
import { durationMs, earliest, type Instant, later, millisBetween } from '../../../kernel/instant.ts'
import { rulesOf } from '../../../plan/rules.ts'
import { isRunning } from '../../clocks/moving.ts'
import { nextOf } from '../../clocks/warnings.ts'
import { pagingFor, stopPaging } from '../../state/paging.ts'
import { reach } from '../../state/reach.ts'
import type { Repair } from '../../state/repair.ts'
import type { ActionRule, Actions, Events } from '../feature.ts'
import type { DeskAction } from './offers.ts'

export type DeskEvent =
  | { type: 'deskTook'; until: Instant }
  | { type: 'passedOn'; note?: string; because: 'asked' | 'timeUp' }

export const actions: Actions<DeskAction, DeskEvent> = {
  takeAtDesk: { decide: (state, _, { now }) => takeAtDesk(state, now) },
  passOn: { decide: (_, action) => [{ type: 'passedOn', because: 'asked', ...pick(action, 'note') }] },
}

export const events: Events<DeskEvent> = {
  /** Nobody is paged while the desk tries; … */
  deskTook: {
    fold: (state, event) => {
      const person = nameOf(event.by)
      return { ...reach(stopPaging(state), 'desk', event), desk: { person, until: event.until } }
    },
    starts: true,
  },
  /** … from then on the engineers are, unless one has it or is being asked. */
  passedOn: {
    fold: (state, event) => {
      const passed = reach(without(state, 'desk'), 'passedOn', event)
      return passed.assignee || isOtherwiseChased(passed) ? passed : { ...passed, paging: pagingFor('desk', event.at) }
    },
    settles: { reaches: ['passedOn'] },
  },
}

/** Someone is being asked for another reason than the desk's own delay, which ends now. */
const isOtherwiseChased = ({ paging, clocks }: Repair): boolean =>
  paging?.pending === true && clocks.find(({ id }) => id === paging.clock)?.term.until !== 'passedOn'

/**
 * The desk has the plan's time, but never so long that a promise suffers: it passes the repair on at the first warning of
 * any promise that drives, when there is still half of its time for an engineer.
 */
export function takeAtDesk(state: Repair, now: Instant): DeskEvent[] {
  const limits = rulesOf(state.plan, 'desk').map(({ within }) => later(now, durationMs(within)))
  const promises = state.clocks.filter((clock) => isRunning(clock) && clock.drives).map((clock) => nextOf(state, clock))
  const until = earliest([...limits, ...promises])
  return until === undefined ? [] : [{ type: 'deskTook', until }]
}

/** The desk's turn ends by itself when an engineer sets to work, or is given the work. */
export const endsDeskWork = (
  { desk }: Repair,
  { isForEngineers, acknowledges }: Pick<ActionRule<never, never>, 'isForEngineers' | 'acknowledges'>,
  by: Actor,
): boolean => desk !== undefined && (isForEngineers === true || (by.kind === 'engineer' && acknowledges !== undefined))

/**
 * A timer fires a moment after its instant: waits count whole seconds, and a function takes its time to start. What the system
 * does within this is on time; later than that it stood still, and the promise is broken.
 */
const ON_TIME_MS = 5_000

/** At its time limit the desk passes on what it has not solved. */
export const passOnInTime = ({ desk }: Repair, now: Instant): DeskEvent[] =>
  desk && desk.until <= now ? [{ type: 'passedOn', because: 'timeUp' }] : []

export const isOnTime = ({ desk }: Repair, now: Instant): boolean =>
  desk !== undefined && desk.until <= now && millisBetween(desk.until, now) <= ON_TIME_MS
