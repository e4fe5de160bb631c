import type { Instant } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import { type How, isDisputedInTime } from '../../../promise/agreement.ts'
import { isBeingRepaired, type Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'
import { isPaused } from '../pause.ts'

// A promise moves by the customer's yes on record and by nothing else: who agreed, when, how. What was never agreed is undone
// by the customer's word.

export type AgreementAction =
  | { type: 'pause'; reason: string; until?: Instant; agreedBy: string; how: How }
  | { type: 'resume' }
  | { type: 'agree'; clock: string; until: Instant; reason: string; agreedBy: string; how: How }
  | { type: 'disagree'; what: string; onBehalf?: string }

export const offers: Offers<AgreementAction> = {
  pause: {
    name: text('等待客户', 'Wait for the customer'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) => isBeingRepaired(repair) && !isPaused(repair),
  },
  resume: {
    name: text('继续处理', 'Resume'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) => isBeingRepaired(repair) && isPaused(repair),
  },
  agree: {
    name: text('约定改期', 'Agree a later date'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) =>
      isBeingRepaired(repair) &&
      repair.clocks.some((clock) => clock.state === 'open' && clock.term.until !== 'responded'),
  },
  disagree: {
    name: text('没有同意过', 'We did not agree'),
    role: 'dispatcher',
    part: 'review',
    toCustomer: true,
    // For how long after the end, `disagreeEvents` says itself.
    isAllowed: ({ closed, agreements = [] }) => closed?.how !== 'junk' && agreements.length > 0,
  },
}

/** Whether what is on record as agreed can still be disputed: while the repair lives, and for a week after. */
export const isDisputable = ({ closed }: Repair, now: Instant): boolean => isDisputedInTime(closed?.at, now)
