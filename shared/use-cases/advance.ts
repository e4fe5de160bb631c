import { escalationPath } from '../oncall/on-call.ts'
import { checkpoint, advance as decide, type PathEntry } from '../repair/advance.ts'
import type { Repair, Stage } from '../repair/repair.ts'
import { millisBetween } from '../time/instant.ts'
import { change } from './commit.ts'
import { deliverPages } from './deliver.ts'
import type { Deps } from './deps.ts'
import { generationOf } from './execution.ts'

export interface Advanced {
  /** `superseded`: a later execution keeps this repair; this one has nothing left to do. */
  readonly stage: Stage | 'superseded'
  /** Whole seconds until the next checkpoint, at least 1. */
  readonly waitSeconds: number
  readonly version: number
}

/** 30 days, in seconds. */
const LONGEST_WAIT = 30 * 24 * 3600
/** A page that fails leads to the next person at once; no more than this many in one go. */
const ROUNDS = 50

/**
 * A timer fired or a person acted: does what is due now, and says when to ask again. A timer is a question, not a fact:
 * asked early, late or twice, only what is due and not yet done is done.
 */
export async function advance(
  deps: Deps,
  { repairId, execution }: { repairId: string; execution: string },
): Promise<Advanced> {
  let repair = await decideNow(deps, repairId)
  const armed = await deps.store.armed(repairId)
  if (armed && armed.generation > generationOf(execution))
    return { stage: 'superseded', waitSeconds: 1, version: repair.version }
  for (let round = 0; round < ROUNDS && (await deliverPages(deps, repairId)); round++)
    repair = await decideNow(deps, repairId)
  return { stage: repair.stage, waitSeconds: waitSeconds(deps, repair), version: repair.version }
}

/** What one decision makes due at once, such as the loaner of a clock just broken, the next one does. */
async function decideNow(deps: Deps, repairId: string): Promise<Repair> {
  for (let round = 0; round < ROUNDS; round++) {
    const result = await change(deps, repairId, async (state) => {
      const path = await pathFor(deps, state)
      const freeLoaners = state.loanerWanted && (await deps.store.freeLoaners())
      return decide(state, { path, ...(freeLoaners && { freeLoaners }) }, deps.clock.now())
    })
    if (!result || !('repair' in result)) throw new Error(`Repair ${repairId} is not in the store`)
    if (!result.saved || !isDue(deps, result.repair)) return result.repair
  }
  throw new Error(`Repair ${repairId} keeps being due: a rule asks for something that it never gets`)
}

const isDue = (deps: Deps, repair: Repair): boolean => {
  const next = checkpoint(repair)
  return next !== undefined && next <= deps.clock.now()
}

/** Looked up only for a repair that pages someone, or whose next deadline could. */
async function pathFor(deps: Deps, repair: Repair): Promise<readonly PathEntry[]> {
  if (!repair.paging?.pending && !repair.clocks.some(({ state }) => state === 'open')) return []
  const found = await deps.directory.roster(repair.roster)
  return found ? escalationPath(found.roster, found.people, deps.clock.now()) : []
}

/**
 * Step Functions counts whole seconds, so a wait may end up to a second after its instant, never before. A repair without
 * any open date is still looked at now and then: no wait is without end.
 */
function waitSeconds(deps: Deps, repair: Repair): number {
  const next = checkpoint(repair)
  const seconds = next ? Math.ceil(millisBetween(deps.clock.now(), next) / 1000) : LONGEST_WAIT
  return Math.min(Math.max(1, seconds), LONGEST_WAIT)
}
