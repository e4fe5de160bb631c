import type { PersonRef } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import { agreedKey, allFallenAway, broken, dueAfterwards, fallenAway, fulfilled, missed } from '../../state/promises.ts'
import { type How, matterOf, mayDisturb, type Question, type Upgrade } from '../../state/upgrade.ts'
import type { Actions, Events, Recorded, Told } from '../feature.ts'
import { isNewlyTooLong } from '../work/rules.ts'
import type { EndingAction, Outcome } from './offers.ts'

export type EndingEvent =
  | ({ type: 'finished'; how: Exclude<How, 'calledOff'>; result: string; minutes: number; disturbed?: string } & Told)
  /** `tell`: there was a time that the customer had agreed to. */
  | ({ type: 'calledOff'; reason: string; onBehalf?: string } & Told)
  /** Nobody was seen to do it: it is said now, and proves nothing of then. */
  | ({ type: 'saidAfterwards'; outcome: Outcome; result: string; minutes: number; disturbed?: string } & Told)
  /** These promises were not kept in time. `tell`: it has begun, and takes longer than the customer agreed to. */
  | ({ type: 'missed'; promises: readonly string[] } & Told)
  | { type: 'asked'; about: Question; person?: PersonRef; count: number }

export const actions: Actions<EndingAction, EndingEvent> = {
  finish: (state, { result, minutes, disturbed }, { office }) => {
    requireWords(minutes, disturbed)
    const how = state.rolledBack ? 'rolledBack' : 'done'
    const isWrong = how === 'rolledBack' || isNewlyTooLong(state, minutes)
    return [{ type: 'finished', how, result, minutes, ...defined({ disturbed }), ...(isWrong && { tell: office }) }]
  },
  callOff: ({ agreed }, { reason, onBehalf }, { office }) => [
    { type: 'calledOff', reason, ...defined({ onBehalf }), ...(agreed && { tell: office }) },
  ],
  sayAfterwards: ({ rounds }, { outcome, result, minutes = 0, disturbed }, { office }) => {
    requireWords(minutes, disturbed)
    if (outcome === 'notDone' && rounds === 0) throw new BadRequestError([neverPlanned()])
    return [{ type: 'saidAfterwards', outcome, result, minutes, ...defined({ disturbed }), tell: office }]
  },
}

/** Throws BadRequestError for a disturbance that nobody describes. */
function requireWords(minutes: number, disturbed: string | undefined): void {
  if (minutes > 0 && !disturbed)
    throw new BadRequestError([fault('disturbed', '写明什么业务受了影响', 'say what was disturbed')])
}

/** Nobody waited for it: whoever does not want it any more calls it off. */
const neverPlanned = () =>
  fault(
    'outcome',
    '还没有提过方案：不做了请取消升级',
    'no plan was put to the customer: if it is not wanted, call it off',
  )

export const events: Events<EndingEvent> = {
  finished: (state, event) => fulfilled(disturbedFor(ended(state, event, event.how), event), 'window', event),
  calledOff: (state, event) => allFallenAway(ended(state, event, 'calledOff'), event, 'calledOff'),
  saidAfterwards: (state, event) => {
    const { outcome, at, seq, result } = event
    if (outcome === 'notDone') return allFallenAway(ended(state, event, 'calledOff'), event, 'calledOff')
    const over = { ...ended(state, event, outcome), begunAt: at }
    const back = outcome === 'rolledBack' && { rolledBack: { at, reason: result, seq } }
    return withoutProof({ ...over, ...back, ended: { how: outcome, at, afterwards: true } }, event)
  },
  missed: (state, event) => {
    const { promises } = event
    if (state.begunAt) return missed(state, promises)
    // Nobody came: that is the breach. What nobody began needed no backup, and disturbed nothing.
    const isOfWork = (key: string) => matterOf({ key }) === 'backup' || matterOf({ key }) === 'undisturbed'
    const late = missed(
      state,
      promises.filter((key) => !isOfWork(key)),
    )
    return promises.filter(isOfWork).reduce((all, key) => fallenAway(all, key, event, 'notBegun'), late)
  },
  asked: (state, { about, at, count }) => ({ ...state, asked: { about, at, count } }),
}

type Ending = Recorded<EndingEvent & { type: 'finished' | 'calledOff' | 'saidAfterwards' }>

const ended = ({ proposal: _, ...state }: Upgrade, { at }: Ending, how: How): Upgrade => ({
  ...state,
  ended: { how, at },
})

/** What the end says of disturbances besides those on record; the promise about them ends with it. */
function disturbedFor(state: Upgrade, event: Recorded<EndingEvent & { type: 'finished' | 'saidAfterwards' }>): Upgrade {
  const disturbed = Math.max(state.disturbed, event.minutes)
  const after = { ...state, disturbed }
  return disturbed > mayDisturb(state)
    ? broken(after, 'undisturbed', event.at, event)
    : fulfilled(after, 'undisturbed', event)
}

/**
 * It was done, and no agreement or backup is on record from before: those promises were broken, as far as anybody can tell. Without an
 * agreement there was no time for it either, and none that it might disturb.
 */
function withoutProof(state: Upgrade, event: Recorded<EndingEvent & { type: 'saidAfterwards' }>): Upgrade {
  const { agreed, backup, noBackup, rounds } = state
  const hasBackup = backup !== undefined || noBackup !== undefined
  const unproved = [...(agreed ? [] : [agreedKey(rounds), 'window']), ...(hasBackup ? [] : ['backup'])]
  const due = dueAfterwards(state, event)
  const after = unproved.reduce((all, key) => broken(all, key, event.at, event), due)
  return fulfilled(disturbedFor(after, event), 'window', event)
}
