import type { LoanerUnit } from '../directory/directory.ts'
import { durationMs, type Instant, later } from '../kernel/instant.ts'
import { without } from '../kernel/without.ts'
import { rulesOf } from '../plan/rules.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import { reach } from './state/reach.ts'
import type { Repair } from './state/repair.ts'

/** While no loaner is free, stock is looked at again this often: often enough to help within the day, rare enough to cost nothing. */
const LOANER_RETRY = 'PT1H'

type LoanerEvent = Extract<
  RecordedEvent,
  { type: 'loanerReserved' | 'noLoanerFree' | 'loanerLent' | 'loanerReturned' | 'loanerReleased' }
>

export function applyLoaner(state: Repair, event: LoanerEvent): Repair {
  switch (event.type) {
    case 'loanerReserved':
      return without(
        { ...state, loaner: { state: 'reserved', serial: event.serial, name: event.name, at: event.at } },
        'loanerWanted',
      )
    case 'noLoanerFree':
      return withTry(state, event.tryAt)
    case 'loanerLent':
      return reach(withLoaner(state, 'lent', event.at), 'loaned', event)
    case 'loanerReturned': {
      const { loaned: _, ...milestones } = state.milestones
      return { ...withLoaner(state, 'returned', event.at), milestones }
    }
    case 'loanerReleased':
      return withLoaner(state, 'released', event.at)
    default:
      return event satisfies never
  }
}

const withTry = (state: Repair, tryAt: Instant): Repair =>
  state.loanerWanted
    ? { ...state, loanerWanted: { ...state.loanerWanted, tryAt, tries: (state.loanerWanted.tries ?? 0) + 1 } }
    : state

/** Stock is looked at every hour; that there is still none is said at first, and then once a day. */
const SAID_EVERY = 24
export const isStockNews = ({ loanerWanted }: Repair): boolean => ((loanerWanted?.tries ?? 1) - 1) % SAID_EVERY === 0

const withLoaner = (state: Repair, to: 'lent' | 'returned' | 'released', at: Instant): Repair =>
  state.loaner ? { ...state, loaner: { ...state.loaner, state: to, at } } : state

/**
 * Whether a loaner keeps the promise: it is of the same model – without a unit on record any is better than none – and
 * brand-new where the plan says so (R7).
 */
export const isFitLoaner = ({ plan, unit }: Pick<Repair, 'plan' | 'unit'>, { model, used }: LoanerUnit): boolean =>
  (unit?.model === undefined || model === unit.model) && !(used && brandNewClause(plan))

/** The clause that promises a brand-new loaner. */
export const brandNewClause = (plan: Repair['plan']): string | undefined =>
  rulesOf(plan, 'loaner').find(({ brandNew }) => brandNew)?.clause

/** The loaner that is due, or when stock is looked at again. */
export function reserveLoaner(state: Repair, free: readonly LoanerUnit[] | undefined, now: Instant): RepairEvent[] {
  const wanted = state.loanerWanted
  if (!wanted || !free || now < wanted.tryAt) return []
  // A call that nobody could place takes nothing from those who wait; whoever has it may choose one.
  const isUnplaced = state.customer === undefined && state.unit?.model === undefined
  const loaner = isUnplaced ? undefined : free.find((unit) => isFitLoaner(state, unit))
  return [
    loaner
      ? { type: 'loanerReserved', serial: loaner.serial, name: loaner.name, because: wanted.because }
      : { type: 'noLoanerFree', because: wanted.because, tryAt: later(now, durationMs(LOANER_RETRY)) },
  ]
}
