import { type Duration, durationMs, type Instant, later, millisBetween } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'
import type { Overdue, Revival } from '../ports/store.ts'
import type { ShellDeps } from './deps.ts'
import { type Revived, revive } from './revive.ts'

/** Before the next execution, once so many were started; then the last one. A new save asks for one at once. */
const PATIENCE: readonly Duration[] = ['PT0S', 'PT1M', 'PT1M', 'PT2M', 'PT4M', 'PT8M']
const LONGEST: Duration = 'PT15M'
/** So many executions that ended before they waited for anything: this subject is what ails, and a person has to know. */
export const STUCK_AFTER = 3
const TOLD_AGAIN: Duration = 'P1D'

/** Whether all that was tried for it so often has failed. */
export const isStuck = ({ revival }: Overdue): boolean => (revival?.tries ?? 0) >= STUCK_AFTER

/**
 * Takes up what should have moved. One whose executions fail each time is set aside for longer and longer, its manager told by SMS
 * once a day, and costs no more than any other; it is looked at after the others, and keeps nobody waiting.
 */
export async function takeUp(
  deps: ShellDeps,
  overdue: readonly Overdue[],
  before: Instant,
): Promise<readonly Revived[]> {
  const revived = await tryAll(
    deps,
    overdue.filter((one) => !isStuck(one)),
    before,
  )
  const stuck = overdue.filter(isStuck)
  const told = await tellOf(deps, stuck)
  return [
    ...revived,
    ...(await tryAll(
      deps,
      stuck.map((one) => withTold(deps, one, told)),
      before,
    )),
  ]
}

const tryAll = async (deps: ShellDeps, overdue: readonly Overdue[], before: Instant): Promise<readonly Revived[]> =>
  (await Promise.all(overdue.map((one) => tryToRevive(deps, one, before)))).flatMap((one) => one ?? [])

/** Each is news once, and again each day: `NewlyStuck` rings for it whatever else is stuck already. */
async function tellOf(deps: ShellDeps, stuck: readonly Overdue[]): Promise<ReadonlySet<Subject>> {
  for (const { subject, revival } of stuck) deps.log.error('Stuck', { subject, tries: revival?.tries })
  const news = stuck.filter((one) => isToBeTold(deps, one)).map(({ subject }) => subject)
  deps.metrics.count('StuckRepairs', stuck.length)
  deps.metrics.count('NewlyStuck', news.length)
  if (news.length === 0) return new Set()
  return (await import('./tell-stuck.ts')).tellOfStuck(deps, news)
}

const isToBeTold = ({ clock }: ShellDeps, { revival }: Overdue): boolean =>
  !revival?.toldAt || millisBetween(revival.toldAt, clock.now()) >= durationMs(TOLD_AGAIN)

const withTold = ({ clock }: ShellDeps, one: Overdue, told: ReadonlySet<Subject>): Overdue =>
  one.revival && told.has(one.subject) ? { ...one, revival: { ...one.revival, toldAt: clock.now() } } : one

/** One that cannot be revived now keeps nobody else waiting; it is tried again. */
async function tryToRevive(deps: ShellDeps, one: Overdue, before: Instant): Promise<Revived | undefined> {
  const { subject } = one
  try {
    const revived = await revive(deps, one).catch((error: unknown) => {
      deps.log.error('Not revived', { subject, error })
      return undefined
    })
    // Whatever was woken arms itself, and the start of another process may be all that is wrong.
    if (revived?.outcome !== 'woken') await deps.store.noteRevival(subject, noted(deps, one, revived), before)
    return revived
  } catch (error) {
    deps.log.error('Not noted as revived', { subject, error })
    return undefined
  }
}

function noted(
  { clock }: ShellDeps,
  { armed, revival }: Overdue,
  revived: Exclude<Revived, { outcome: 'woken' }> | undefined,
): Revival {
  const before = revival ?? { generation: armed?.generation ?? 1, tries: 0 }
  const tries = before.tries + (revived?.outcome === 'started' ? 1 : 0)
  return {
    ...before,
    generation: revived?.generation ?? before.generation,
    tries,
    next: later(clock.now(), durationMs(PATIENCE[tries] ?? LONGEST)),
  }
}
