import { durationMs, earliest, type Instant, later, millisBetween } from '../kernel/instant.ts'
import { idOf, type Subject } from '../kernel/subject.ts'
import type { State } from '../subject/story.ts'
import { change, plotOf } from './commit.ts'
import { deliverPages } from './deliver.ts'
import type { Plot, ShellDeps } from './deps.ts'
import { executionName, generationOf, RENEW_AFTER } from './execution.ts'

export interface Advanced {
  /** What it waits for, as its story names it; `superseded`: a later execution keeps this subject, and this one has nothing left to do. */
  readonly stage: string
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
/** Until what is due, and cannot be decided now, is asked again. */
const NOTHING_TO_DECIDE_MS = 15 * 60_000
/** One decision seldom makes another due, and never so many. */
const ROUNDS = 50

/**
 * A timer fired or a person acted: does what is due now, and says when to ask again. A timer is a question, not a fact:
 * asked early, late or twice, only what is due and not yet done is done.
 */
export async function advance(
  deps: ShellDeps,
  { subject, execution, startedAt }: { subject: Subject; execution: string; startedAt: Instant },
): Promise<Advanced> {
  const plot = plotOf(deps, subject)
  let { state, next } = await decideNow(deps, plot, subject)
  let pages = await deliverPages(deps, subject, plot.isAttended(state))
  for (let round = 1; round < PAGE_ROUNDS && pages.isNextAsked; round++) {
    ;({ state, next } = await decideNow(deps, plot, subject))
    pages = await deliverPages(deps, subject, plot.isAttended(state))
  }
  await plot.settle?.(deps, state)
  const isSuperseded = plot.isAttended(state) && (await hasSuccessor(deps, subject, execution, startedAt))
  const until = earliest([next, pages.until].filter((instant) => instant !== undefined))
  return {
    stage: isSuperseded ? 'superseded' : plot.waitsFor(state),
    waitSeconds: pages.isNextAsked ? 1 : waitSeconds(deps.clock.now(), until),
    version: state.version,
  }
}

/** Another execution waits for this subject already, or this one is old and hands it on. */
async function hasSuccessor(
  deps: ShellDeps,
  subject: Subject,
  execution: string,
  startedAt: Instant,
): Promise<boolean> {
  const generation = generationOf(execution)
  const armed = await deps.store.armed(subject)
  if (armed && armed.generation > generation) return true
  if (millisBetween(startedAt, deps.clock.now()) < durationMs(RENEW_AFTER)) return false
  await deps.workflow.start(executionName(subject, generation + 1, deps.digest), subject)
  return true
}

/**
 * What one decision makes due at once, such as the loaner of a clock just broken, the next one does. `next`: when to ask again. What
 * stays due though nothing can be decided, as of a contract whose plan is not loaded, is asked again a little later, not at once.
 */
async function decideNow(
  deps: ShellDeps,
  plot: Plot,
  subject: Subject,
): Promise<{ readonly state: State; readonly next: Instant | undefined }> {
  for (let round = 1; ; round++) {
    const now = deps.clock.now()
    const result = await change(deps, plot, idOf(subject), (state) => plot.advance(deps, state))
    if (!result || !('state' in result)) throw new Error(`${subject} is not in the store`)
    const { state, saved } = result
    const next = plot.nextAt(state, now)
    if (!saved) return { state, next: next !== undefined && next <= now ? later(now, NOTHING_TO_DECIDE_MS) : next }
    if (next === undefined || next > deps.clock.now()) return { state, next }
    if (round < ROUNDS) continue
    // The next run goes on, a second later.
    if (plot.goesOn?.(state)) return { state, next }
    throw new Error(`${subject} keeps being due: a rule asks for something that it never gets`)
  }
}

/**
 * Step Functions counts whole seconds, so a wait may end up to a second after its instant, never before. What has no open date is
 * still looked at now and then: no wait is without end.
 */
const waitSeconds = (now: Instant, next: Instant | undefined): number => {
  const seconds = next ? Math.ceil(millisBetween(now, next) / 1000) : LONGEST_WAIT
  return Math.min(Math.max(1, seconds), LONGEST_WAIT)
}
