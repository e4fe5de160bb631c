import { type Actor, nameOf } from '../kernel/actor.ts'
import { BadRequestError, fault, inThePast } from '../kernel/errors.ts'
import { durationMs, type Instant, later } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { without } from '../kernel/without.ts'
import { pauseOf } from '../plan/defaults.ts'
import { strictness } from '../plan/terms.ts'
import type { Agreement, How, Standing } from '../promise/agreement.ts'
import type { Action } from './actions.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import { paperIn } from './maintenance-record.ts'
import type { Repair } from './state/repair.ts'
import { MOST_LISTED } from './state/room.ts'

// A promise moves by the customer's yes on record and by nothing else: who agreed, when, how. What was never agreed is undone
// by the customer's word.

type AgreementEvent = Extract<
  RecordedEvent,
  {
    type:
      | 'paused'
      | 'resumed'
      | 'agreed'
      | 'disagreed'
      | 'visitDecided'
      | 'sentIn'
      | 'alternativeAccepted'
      | 'severityChanged'
  }
>

/** The customer's yes as an action carries it; a customer who acts says it themselves. */
export const agreementIn = (
  { agreedBy, how }: { readonly agreedBy?: string; readonly how?: How },
  by: Actor,
): Agreement | undefined => {
  if (by.kind === 'customer') return { by: nameOf(by), how: 'link' }
  return agreedBy !== undefined && how !== undefined ? { by: agreedBy, how } : undefined
}

/** Throws BadRequestError naming what is missing of the customer's yes. */
export function requireAgreement(
  action: { readonly agreedBy?: string; readonly how?: How },
  by: Actor,
  why: Text,
): Agreement {
  const agreement = agreementIn(action, by)
  if (agreement) return agreement
  const missing = [action.agreedBy === undefined && 'agreedBy', action.how === undefined && 'how']
  throw new BadRequestError(missing.filter((field) => field !== false).map((field) => fault(field, why.zh, why.en)))
}

/** Someone of ours has spoken with them: only then they can agree to anything. */
const wasReached = ({ milestones }: Repair): boolean =>
  milestones.responded !== undefined || milestones.arrived !== undefined

/** Throws BadRequestError for a pause that nobody can have agreed to, or longer than the plan lets one last. */
export function pauseEvents(
  state: Repair,
  action: Extract<Action, { type: 'pause' }>,
  by: Actor,
  now: Instant,
): RepairEvent[] {
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
export function agreeEvents(state: Repair, action: Extract<Action, { type: 'agree' }>, by: Actor): RepairEvent[] {
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
  if (until <= clock.dueAt)
    throw new BadRequestError([
      fault('until', `必须晚于原定时间 ${clock.dueAt}`, `must be later than ${clock.dueAt}, when it is due`),
    ])
  return [{ type: 'agreed', clock: id, until, reason, agreement }]
}

/** For so long after the end a customer may say that they never agreed to something on the way there. */
const DISPUTED_WITHIN = 'P7D'

/** Whether what is on record as agreed can still be disputed: while the repair lives, and for a week after. */
export const isDisputable = ({ closed }: Repair, now: Instant): boolean =>
  closed === undefined || now <= later(closed.at, durationMs(DISPUTED_WITHIN))

/** The customer says that they never agreed. Throws BadRequestError when nothing is agreed. */
export function disagreeEvents(
  state: Repair,
  { what }: Extract<Action, { type: 'disagree' }>,
  now: Instant,
): RepairEvent[] {
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

/** A severity may rise at once; it falls only with the manager's or the customer's yes. */
export function severityEvents(
  state: Pick<Repair, 'plan' | 'severity'>,
  action: Extract<Action, { type: 'changeSeverity' }>,
  by: Actor,
): RepairEvent[] {
  const { severity, reason } = action
  const falls = strictness(state.plan, severity) > strictness(state.plan, state.severity)
  const event = { type: 'severityChanged', severity, reason } as const
  if (!falls) return [event]
  const agreement = agreementIn(action, by)
  if (agreement) return [{ ...event, agreement }]
  if (by.manager) return [{ ...event, approver: nameOf(by) }]
  throw new BadRequestError([
    fault(
      'agreedBy',
      `比 "${state.severity}" 低的级别，要写明客户方谁同意、怎么同意的；或由经理来降`,
      `a lower severity than "${state.severity}" needs who at the customer agreed to it, and how; or a manager lowers it`,
    ),
  ])
}

/** The customer withdraws; without their word only a manager may let it go, and answers for it. */
export function withdrawEvents(state: Repair, action: Extract<Action, { type: 'withdraw' }>, by: Actor): RepairEvent[] {
  const { reason } = action
  const agreement = agreementIn(action, by)
  if (agreement) return [{ type: 'withdrawn', reason, agreement }]
  if (by.manager) return [{ type: 'withdrawn', reason, approver: nameOf(by) }]
  throw new BadRequestError([
    fault(
      'agreedBy',
      `撤销 ${state.id} 要写明客户方谁要求、怎么说的；或由经理撤销`,
      `withdrawing ${state.id} needs who at the customer wants it, and how they said so; or a manager withdraws it`,
    ),
  ])
}

/** What one of ours records of the customer's word names whose word it is. */
export function confirmEvents(action: Extract<Action, { type: 'confirm' }>, by: Actor): RepairEvent[] {
  const { rating, comment, onBehalf, how } = action
  if (by.kind !== 'customer' && onBehalf === undefined)
    throw new BadRequestError([
      fault(
        'onBehalf',
        '写明客户方由谁确认；客户自己的链接由本人确认',
        'say who at the customer confirmed it; their own link confirms for themselves',
      ),
    ])
  const paper = paperIn(action, by)
  return [
    {
      type: 'confirmed',
      ...(rating !== undefined && { rating }),
      ...(comment && { comment }),
      ...(onBehalf && by.kind !== 'customer' && { onBehalf, how: how ?? 'phone' }),
      ...(paper && { paper }),
    },
  ]
}

const standing = (
  { seq, at }: RecordedEvent,
  { by, how }: Agreement,
  what: Pick<Standing, 'about' | 'until' | 'severity'>,
): Standing => ({ by, how, seq, at, ...what })

const withStanding = (state: Repair, added: Standing): Repair => ({
  ...state,
  agreements: [...(state.agreements ?? []), added].slice(-MOST_LISTED),
})

export function applyAgreement(state: Repair, event: AgreementEvent): Repair {
  switch (event.type) {
    case 'paused': {
      const { reason, until, agreement, at, seq } = event
      const pause = {
        from: at,
        why: 'customer',
        reason,
        ...(until && { until }),
        ...(agreement && { agreement: seq }),
      } as const
      const paused = { ...state, pauses: [...state.pauses, pause].slice(-MOST_LISTED) }
      return until && agreement ? withStanding(paused, standing(event, agreement, { about: 'pause', until })) : paused
    }
    case 'resumed':
      return {
        ...state,
        pauses: state.pauses.map((pause) => (pause.to ? pause : { ...pause, to: event.at })),
        ...(state.agreements && {
          agreements: state.agreements.map((known) => (known.about === 'pause' ? { ...known, over: true } : known)),
        }),
      }
    case 'agreed':
      return withStanding(state, standing(event, event.agreement, { about: 'date', until: event.until }))
    case 'visitDecided':
      return event.visitAt && event.agreement
        ? withStanding(state, standing(event, event.agreement, { about: 'visit', until: event.visitAt }))
        : state
    case 'sentIn': {
      const { agreedBy, how } = event
      return agreedBy !== undefined && how
        ? withStanding(state, standing(event, { by: agreedBy, how }, { about: 'sendIn' }))
        : state
    }
    case 'alternativeAccepted':
      return withStanding(state, standing(event, event.agreement, { about: 'alternative' }))
    case 'severityChanged':
      return event.agreement
        ? withStanding(state, standing(event, event.agreement, { about: 'severity', severity: state.severity }))
        : state
    case 'disagreed':
      return undone(state, event)
    default:
      return event satisfies never
  }
}

/** As if it had never been agreed; that it was claimed stays on record. */
function undone(state: Repair, { agreement: seq }: AgreementEvent & { type: 'disagreed' }): Repair {
  const revoked = state.agreements?.find((known) => known.seq === seq)
  const { visitAt, ...withoutVisit } = state
  const kept = revoked?.about === 'visit' && visitAt === revoked.until ? withoutVisit : state
  return {
    ...(kept.sentIn?.seq === seq ? without(kept, 'sentIn') : kept),
    milestones: milestonesWithout(state, revoked),
    severity: severityWithout(state, revoked),
    pauses: state.pauses.filter(({ agreement }) => agreement !== seq),
    agreements: (state.agreements ?? []).filter((known) => known.seq !== seq),
  }
}

/** What a unit sent in, or an alternative, had reached; whoever has gone there since had decided to. */
function milestonesWithout({ milestones }: Repair, revoked: Standing | undefined): Repair['milestones'] {
  if (revoked?.about !== 'sendIn' && revoked?.about !== 'alternative') return milestones
  const left = Object.fromEntries(Object.entries(milestones).filter(([, fact]) => fact?.seq !== revoked.seq))
  const went = milestones.dispatched ?? milestones.arrived
  return milestones.triaged?.seq === revoked.seq && went ? { ...left, triaged: went } : left
}

/** The one before; one that has risen since stays. */
const severityWithout = ({ plan, severity }: Repair, revoked: Standing | undefined): string => {
  const before = revoked?.severity
  return before !== undefined && strictness(plan, before) < strictness(plan, severity) ? before : severity
}

/** The pause that lasts, if any. Those from before pauses had an end last at most as long as the plan lets one. */
export const currentPause = (state: Repair): { readonly until: Instant } | undefined => {
  const open = state.pauses.find(({ to }) => to === undefined)
  return open && { until: open.until ?? later(open.from, durationMs(pauseOf(state.plan).longest)) }
}

/** A pause ends by itself at its time. */
export const endPauseInTime = (state: Repair, now: Instant): RepairEvent[] => {
  const pause = currentPause(state)
  return pause && pause.until <= now ? [{ type: 'resumed', because: 'over' }] : []
}
