import type { Clock } from '../../../promise/clock.ts'
import type { Repair } from '../../state/repair.ts'
import { type Messages, silent } from '../messages.ts'
import { toContacts } from '../to-contacts.ts'
import { toResponsible } from '../to-staff.ts'
import { isStockNews, type LoanerEvent } from './rules.ts'

export const messages: Messages<LoanerEvent> = {
  loanerReserved: (event, after) => {
    const loaner = event.name
    const dueAt = loanClock(after)?.dueAt
    return [
      ...toResponsible(event, after, 'loanerDue', { loaner, dueAt, clause: event.because }),
      ...toContacts(event, after, 'loaner', { loaner, loanerDueAt: dueAt }),
    ]
  },
  noLoanerFree: (event, after) =>
    isStockNews(after)
      ? toResponsible(event, after, 'loanerDue', { dueAt: loanClock(after)?.dueAt, clause: event.because })
      : [],
  loanerLent: silent,
  loanerReturned: silent,
  loanerReleased: silent,
}

const loanClock = (repair: Repair): Clock | undefined =>
  repair.clocks.find((clock) => clock.term.otherwise === 'loaned' && clock.endedAt === undefined)
