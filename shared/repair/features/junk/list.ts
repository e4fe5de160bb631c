import type { PersonRef } from '../../../kernel/actor.ts'
import { defined } from '../../../kernel/fields.ts'
import { durationMs, type Instant, later } from '../../../kernel/instant.ts'
import type { Repair } from '../../state/repair.ts'
import type { JunkEvent } from './rules.ts'

// The manager reads the list of the day's junk.

/** The manager is told of it; an event of `../attention`. */
type ListedEvent = { type: 'asked'; person?: PersonRef; about: 'junk'; count: number }

/** The manager is still to be told of it, or the message waits for the others of the day. */
export const isUnlistedJunk = ({ stage, junk }: Pick<Repair, 'stage' | 'junk'>): boolean =>
  stage === 'closed' && junk !== undefined && !junk.filed

/** A reminder waits an hour at most for others to the same person (see `notify/inbox.ts`): by then the list has gone. */
const FILED_AFTER = 'PT2H'

/** When the next is due of what is unlisted: telling the manager at `morning`, or filing it. */
export const junkDueAt = ({ junk }: Pick<Repair, 'junk'>, morning: Instant): Instant =>
  junk?.listed ? later(junk.listed, durationMs(FILED_AFTER)) : morning

export const tellOfJunk = ({ junk }: Pick<Repair, 'junk'>, manager: PersonRef | undefined): JunkEvent | ListedEvent =>
  junk?.listed ? { type: 'junkFiled' } : { type: 'asked', ...defined({ person: manager }), about: 'junk', count: 1 }

/** For so long the list that the manager was told of shows it. */
const LISTED_FOR = 'P1D'

export const isOnList = ({ stage, junk }: Pick<Repair, 'stage' | 'junk'>, now: Instant): boolean =>
  stage === 'closed' && junk?.listed !== undefined && now < later(junk.listed, durationMs(LISTED_FOR))
