import type { Actor } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { durationMs, type Instant, millisBetween } from '../../../kernel/instant.ts'
import type { Call } from '../../state/call.ts'
import type { RepairStamp } from '../../state/recorded.ts'
import type { Pace, Repair, UnknownCalls } from '../../state/repair.ts'
import { brief } from '../../state/room.ts'

// Whoever nobody knows may call as often as they like, and the first report always opens a repair. What one of them may cause
// within an hour has an end: so many repairs of one number, so many calls kept whole. After that a call is a line in the log,
// and nobody is told.

const HOUR_MS = durationMs('PT1H')
/** Of one number, before what follows goes to the latest of them. Staff make two of it again with one tap. */
const REPAIRS_AN_HOUR = 5
/** Of one repair; what follows is counted. */
const CALLS_AN_HOUR = 29
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

/** One more call within the hour. */
export const withUnknownCall = (state: Repair, at: Instant): Repair => ({
  ...state,
  unknownCalls: counting(tallyOf(state), at),
})

const counting = (tally: UnknownCalls, at: Instant): UnknownCalls =>
  isSameHour(tally, at) ? { ...tally, calls: tally.calls + 1 } : { since: at, calls: 1, repairs: 0 }

/** More than anybody does to one repair within an hour. */
const ACTS_AN_HOUR = 60
/** People whose pace is kept, the latest. */
const PEOPLE_KEPT = 10

const whoIs = ({ kind, id }: Actor): string | undefined =>
  id === undefined || kind === 'system' || kind === 'caller' ? undefined : `${kind}/${id}`

export function paceWith({ pace = [] }: Pick<Repair, 'pace'>, { by, at }: RepairStamp): readonly Pace[] {
  const who = whoIs(by)
  if (who === undefined) return pace
  const known = pace.find((one) => one.who === who)
  const isSame = known !== undefined && millisBetween(known.since, at) < HOUR_MS
  if (isSame && known.at === at) return pace
  const next = isSame ? { ...known, acts: known.acts + 1, at } : { who, since: at, acts: 1, at }
  return [...pace.filter((one) => one !== known), next].slice(-PEOPLE_KEPT)
}

/** Throws BadRequestError for whoever does more within an hour than a person does. */
export function requirePace({ pace = [] }: Pick<Repair, 'pace'>, by: Actor, now: Instant): void {
  const mine = pace.find(({ who }) => who === whoIs(by))
  if (!mine) return
  if (mine.acts >= ACTS_AN_HOUR && millisBetween(mine.since, now) < HOUR_MS) throw new BadRequestError([TOO_MANY])
}

const TOO_MANY = fault(
  'action',
  `您一小时内在这一单上操作了 ${ACTS_AN_HOUR} 次，请稍后再来；着急请打电话`,
  `you have acted ${ACTS_AN_HOUR} times on this repair within an hour; come back later, or call if it is urgent`,
)
