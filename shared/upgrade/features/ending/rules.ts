import type { PersonRef } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import { agreedKey, allFallenAway, broken, fallenAway, fulfilled, missed } from '../../state/promises.ts'
import { type How, matterOf, type Question, type Upgrade } from '../../state/upgrade.ts'
import type { Actions, Events, Recorded } from '../feature.ts'
import type { EndingAction, Outcome } from './offers.ts'

export type EndingEvent =
  | { type: 'finished'; how: Exclude<How, 'calledOff'>; result: string; minutes: number; disturbed?: string }
  | { type: 'calledOff'; reason: string; onBehalf?: string }
  /** Nobody was seen to do it: it is said now, and proves nothing of then. */
  | { type: 'saidAfterwards'; outcome: Outcome; result: string; minutes: number; disturbed?: string }
  /** These promises were not kept in time. */
  | { type: 'missed'; promises: readonly string[] }
  | { type: 'asked'; about: Question; person?: PersonRef; count: number }

export const actions: Actions<EndingAction, EndingEvent> = {
  finish: (state, { result, minutes, disturbed }) => {
    requireWords(minutes, disturbed)
    const how = state.rolledBack ? 'rolledBack' : 'done'
    return [{ type: 'finished', how, result, minutes, ...defined({ disturbed }) }]
  },
  callOff: (_state, { reason, onBehalf }) => [{ type: 'calledOff', reason, ...defined({ onBehalf }) }],
  sayAfterwards: (_state, { outcome, result, minutes = 0, disturbed }) => {
    requireWords(minutes, disturbed)
    return [{ type: 'saidAfterwards', outcome, result, minutes, ...defined({ disturbed }) }]
  },
}

/** Throws BadRequestError for a disturbance that nobody describes. */
function requireWords(minutes: number, disturbed: string | undefined): void {
  if (minutes > 0 && !disturbed)
    throw new BadRequestError([fault('disturbed', '写明什么业务受了影响', 'say what was disturbed')])
}

export const events: Events<EndingEvent> = {
  finished: (state, event) => fulfilled(disturbedFor(ended(state, event, event.how), event), 'window', event),
  calledOff: (state, event) => allFallenAway(ended(state, event, 'calledOff'), event, 'calledOff'),
  saidAfterwards: (state, event) => {
    const { outcome } = event
    if (outcome === 'notDone') return allFallenAway(ended(state, event, 'calledOff'), event, 'calledOff')
    const over = { ...ended(state, event, outcome), begunAt: event.at }
    return withoutProof({ ...over, ended: { how: outcome, at: event.at, afterwards: true } }, event)
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
  return disturbed > (state.agreed?.downtime ?? 0)
    ? broken(after, 'undisturbed', event.at, event)
    : fulfilled(after, 'undisturbed', event)
}

/** It was done, and no agreement or backup is on record from before: those promises were broken, as far as anybody can tell. */
function withoutProof(state: Upgrade, event: Recorded<EndingEvent & { type: 'saidAfterwards' }>): Upgrade {
  const agreed = state.agreed ? state : broken(state, agreedKey(state.rounds), event.at, event)
  const backed = state.backup || state.noBackup !== undefined ? agreed : broken(agreed, 'backup', event.at, event)
  return fulfilled(disturbedFor(backed, event), 'window', event)
}
