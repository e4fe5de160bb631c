import type { Actor } from '../../../kernel/actor.ts'
import { type Duration, durationMs, type Instant, later } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import type { How } from '../../../promise/agreement.ts'
import { isOpen, type Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'
import { isReplacementPending } from '../replacement/offers.ts'

// One of ours may record that the customer has confirmed; the customer has the last word on it. A repair that is closed by what
// we recorded is open again if they say that they never did.

export type ConfirmationAction =
  | {
      type: 'confirm'
      rating?: number
      comment?: string
      onBehalf?: string
      how?: How
      keptAt?: string
      signedAt?: Instant
    }
  | { type: 'notFixed'; what: string }

export const offers: Offers<ConfirmationAction> = {
  confirm: {
    name: text('确认已修好', 'Confirm the repair'),
    role: 'engineer',
    part: 'confirmation',
    isAllowed: (repair, actor) =>
      repair.stage === 'confirmation' && !isReplacementPending(repair) && mayAnswer(repair, actor),
    obstacle: (repair) =>
      isReplacementPending(repair)
        ? {
            zh: `按 ${repair.replacement?.clause} 要换新机：先换上，或由经理决定不换`,
            en: `${repair.replacement?.clause} has made a new unit due: it is put in, or a manager declines it`,
          }
        : undefined,
  },
  notFixed: {
    name: text('未修好', 'Not fixed'),
    role: 'engineer',
    part: 'confirmation',
    isAllowed: (repair, actor, now) =>
      isOpen(repair) ? repair.stage === 'confirmation' && mayAnswer(repair, actor) : mayContest(repair, actor, now),
  },
}

/** The customer, the desk, or the engineer who did it and asked them on the telephone. */
const mayAnswer = ({ assignee }: Repair, { kind, id }: Actor): boolean =>
  kind !== 'engineer' || (assignee !== undefined && assignee.id === id)

/** The customer, or the desk that they called: whoever has it cannot want it back by themselves. */
const mayContest = (repair: Repair, { kind }: Actor, now: Instant): boolean =>
  kind !== 'engineer' && isContestable(repair, now)

/** So long after the close the customer may say so. */
const CONTESTABLE: Duration = 'P7D'

/** Until when the customer may say that nobody of theirs confirmed it; undefined where they did so themselves. */
const contestableUntil = ({ closed, confirmedFor }: Repair): Instant | undefined =>
  closed?.how === 'confirmed' && confirmedFor ? later(closed.at, durationMs(CONTESTABLE)) : undefined

const isContestable = (state: Repair, now: Instant): boolean => {
  const until = contestableUntil(state)
  return until !== undefined && now <= until
}
