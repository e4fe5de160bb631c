import type { Actor } from '../../../kernel/actor.ts'
import { BadRequestError, fault, inFuture, inThePast } from '../../../kernel/errors.ts'
import { without } from '../../../kernel/fields.ts'
import { durationMs, type Instant, later } from '../../../kernel/instant.ts'
import { pauseOf } from '../../../plan/defaults.ts'
import { strictness } from '../../../plan/terms.ts'
import type { AgreedAbout, Agreement, StandingAgreement } from '../../../promise/agreement.ts'
import { reconcile } from '../../clocks/clockwork.ts'
import { asItEnded, clocksWithout, withChanges } from '../../clocks/disagree.ts'
import type { ClockEvent } from '../../clocks/events.ts'
import { agreeDate, restart, stop } from '../../clocks/moving.ts'
import type { Recorded } from '../../state/recorded.ts'
import type { Repair } from '../../state/repair.ts'
import { MOST_LISTED, MOST_PAUSES } from '../../state/room.ts'
import { requireAgreement, withAgreement } from '../agreed.ts'
import { type AskedEvent, askAtOnce } from '../attention/rules.ts'
import type { Actions, Events, Given } from '../feature.ts'
import { currentPause } from '../pause.ts'
import { type AgreementAction, isDisputable } from './offers.ts'

export type AgreementEvent =
  /** `until`, `agreement`: absent in what was recorded before pauses needed them. */
  | { type: 'paused'; reason: string; until?: Instant; agreement?: Agreement }
  | { type: 'resumed'; because?: 'over' }
  | { type: 'agreed'; clock: string; until: Instant; reason: string; agreement: Agreement }
  /** The customer never agreed to what the last agreement says. `about`: absent in what was recorded while it could be a date alone. */
  | { type: 'disagreed'; what: string; agreement: number; about?: AgreedAbout }

type Of<T extends { readonly type: string }, N extends T['type']> = Extract<T, { readonly type: N }>

type Disagreed = Recorded<Of<AgreementEvent, 'disagreed'>>

export const actions: Actions<AgreementAction, AgreementEvent | AskedEvent> = {
  pause: {
    decide: (state, action, { by, now }) => pauseEvents(state, action, by, now),
    isFull: ({ pauses, roundAt }) => pauses.filter(({ from }) => from >= roundAt).length >= MOST_PAUSES,
  },
  resume: { decide: () => [{ type: 'resumed' }] },
  agree: { decide: agreeEvents },
  disagree: {
    decide: (state, action, { now }) => disagreeEvents(state, action, now),
    follows: [(state, { lookedUp }) => askAtOnce(state, 'disagreed', lookedUp.manager)],
    needs: ['manager'],
  },
}

export const events: Events<AgreementEvent> = {
  paused: {
    fold: (state, event) => {
      const { reason, until, agreement, at, seq } = event
      const pause = {
        from: at,
        why: 'customer',
        reason,
        ...(until && { until }),
        ...(agreement && { agreement: seq }),
      } as const
      const paused = { ...state, pauses: [...state.pauses, pause].slice(-MOST_LISTED) }
      return until && agreement ? withAgreement(paused, event, agreement, { about: 'pause', until }) : paused
    },
    clocks: stop,
  },
  resumed: {
    fold: (state, event) => ({
      ...state,
      pauses: state.pauses.map((pause) => (pause.to ? pause : { ...pause, to: event.at })),
      ...(state.agreements && {
        agreements: state.agreements.map((known) => (known.about === 'pause' ? { ...known, over: true } : known)),
      }),
    }),
    clocks: (after, { at }) => restart(after, at),
  },
  agreed: {
    fold: (state, event) => withAgreement(state, event, event.agreement, { about: 'date', until: event.until }),
    clocks: agreeDate,
  },
  disagreed: { fold: undone, clocks: notAgreed },
}

/** Someone of ours has spoken with them: only then they can agree to anything. */
const wasReached = ({ milestones }: Repair): boolean =>
  milestones.responded !== undefined || milestones.arrived !== undefined

/** Throws BadRequestError for a pause that nobody can have agreed to, or longer than the plan lets one last. */
function pauseEvents(state: Repair, action: Of<AgreementAction, 'pause'>, by: Actor, now: Instant): AgreementEvent[] {
  const agreement = requireAgreement(action, by, {
    zh: '暂停要写明客户方谁同意、怎么同意的',
    en: 'a pause needs who at the customer agreed to it, and how',
  })
  if (!wasReached(state))
    throw new BadRequestError([
      fault(
        'agreedBy',
        '还没有人联系上客户；请先打电话并登记（respond）',
        'nobody has spoken with the customer yet; call them first and record it (respond)',
      ),
    ])
  const { usual, longest } = pauseOf(state.plan)
  const until = action.until ?? later(now, durationMs(usual))
  if (until <= now) throw new BadRequestError([inThePast('until')])
  const latest = later(now, durationMs(longest))
  if (until > latest)
    throw new BadRequestError([
      fault(
        'until',
        `承诺 ${state.plan.id} 的暂停最长 ${longest}，到 ${latest}；之后要再问客户`,
        `a pause of plan ${state.plan.id} lasts at most ${longest}, to ${latest}; then ask the customer again`,
      ),
    ])
  return [{ type: 'paused', reason: action.reason, until, agreement }]
}

/** A later date for one promise. Throws BadRequestError where there is nothing to move, or nothing that may be. */
function agreeEvents(state: Repair, action: Of<AgreementAction, 'agree'>, { by, now }: Given): AgreementEvent[] {
  const { clock: id, until, reason } = action
  const agreement = requireAgreement(action, by, {
    zh: '改期要写明客户方谁同意、怎么同意的',
    en: 'a later date needs who at the customer agreed to it, and how',
  })
  const clock = state.clocks.find((known) => known.id === id)
  const movable = state.clocks.filter((known) => known.state === 'open' && known.term.until !== 'responded')
  const open = movable.map((known) => known.id).join(', ') || 'none'
  if (!clock || !movable.includes(clock))
    throw new BadRequestError([
      clock?.term.until === 'responded'
        ? fault('clock', `"${id}" 是答复的承诺，不能等`, `"${id}" promises an answer, and that waits for nobody`)
        : fault(
            'clock',
            `"${id}" 不是未结束的${clock ? `（${clock.state}）` : ''}；未结束的有 ${open}`,
            `"${id}" is not open${clock ? `, it is ${clock.state}` : ''}; open are ${open}`,
          ),
    ])
  inFuture('until', until, now)
  if (until <= clock.dueAt)
    throw new BadRequestError([
      fault('until', `必须晚于原定时间 ${clock.dueAt}`, `must be later than ${clock.dueAt}, when it is due`),
    ])
  return [{ type: 'agreed', clock: id, until, reason, agreement }]
}

/** The customer says that they never agreed. Throws BadRequestError when nothing is agreed. */
function disagreeEvents(state: Repair, { what }: Of<AgreementAction, 'disagree'>, now: Instant): AgreementEvent[] {
  if (!isDisputable(state, now))
    throw new BadRequestError([
      fault(
        'what',
        '报修单已关闭超过 7 天，约定不能再撤回；请重新报修或致电',
        'the repair closed more than 7 days ago, too long to undo what was agreed; report again or call',
      ),
    ])
  const last = state.agreements?.at(-1)
  if (!last) throw new BadRequestError([fault('what', '没有可以撤回的约定', 'nothing is agreed that could be undone')])
  return [{ type: 'disagreed', what, agreement: last.seq, about: last.about }]
}

/** As if it had never been agreed; that it was claimed stays on record. */
function undone(state: Repair, { agreement: seq }: Disagreed): Repair {
  const revoked = state.agreements?.find((known) => known.seq === seq)
  const before = state.agreements?.findLast((known) => known.about === 'visit' && known.seq !== seq && !known.over)
  const isOff = revoked?.about === 'visit' && state.visitAt === revoked.until
  const kept = isOff ? { ...without(state, 'visitAt'), ...(before?.until && { visitAt: before.until }) } : state
  return {
    ...(kept.sentIn?.seq === seq ? without(kept, 'sentIn') : kept),
    milestones: milestonesWithout(state, revoked),
    severity: severityWithout(state, revoked),
    pauses: state.pauses.filter(({ agreement }) => agreement !== seq),
    agreements: (state.agreements ?? []).filter((known) => known.seq !== seq),
  }
}

/** What a unit sent in, or an alternative, had reached; whoever has gone there since had decided to. */
function milestonesWithout({ milestones }: Repair, revoked: StandingAgreement | undefined): Repair['milestones'] {
  if (revoked?.about !== 'sendIn' && revoked?.about !== 'alternative') return milestones
  const left = Object.fromEntries(Object.entries(milestones).filter(([, fact]) => fact?.seq !== revoked.seq))
  const went = milestones.dispatched ?? milestones.arrived
  return milestones.triaged?.seq === revoked.seq && went ? { ...left, triaged: went } : left
}

/** The one before; one that has risen since stays. */
const severityWithout = ({ plan, severity }: Repair, revoked: StandingAgreement | undefined): string => {
  const before = revoked?.severity
  return before !== undefined && strictness(plan, before) < strictness(plan, severity) ? before : severity
}

/** What that agreement did to the clocks is undone. */
function notAgreed(after: Repair, event: Disagreed, before: Repair | undefined): readonly ClockEvent[] {
  if (!before) return []
  const moves = clocksWithout(after, event).map(
    (clock): ClockEvent => ({ type: 'clockMoved', clock, because: event.type }),
  )
  if (event.about !== 'sendIn' && event.about !== 'severity') return moves
  return [...moves, ...asItEnded(after, reconcile(before, withChanges(after, moves), event), event)]
}

/** A pause ends by itself at its time. */
export const endPauseInTime = (state: Repair, now: Instant): AgreementEvent[] => {
  const pause = currentPause(state)
  return pause && pause.until <= now ? [{ type: 'resumed', because: 'over' }] : []
}
