import type { CallAnswer } from '../../shared/contracts/call.ts'
import type { Repair } from '../../shared/repair/repair.ts'

/** All clocks started so far: the promises the caller can be told. */
export const answerFor = (repair: Repair): CallAnswer => ({
  repairId: repair.id,
  clocks: repair.clocks.map(({ term, dueAt }) => ({ clause: term.clause, milestone: term.until, dueAt })),
})
