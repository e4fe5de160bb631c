import { durationMs, type Instant, millisBetween } from '../time/instant.ts'
import type { RecordedEvent } from './events.ts'
import type { Call, Repair } from './repair.ts'
import { brief, callsWith } from './room.ts'

// Whoever nobody knows may call as often as they like, and the first report always opens a repair. What one of them may cause
// within an hour has an end: so many repairs of one number, so many calls kept whole. After that a call is a line in the log,
// and nobody is told.

/** What callers on nobody's file have done within the hour that begins with `since`. */
export interface UnknownCalls {
  readonly since: Instant
  /** Calls that this repair has taken. */
  readonly calls: number
  /** Repairs of their number, this one included. */
  readonly repairs: number
}

const HOUR_MS = durationMs('PT1H')
/** Of one number, before what follows goes to the latest of them. Staff make two of it again with one tap. */
export const REPAIRS_AN_HOUR = 5
/** Of one repair; what follows is counted. */
export const CALLS_AN_HOUR = 29
/** How much of what they said is kept of a call that is only counted. */
const COUNTED_SYMPTOMS = 100

type Tallied = Pick<Repair, 'roundAt' | 'unknownCalls'>

const tallyOf = ({ unknownCalls, roundAt }: Tallied): UnknownCalls =>
  unknownCalls ?? { since: roundAt, calls: 1, repairs: 1 }

const isSameHour = ({ since }: UnknownCalls, at: Instant): boolean => Math.abs(millisBetween(since, at)) < HOUR_MS

/** The number has begun so many repairs within the hour that this one, its latest, takes what it says next. */
export const takesAll = (latest: Tallied & Pick<Repair, 'stage'>, at: Instant): boolean => {
  const tally = tallyOf(latest)
  return latest.stage !== 'closed' && isSameHour(tally, at) && tally.repairs >= REPAIRS_AN_HOUR
}

/** What the next repair of the number begins with; undefined: nothing of this hour goes before it. */
export const tallyAfter = (latest: Tallied, at: Instant): UnknownCalls | undefined => {
  const { since, repairs } = tallyOf(latest)
  return isSameHour({ since, calls: 0, repairs }, at) ? { since, calls: 1, repairs: repairs + 1 } : undefined
}

/**
 * One more call of somebody unknown is only counted. Not while the customer is asked whether the unit works: then a call says
 * that it does not.
 */
export const isCounted = (state: Tallied & Pick<Repair, 'stage'>, { at }: Pick<Call, 'at'>): boolean => {
  const tally = tallyOf(state)
  return state.stage !== 'confirmation' && isSameHour(tally, at) && tally.calls >= CALLS_AN_HOUR
}

/** Enough to tell a repeat from another call, and who it was. */
export const countedCall = ({ callId, channel, at, caller, symptoms }: Call): Call => ({
  callId,
  channel,
  at,
  symptoms: brief(symptoms, COUNTED_SYMPTOMS),
  ...(caller && { caller }),
})

export function applyCall(state: Repair, event: RecordedEvent & { type: 'callJoined' }): Repair {
  const { call, contacts, unknown, counted } = event
  const seen = unknown ? { ...state, unknownCalls: counting(tallyOf(state), call.at) } : state
  return counted ? seen : { ...seen, calls: callsWith(state.calls, call), contacts }
}

const counting = (tally: UnknownCalls, at: Instant): UnknownCalls =>
  isSameHour(tally, at) ? { ...tally, calls: tally.calls + 1 } : { since: at, calls: 1, repairs: 0 }
