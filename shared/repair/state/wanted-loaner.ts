import type { Instant } from '../../kernel/instant.ts'
import type { Repair } from './repair.ts'

/** A loaner is due, unless one is on its way or stands there already. */
export const wantLoaner = (state: Repair, because: string, at: Instant): Repair =>
  state.loanerWanted || (state.loaner && state.loaner.state !== 'returned' && state.loaner.state !== 'released')
    ? state
    : { ...state, loanerWanted: { since: at, because, tryAt: at } }
