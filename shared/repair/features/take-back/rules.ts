import type { Actor } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { without } from '../../../kernel/fields.ts'
import { durationMs, type Instant, later } from '../../../kernel/instant.ts'
import type { Clock } from '../../../promise/clock.ts'
import { reconcile } from '../../clocks/clockwork.ts'
import { withChanges } from '../../clocks/disagree.ts'
import type { ClockEvent } from '../../clocks/events.ts'
import { moved } from '../../clocks/moving.ts'
import type { Recorded } from '../../state/recorded.ts'
import type { Repair, Tap } from '../../state/repair.ts'
import type { Actions, EventRule, Events } from '../feature.ts'
import { awaitsApprovalAfterwards } from '../visit/offers.ts'
import { nameOf, type TakeBackAction } from './offers.ts'

// A tap is quickly made, and evidence must be worth something: for five minutes whoever tapped may take it back. Both events
// stay on record.

/** For so long a tap may be taken back: longer than it takes to notice, shorter than any promise to come. */
const TAKE_BACK_WITHIN = 'PT5M'

/** A tap that was a mistake: the events `from` to `to` stay on record and count no more. */
export type TakeBackEvent = { type: 'takenBack'; from: number; to: number; what: string; reason?: string }

export const actions: Actions<TakeBackAction, TakeBackEvent> = {
  takeBack: { decide: (state, { reason }, { by, now }) => takeBackEvents(state, reason, by, now) },
}

export const events: Events<TakeBackEvent> = {
  takenBack: { fold: applyTakenBack, clocks: takenBack, tap: 'final' },
}

/** The tap that this event belongs to; what someone does next is the next tap. */
export function tapWith(
  { lastTap }: Repair,
  event: Recorded<{ readonly type: string }>,
  kind: EventRule<never>['tap'],
): Tap | undefined {
  if (kind !== 'undoable') return kind === 'final' ? undefined : lastTap
  const by = nameOf(event.by)
  const goesOn = lastTap !== undefined && lastTap.at === event.at && lastTap.by === by
  return goesOn ? { ...lastTap, to: event.seq } : { from: event.seq, to: event.seq, at: event.at, by, what: event.type }
}

/** Throws BadRequestError when there is nothing of theirs to take back, or not any more. */
function takeBackEvents(state: Repair, reason: string | undefined, by: Actor, now: Instant): TakeBackEvent[] {
  const { lastTap } = state
  if (!lastTap || lastTap.by !== nameOf(by))
    throw new BadRequestError([
      fault('type', '您没有可以撤回的操作', 'you have tapped nothing that could be taken back'),
    ])
  if (now > later(lastTap.at, durationMs(TAKE_BACK_WITHIN)))
    throw new BadRequestError([
      fault(
        'type',
        '操作只能在 5 分钟内撤回，时间已过；请改为添加备注',
        'a tap can be taken back for 5 minutes, and they are over; add a note instead',
      ),
    ])
  const { from, to, what } = lastTap
  return [{ type: 'takenBack', from, to, what, ...(reason && { reason }) }]
}

const isIn = ({ from, to }: { from: number; to: number }, seq: number | undefined): boolean =>
  seq !== undefined && from <= seq && seq <= to

function applyTakenBack(state: Repair, event: Recorded<TakeBackEvent>): Repair {
  const milestones = Object.fromEntries(Object.entries(state.milestones).filter(([, fact]) => !isIn(event, fact?.seq)))
  const solvedIt = isIn(event, state.milestones.repaired?.seq)
  const decided = isIn(event, state.milestones.triaged?.seq)
  return {
    ...without(
      state,
      'lastTap',
      ...(solvedIt ? (['work', 'solvedBy'] as const) : []),
      ...(decided ? (['visitAt', 'emergencyPlan'] as const) : []),
      // Nobody goes, so there is nothing to approve afterwards.
      ...(decided && awaitsApprovalAfterwards(state) ? (['visitApproval'] as const) : []),
      ...(isIn(event, state.sentIn?.seq) ? (['sentIn'] as const) : []),
    ),
    milestones,
    attempts: (state.attempts ?? []).filter(({ seq }) => !isIn(event, seq)),
    agreements: (state.agreements ?? []).filter(({ seq }) => !isIn(event, seq)),
    ...(isIn(event, state.milestones.loaned?.seq) &&
      state.loaner && { loaner: { ...state.loaner, state: 'reserved' } }),
  }
}

/** What the tap had ended runs on, and what it had started never began. */
function undo(before: Repair, after: Repair, event: Recorded<TakeBackEvent>): ClockEvent[] {
  const started = Object.values(before.milestones).filter((fact) => isIn(event, fact?.seq))
  const startedThen = (clock: Clock) =>
    clock.term.from !== 'reported' && started.some((fact) => fact?.at === clock.startedAt)
  return after.clocks.flatMap((clock): ClockEvent[] => {
    if (startedThen(clock) && clock.state === 'open')
      return [
        {
          type: 'clockEnded',
          clock: clock.id,
          clause: clock.term.clause,
          outcome: 'fallenAway',
          evidence: event.seq,
          because: 'takenBack',
        },
      ]
    if (!isIn(event, clock.evidence) || clock.state === 'waived') return []
    const { endedAt, evidence, lateBy, endedBecause, engineer, ...rest } = clock
    const state = clock.state === 'broken' ? 'broken' : 'open'
    return [
      {
        type: 'clockMoved',
        clock: state === 'open' ? moved(after, { ...rest, state }) : { ...rest, state },
        because: 'takenBack',
      },
    ]
  })
}

/** A unit that was not sent in after all has the promises of one that stays. */
function takenBack(after: Repair, event: Recorded<TakeBackEvent>, before: Repair | undefined): readonly ClockEvent[] {
  if (!before) return []
  const undone = undo(before, after, event)
  const isBack = before.sentIn !== undefined && after.sentIn === undefined
  return isBack ? [...undone, ...reconcile(before, withChanges(after, undone), event)] : undone
}
