import { heldUntil } from '../../shared/repair/state/mute.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import type { CallAnswer } from '../../shared/wire/call.ts'

/** The promises the caller can be told: those that run. Who joins a repair hears no time of what is done already. */
export const answerFor = (repair: Repair): CallAnswer => ({
  repairId: repair.id,
  ...plannedWork(repair),
  clocks: repair.clocks
    .filter(({ state }) => state === 'open')
    .map(({ term, dueAt }) => ({ clause: term.clause, milestone: term.until, dueAt })),
})

const plannedWork = (repair: Repair): Pick<CallAnswer, 'plannedWorkUntil'> => {
  const until = heldUntil(repair)
  return until === undefined ? {} : { plannedWorkUntil: until }
}
