import type { PersonRef } from '../kernel/actor.ts'
import { durationMs, type Instant, later } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { without } from '../kernel/without.ts'
import type { ClockEvent } from './clocks/events.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import { wanted } from './state/paging.ts'
import type { Stamp } from './state/recorded.ts'
import { isCaller, type Repair } from './state/repair.ts'
import { brief } from './state/room.ts'

// A wrong number, a child, an advertisement: one tap closes it, as long as nothing on file stands behind it. The archive keeps
// it, the manager reads the day's list, and whoever calls again from that number opens it again.

/** For so long the next call from a number opens again what was taken for junk. */
export const JUNK_REOPENS_WITHIN = 'P30D'

/** What of our files this repair is about, in words; undefined: nothing, so that it may be junk. */
export function tiedTo({ customer, site, unit, contacts }: Repair): Text | undefined {
  if (customer) return { zh: `客户 ${customer.name} `, en: `customer ${customer.name}` }
  if (site) return { zh: `现场 ${site.name} `, en: `site ${site.name}` }
  if (unit?.model !== undefined) return { zh: `设备 ${unit.serial} `, en: `unit ${unit.serial}` }
  const contact = contacts.find((one) => !isCaller(one))
  return contact && { zh: `联系人 ${contact.name} `, en: `contact ${contact.name}` }
}

export const applyJunk = (state: Repair, event: Extract<RecordedEvent, { type: 'junk' | 'junkFiled' }>): Repair => {
  if (event.type === 'junk') return { ...state, junk: { at: event.at, reason: brief(event.reason) } }
  return state.junk ? { ...state, junk: { ...state.junk, filed: true } } : state
}

/**
 * Whatever was promised to nobody counts for nothing, however it had ended: the ledger shows it as fallen away. What a manager
 * waived stays so.
 */
export const junkEnds = ({ clocks }: Repair, { seq }: Stamp): ClockEvent[] =>
  clocks
    .filter(({ state }) => state === 'open' || state === 'kept' || state === 'broken')
    .map(({ id, term }) => ({
      type: 'clockEnded',
      clock: id,
      clause: term.clause,
      outcome: 'fallenAway',
      evidence: seq,
      because: 'junk',
    }))

/** The manager is still to be told of it, or the message waits for the others of the day. */
export const isUnlistedJunk = ({ stage, junk }: Pick<Repair, 'stage' | 'junk'>): boolean =>
  stage === 'closed' && junk !== undefined && !junk.filed

/** A reminder waits an hour at most for others to the same person (see `notify/inbox.ts`): by then the list has gone. */
const FILED_AFTER = 'PT2H'

/** When the next is due of what is unlisted: telling the manager at `morning`, or filing it. */
export const junkDueAt = ({ junk }: Pick<Repair, 'junk'>, morning: Instant): Instant =>
  junk?.listed ? later(junk.listed, durationMs(FILED_AFTER)) : morning

export const tellOfJunk = ({ junk }: Pick<Repair, 'junk'>, manager: PersonRef | undefined): RepairEvent =>
  junk?.listed ? { type: 'junkFiled' } : { type: 'asked', ...(manager && { person: manager }), about: 'junk', count: 1 }

/** For so long the list that the manager was told of shows it. */
const LISTED_FOR = 'P1D'
export const isOnList = ({ stage, junk }: Pick<Repair, 'stage' | 'junk'>, now: Instant): boolean =>
  stage === 'closed' && junk?.listed !== undefined && now < later(junk.listed, durationMs(LISTED_FOR))

export const canReopenJunk = ({ closed }: Repair, now: Instant): boolean =>
  closed?.how === 'junk' && now <= later(closed.at, durationMs(JUNK_REOPENS_WITHIN))

/** It was no junk: a new report of what is said now, under clocks that count from it; the old ones stay fallen away. */
export const afterJunk = (state: Repair, at: Instant): Repair => ({
  ...without(
    state,
    'closed',
    'junk',
    'assignee',
    'toldOfWords',
    'attempts',
    'agreements',
    'delay',
    'visitAt',
    'sentIn',
    'visitApproval',
    'judgedMajor',
  ),
  round: state.round + 1,
  roundAt: at,
  milestones: {},
  symptoms: state.calls.at(-1)?.symptoms ?? state.symptoms,
  paging: wanted('report', at),
})
