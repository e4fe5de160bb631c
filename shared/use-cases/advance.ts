import { durationMs, earliest, type Instant, millisBetween } from '../kernel/instant.ts'
import { escalationPath } from '../oncall/on-call.ts'
import { checkpoint, advance as decide, type PathEntry } from '../repair/advance.ts'
import { needsKeeper } from '../repair/features/archive/rules.ts'
import { calledIn, type Teams } from '../repair/features/beyond/rules.ts'
import { isAttended, leftOver, nextAskedAt } from '../repair/loose-ends.ts'
import type { Repair, Stage } from '../repair/state/repair.ts'
import { RENEW_AFTER } from '../wire/execution.ts'
import { change } from './commit.ts'
import { deliverPages } from './deliver.ts'
import type { Deps } from './deps.ts'
import { executionName, generationOf } from './execution.ts'
import { placeReplacement } from './place-replacement.ts'
import { keeperOf, teamOf } from './team.ts'

export interface Advanced {
  /**
   * `loanerOut`: closed, but a loaner of ours is still at the customer's; `looseEnds`: closed, but something of ours is still
   * missing. `superseded`: a later execution keeps this repair; this one has nothing left to do.
   */
  readonly stage: Stage | 'loanerOut' | 'looseEnds' | 'superseded'
  /** Whole seconds until the next checkpoint, at least 1. */
  readonly waitSeconds: number
  readonly version: number
}

/** 30 days, in seconds. */
const LONGEST_WAIT = 30 * 24 * 3600
/**
 * A page that fails leads to the next person at once. A provider that hangs takes some 6 s to fail, and the function has 20 s:
 * whoever is left is paged a second later, by the next run.
 */
const PAGE_ROUNDS = 3
/** One decision seldom makes another due, and never so many. */
const ROUNDS = 50

/**
 * A timer fired or a person acted: does what is due now, and says when to ask again. A timer is a question, not a fact:
 * asked early, late or twice, only what is due and not yet done is done.
 */
export async function advance(
  deps: Deps,
  { repairId, execution, startedAt }: { repairId: string; execution: string; startedAt: Instant },
): Promise<Advanced> {
  let repair = await decideNow(deps, repairId)
  let pages = await deliverPages(deps, repairId, isAttended(repair))
  for (let round = 1; round < PAGE_ROUNDS && pages.isNextAsked; round++) {
    repair = await decideNow(deps, repairId)
    pages = await deliverPages(deps, repairId, isAttended(repair))
  }
  await placeReplacement(deps, repair)
  const isSuperseded = isAttended(repair) && (await hasSuccessor(deps, repairId, execution, startedAt))
  const stage = isSuperseded ? 'superseded' : (leftOver(repair) ?? repair.stage)
  return { stage, waitSeconds: pages.isNextAsked ? 1 : waitSeconds(deps, repair, pages.until), version: repair.version }
}

/** Another execution waits for this repair already, or this one is old and hands it on. */
async function hasSuccessor(deps: Deps, repairId: string, execution: string, startedAt: Instant): Promise<boolean> {
  const generation = generationOf(execution)
  const armed = await deps.store.armed(repairId)
  if (armed && armed.generation > generation) return true
  if (millisBetween(startedAt, deps.clock.now()) < durationMs(RENEW_AFTER)) return false
  await deps.workflow.start(executionName(repairId, generation + 1), repairId)
  return true
}

/** What one decision makes due at once, such as the loaner of a clock just broken, the next one does. */
async function decideNow(deps: Deps, repairId: string): Promise<Repair> {
  for (let round = 0; round < ROUNDS; round++) {
    const result = await change(deps, repairId, async (state) => {
      const path = await pathFor(deps, state)
      const freeLoaners = state.loanerWanted && (await deps.store.freeLoaners())
      const teams = await teamsFor(deps, state)
      const mutes = path.length > 0 ? await deps.mutes.endingAfter(deps.clock.now()) : []
      const keeper = needsKeeper(state) ? await keeperOf(deps, state) : undefined
      const facts = { path, teams, mutes, ...(freeLoaners && { freeLoaners }), ...(keeper && { keeper }) }
      return decide(state, facts, deps.clock.now())
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

/** Looked up only when a broken promise calls someone in: the run after the one that recorded the breach. */
async function teamsFor(deps: Deps, repair: Repair): Promise<Teams> {
  const teams = calledIn(repair).map(async ({ team }) => [team, await teamOf(deps, team, repair)] as const)
  return Object.fromEntries(await Promise.all(teams))
}

/** Looked up only for a repair that pages someone, or whose next deadline could. */
async function pathFor(deps: Deps, repair: Repair): Promise<readonly PathEntry[]> {
  const asks = nextAskedAt(repair)
  const isAsking = asks !== undefined && asks <= deps.clock.now()
  if (!isAsking && !repair.paging?.pending && !repair.clocks.some(({ state }) => state === 'open')) return []
  const found = await deps.directory.roster(repair.roster)
  return found ? escalationPath(found.roster, found.people, deps.clock.now()) : []
}

/**
 * Step Functions counts whole seconds, so a wait may end up to a second after its instant, never before. A repair without
 * any open date is still looked at now and then: no wait is without end.
 */
function waitSeconds(deps: Deps, repair: Repair, heldUntil: Instant | undefined): number {
  const next = earliest([checkpoint(repair), heldUntil].filter((instant) => instant !== undefined))
  const seconds = next ? Math.ceil(millisBetween(deps.clock.now(), next) / 1000) : LONGEST_WAIT
  return Math.min(Math.max(1, seconds), LONGEST_WAIT)
}
