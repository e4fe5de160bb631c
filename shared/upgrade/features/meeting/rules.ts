import { BadRequestError, type Fault, fault, inThePast } from '../../../kernel/errors.ts'
import { defined, without } from '../../../kernel/fields.ts'
import { durationMs, type Instant, millisBetween } from '../../../kernel/instant.ts'
import type { Language } from '../../../kernel/text.ts'
import { shortSpan } from '../../../kernel/when.ts'
import type { Agreement } from '../../../promise/agreement.ts'
import type { Stamp } from '../../../subject/recording.ts'
import {
  agreedKey,
  broken,
  fallenAway,
  fulfilled,
  OF_WORK,
  opened,
  underAgreement,
  voided,
} from '../../state/promises.ts'
import { type AgreedPlan, isBoundTo, type Proposal, type Upgrade } from '../../state/upgrade.ts'
import { type Busy, peaksIn } from '../../state/window.ts'
import type { Actions, Events, Given, Told } from '../feature.ts'
import type { MeetingAction } from './offers.ts'

export type MeetingEvent =
  | { type: 'proposed'; proposal: Proposal }
  | { type: 'agreed'; agreement: Agreement }
  | { type: 'declined'; reason: string; onBehalf?: string }
  /** Its time came, and the customer had not agreed. */
  | { type: 'lapsed' }
  /** The customer never agreed to what is on record. */
  | ({ type: 'disagreed'; what: string; onBehalf?: string } & Told)

/** No upgrade takes longer in one go. */
const LONGEST_WINDOW = 'P3D'
/** Nobody plans further ahead. */
const LATEST = 'P400D'

export const actions: Actions<MeetingAction, MeetingEvent> = {
  propose: (state, action, given) => [{ type: 'proposed', proposal: proposalOf(state, action, given) }],
  agree: (_state, { agreedBy, how }, { by }) => {
    if (by.kind === 'customer') return [{ type: 'agreed', agreement: { by: by.name ?? by.id ?? '', how: 'link' } }]
    if (!agreedBy || !how || how === 'link')
      throw new BadRequestError([
        fault(
          how === 'link' || (agreedBy && !how) ? 'how' : 'agreedBy',
          '要写明客户方谁同意、怎么同意的（link 只由客户自己用）',
          'say who of the customer agreed, and how (by link is theirs alone)',
        ),
      ])
    return [{ type: 'agreed', agreement: { by: agreedBy, how } }]
  },
  decline: (_state, { reason, onBehalf }) => [{ type: 'declined', reason, ...defined({ onBehalf }) }],
  disagree: (_state, { what, onBehalf }, { office }) => [
    { type: 'disagreed', what, ...defined({ onBehalf }), tell: office },
  ],
}

/** Throws BadRequestError for what the plan asks for and is missing, and for a time that will not do. */
function proposalOf(state: Upgrade, action: MeetingAction & { type: 'propose' }, given: Given): Proposal {
  const { from, until, steps, risks, met, metAt, rollback, downtime = 0, inPeakBecause } = action
  const peaks = isBoundTo(state, 'outsidePeak') ? peaksIn({ from, until }, given.busy) : []
  const faults = [
    ...windowFaults(action, given.now),
    ...(isBoundTo(state, 'rollback') && !rollback
      ? [
          fault(
            'rollback',
            `${state.bound?.clause} 要求写明如何回退`,
            `${state.bound?.clause} asks how it is rolled back`,
          ),
        ]
      : []),
    ...(metAt !== undefined && metAt > given.now ? [fault('metAt', '不能晚于现在', 'must not be in the future')] : []),
    ...(downtime * 60_000 > millisBetween(from, until)
      ? [fault('downtime', '不能长于窗口', 'must not be longer than the window')]
      : []),
    ...(peaks.length > 0 && !inPeakBecause ? [inPeak('from', peaks, state.hours.timezone)] : []),
  ]
  if (faults.length > 0) throw new BadRequestError(faults)
  return {
    round: state.rounds + 1,
    from,
    until,
    steps,
    risks,
    downtime,
    ...(met !== undefined && { met: { who: met, ...(metAt && { at: metAt }) } }),
    ...defined({ rollback }),
    ...(peaks.length > 0 && inPeakBecause && { inPeak: { because: inPeakBecause, peaks } }),
  }
}

function windowFaults({ from, until }: MeetingAction & { type: 'propose' }, now: Instant): readonly Fault[] {
  if (from <= now) return [inThePast('from')]
  if (millisBetween(now, from) > durationMs(LATEST))
    return [fault('from', '最多提前 400 天计划', 'at most 400 days ahead')]
  if (until <= from) return [fault('until', '必须晚于开始', 'must be after the beginning')]
  return millisBetween(from, until) > durationMs(LONGEST_WINDOW)
    ? [fault('until', '窗口最长 3 天，请分次进行', 'a window lasts at most 3 days; do it in several')]
    : []
}

/** It falls into peak hours that nobody agreed to: each by its name, in the time of the place. */
export const inPeak = (at: string, peaks: readonly Busy[], timezone: string): Fault => {
  const named = (language: Language, between: string) =>
    [
      ...new Set(
        peaks.map(({ from, until, name = '' }) =>
          `${name} ${shortSpan({ from, to: until }, timezone, language)}`.trim(),
        ),
      ),
    ].join(between)
  return fault(
    at,
    `避开客户的高峰：${named('zh-CN', '、')}（当地时间）；客户自己要求在此时段的，请写明原因（inPeakBecause）`,
    `is in the customer's peak hours: ${named('en', ', ')} (local time); if they ask for it, say why (inPeakBecause)`,
  )
}

export const events: Events<MeetingEvent> = {
  proposed: (state, event) => {
    const { proposal } = event
    const before = state.proposal ? fallenAway(state, agreedKey(state.proposal.round), event, 'replanned') : state
    const next = { ...without(before, 'asked'), rounds: proposal.round, proposal }
    return isBoundTo(next, 'agreedBefore') ? opened(next, agreedKey(proposal.round), event.at, proposal.from) : next
  },
  agreed: (state, event) => {
    const { proposal } = state
    if (!proposal) return state
    const kept = fulfilled(state, agreedKey(proposal.round), event)
    const agreed = { ...proposal, ...event.agreement, at: event.at }
    const next = {
      ...without(kept, 'proposal', 'backup', 'noBackup', 'asked'),
      agreed,
      ...earlierThan(state),
      steps: stepsOf(proposal),
    }
    return underAgreement(next, agreed, event)
  },
  declined: (state, event) => withoutProposal(state, event, 'declined'),
  lapsed: (state, event) => withoutProposal(state, event, 'lapsed'),
  disagreed: (state, event) => {
    const { agreed, begunAt, ended } = state
    if (!agreed) return state
    const key = agreedKey(agreed.round)
    const at = begunAt ?? ended?.at
    // What was begun without them is what the document forbids.
    if (at) return broken({ ...state, agreed: { ...agreed, contested: true } }, key, at, event)
    const undone = { ...without(state, 'agreed', 'earlier', 'backup', 'noBackup'), steps: [], idleSince: event.at }
    return state.earlier
      ? restored(voided(undone, key, event, 'disagreed'), state.earlier, event)
      : askedAgain(undone, agreed, event)
  },
}

function withoutProposal(state: Upgrade, event: Stamp, because: string): Upgrade {
  const { proposal } = state
  if (!proposal) return state
  const left = fallenAway(without(state, 'proposal'), agreedKey(proposal.round), event, because)
  return left.agreed ? left : { ...left, idleSince: event.at }
}

const stepsOf = ({ steps }: Proposal): Upgrade['steps'] => steps.map((what) => ({ what }))

/** Of what they agreed to before, what they did themselves outlives what we say they did. */
const earlierThan = ({ agreed, earlier }: Upgrade): Pick<Upgrade, 'earlier'> => {
  const kept = agreed?.how === 'link' ? agreed : (earlier ?? agreed)
  return kept ? { earlier: kept } : {}
}

/** What they did agree to stands, with its times. */
const restored = (state: Upgrade, earlier: AgreedPlan, event: Stamp): Upgrade =>
  underAgreement({ ...state, agreed: earlier, steps: stepsOf(earlier) }, earlier, event)

/** Nothing has happened yet: what was put to them is put to them anew, unless its time is over or something else is. */
function askedAgain(state: Upgrade, agreed: AgreedPlan, event: Stamp): Upgrade {
  const { by: _b, how: _h, at: _a, contested: _c, ...before } = agreed
  const none = [agreedKey(agreed.round), ...OF_WORK].reduce((all, one) => voided(all, one, event, 'disagreed'), state)
  if (state.proposal || event.at >= agreed.from) return none
  const proposal = { ...before, round: state.rounds + 1 }
  const again = { ...none, rounds: proposal.round, proposal }
  return isBoundTo(again, 'agreedBefore') ? opened(again, agreedKey(proposal.round), event.at, proposal.from) : again
}
