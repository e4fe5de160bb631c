import { asksAfterRepairs, isNews } from '../contract/repaired.ts'
import { boundDocument } from '../directory/binding.ts'
import { dayOf } from '../kernel/calendar.ts'
import type { RecordedEvent } from '../repair/events.ts'
import { evolve } from '../repair/evolve.ts'
import type { Repair } from '../repair/state/repair.ts'
import { appendRepaired, refreshContract, tryFor } from './contract-ledger.ts'
import type { Deps } from './deps.ts'

/**
 * Notes on the contract that an engineer brought a problem under it to an end, where its plan promises to ask about that (C29): by the
 * month, so that a thousand problems are one call-back with a list. Follows from the repair alone and is repeated whenever the repair is
 * looked at, so it happens even if the process dies in between; once noted, it changes nothing.
 */
export async function noteRepaired(deps: Deps, repair: Repair): Promise<void> {
  const { id, contract: contractId, assignee, closed, milestones, timezone } = repair
  const solved = milestones.repaired ?? milestones.replaced ?? milestones.alternative
  if (contractId === undefined || !assignee || !solved || (closed && closed.how !== 'confirmed')) return
  const contract = await deps.directory.contract(contractId)
  const document = contract && boundDocument(await deps.plans(), contract)
  if (!document || !asksAfterRepairs(document)) return
  const month = dayOf(solved.at, timezone).slice(0, 7)
  if (!isNews((await deps.contracts.load(contractId)) ?? {}, id, month, deps.clock.now())) return
  const workers = workersOf(assignee.id, await deps.repairs.history(id))
  await appendRepaired(deps, contractId, { repair: id, month, workers })
  // It is marked now: a contract that cannot be brought up to date holds up no repair.
  await tryFor(deps, contractId, () => refreshContract(deps, contractId))
}

/** More than ever had one repair. */
const MOST_WORKERS = 20

/** Whoever brought it to an end, and everybody whose it was before: none of them asks how it is rated. */
function workersOf(last: string, history: readonly RecordedEvent[]): readonly string[] {
  const had = new Set([last])
  let state: Repair | undefined
  for (const event of history) {
    state = evolve(state, event)
    if (state.assignee) had.add(state.assignee.id)
  }
  return [...had].slice(0, MOST_WORKERS)
}
