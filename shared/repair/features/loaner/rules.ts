import type { LoanerUnit } from '../../../directory/directory.ts'
import { without } from '../../../kernel/fields.ts'
import { durationMs, type Instant, later } from '../../../kernel/instant.ts'
import { reachedBy } from '../../clocks/clockwork.ts'
import { reopenLoaned } from '../../clocks/moving.ts'
import { reach } from '../../state/reach.ts'
import type { Repair } from '../../state/repair.ts'
import type { Actions, Events } from '../feature.ts'
import { isFitLoaner, type LoanerAction } from './offers.ts'

export type LoanerEvent =
  | { type: 'loanerReserved'; serial: string; name: string; because: string }
  | { type: 'noLoanerFree'; because: string; tryAt: Instant }
  | { type: 'loanerLent' }
  | { type: 'loanerReturned' }
  | { type: 'loanerReleased' }

export const actions: Actions<LoanerAction, LoanerEvent> = {
  reserveLoaner: {
    decide: (_, _action, { lookedUp: { loaner } }) =>
      loaner ? [{ type: 'loanerReserved', ...loaner, because: 'staff' }] : [],
  },
  lendLoaner: { decide: () => [{ type: 'loanerLent' }] },
  returnLoaner: { decide: () => [{ type: 'loanerReturned' }] },
}

export const events: Events<LoanerEvent> = {
  loanerReserved: {
    fold: (state, { serial, name, at }) =>
      without({ ...state, loaner: { state: 'reserved', serial, name, at } }, 'loanerWanted'),
  },
  noLoanerFree: { fold: (state, { tryAt }) => withTry(state, tryAt) },
  loanerLent: {
    fold: (state, event) => reach(withLoaner(state, 'lent', event.at), 'loaned', event),
    settles: { reaches: ['loaned'] },
    starts: true,
    tap: 'undoable',
  },
  loanerReturned: {
    fold: (state, { at }) => {
      const { loaned: _, ...milestones } = state.milestones
      return { ...withLoaner(state, 'returned', at), milestones }
    },
    clocks: (after, { at }, before) =>
      before && after.stage !== 'closed' && !after.milestones.repaired
        ? reopenLoaned(before, after, at).flatMap((move) => [move, ...reachedBy(after, move)])
        : [],
  },
  loanerReleased: { fold: (state, { at }) => withLoaner(state, 'released', at) },
}

/** The need for a loaner that has not left yet has ended. */
export const releaseLoaner = ({ loaner }: Repair): LoanerEvent[] =>
  loaner?.state === 'reserved' ? [{ type: 'loanerReleased' }] : []

/** While no loaner is free, stock is looked at again this often: often enough to help within the day, rare enough to cost nothing. */
const LOANER_RETRY = 'PT1H'

const withTry = (state: Repair, tryAt: Instant): Repair =>
  state.loanerWanted
    ? { ...state, loanerWanted: { ...state.loanerWanted, tryAt, tries: (state.loanerWanted.tries ?? 0) + 1 } }
    : state

/** Stock is looked at every hour; that there is still none is said at first, and then once a day. */
const SAID_EVERY = 24

export const isStockNews = ({ loanerWanted }: Repair): boolean => ((loanerWanted?.tries ?? 1) - 1) % SAID_EVERY === 0

const withLoaner = (state: Repair, to: 'lent' | 'returned' | 'released', at: Instant): Repair =>
  state.loaner ? { ...state, loaner: { ...state.loaner, state: to, at } } : state

/** The loaner that is due, or when stock is looked at again. */
export function reserveLoaner(state: Repair, free: readonly LoanerUnit[] | undefined, now: Instant): LoanerEvent[] {
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
