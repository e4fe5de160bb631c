import { isVoid } from '../../shared/promise/promised.ts'
import { heldUntil } from '../../shared/repair/state/mute.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import type { CallAnswer } from '../../shared/wire/call.ts'

/** The promises the caller can be told: all clocks started so far, but for what never was a promise or has lost its object. */
export const answerFor = (repair: Repair): CallAnswer => ({
  repairId: repair.id,
  ...plannedWork(repair),
  clocks: repair.clocks
    .filter(({ state }) => !isVoid(state))
    .map(({ term, dueAt }) => ({ clause: term.clause, milestone: term.until, dueAt })),
})

const plannedWork = (repair: Repair): Pick<CallAnswer, 'plannedWorkUntil'> => {
  const until = heldUntil(repair)
  return until === undefined ? {} : { plannedWorkUntil: until }
}
