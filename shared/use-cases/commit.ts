import { StoreBusyError } from '../kernel/errors.ts'
import type { ServiceRecord } from '../knowledge/record.ts'
import type { Commit, SaveResult } from '../ports/store.ts'
import { changedObligations } from '../promise/lines.ts'
import type { Decision } from '../repair/decision.ts'
import { effectsOf } from '../repair/effects.ts'
import { obligationsOf } from '../repair/lines.ts'
import { heldUnit } from '../repair/open-unit.ts'
import { isSameRecord, recordOf } from '../repair/service-record.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { Deps } from './deps.ts'

/**
 * Each conflict means that someone else's save went through, so this bounds how many may overtake one writer. A hundred
 * people calling about one unit in the same second are more than a hundred times rarer than two.
 */
const ATTEMPTS = 100

/** What a report takes hold of besides what follows from the repair itself. */
export interface Claims {
  readonly calls?: readonly string[]
  readonly claimNumber?: Commit['claimNumber']
}

/** Saves a decision with its messages and claims: all or nothing. */
export async function commit(
  deps: Deps,
  decision: Decision,
  claims: Claims = {},
): Promise<SaveResult & { readonly repair: Repair }> {
  const { before, events } = decision
  const expectedVersion = before?.version ?? 0
  const repair = { ...decision.state, version: expectedVersion + 1 }
  const effects = effectsOf(events, before, repair)
  const result = await deps.store.save({
    repair,
    expectedVersion,
    events,
    effects,
    claimCalls: claims.calls ?? [],
    ...(claims.claimNumber && { claimNumber: claims.claimNumber }),
    ...unitClaims(before, repair),
    ...ledgerLines(before, repair),
    ...serviceRecord(before, repair),
    ...loanerClaims(before, repair),
  })
  if (result.outcome === 'saved') measure(deps, decision)
  return { ...result, repair }
}

/** Load, decide, save; on a conflict load and decide again. Undefined: no such repair. An empty decision saves nothing. */
export async function change(
  deps: Deps,
  repairId: string,
  decide: (repair: Repair) => Decision | Promise<Decision>,
  calls: readonly string[] = [],
): Promise<{ readonly repair: Repair; readonly saved: boolean } | SaveResult | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const repair = await deps.store.load(repairId)
    if (!repair) return undefined
    const decision = await decide(repair)
    if (decision.events.length === 0) return { repair, saved: false }
    const result = await commit(deps, decision, { calls })
    if (result.outcome === 'saved') return { repair: result.repair, saved: true }
    if (result.outcome !== 'conflict') return result
  }
  throw new StoreBusyError(`Repair ${repairId} is being changed by too many others at once; try again`)
}

/** Tells the execution that waits for this repair to ask what is due now. It need not succeed: the sweeper finds what was missed. */
export async function wake(deps: Deps, repairId: string): Promise<void> {
  try {
    const armed = await deps.store.armed(repairId)
    if (armed) await deps.workflow.wake(armed.token)
  } catch (error) {
    deps.log.warn('Wake-up failed; the sweeper will repeat it', { repairId, error })
  }
}

/** One open repair per unit and matter, from the report to the close. */
function unitClaims(before: Repair | undefined, after: Repair): { claimUnit?: string; releaseUnit?: string } {
  const [old, now] = [heldUnit(before), heldUnit(after)]
  if (old === now) return {}
  return { ...(now && { claimUnit: now }), ...(old && { releaseUnit: old }) }
}

/** The ledger follows the repair in the same save: it never says anything else than the events. */
function ledgerLines(before: Repair | undefined, after: Repair) {
  const { put, remove } = changedObligations(before ? obligationsOf(before) : [], obligationsOf(after))
  return { obligations: put, ...(remove.length > 0 && { retracted: remove }) }
}

function serviceRecord(before: Repair | undefined, after: Repair): { record?: ServiceRecord } {
  const record = recordOf(after)
  return before && isSameRecord(recordOf(before), record) ? {} : { record }
}

/** A loaner is taken from the reservation until it is back. */
function loanerClaims(before: Repair | undefined, after: Repair): { claimLoaner?: string; releaseLoaner?: string } {
  const [old, now] = [heldLoaner(before), heldLoaner(after)]
  if (old === now) return {}
  return { ...(now && { claimLoaner: now }), ...(old && { releaseLoaner: old }) }
}

const heldLoaner = (repair: Repair | undefined): string | undefined =>
  repair?.loaner?.state === 'reserved' || repair?.loaner?.state === 'lent' ? repair.loaner.serial : undefined

function measure(deps: Deps, { events }: Decision): void {
  for (const event of events) {
    const { type } = event
    if (type === 'opened') deps.metrics.count('RepairsOpened')
    if (type === 'clockBroken') deps.metrics.count('ClocksBroken')
    if (type === 'paged' && event.reason === 'unanswered') deps.metrics.count('PagesUnacknowledged')
    if (type === 'nobodyOnCall') deps.metrics.count('NobodyOnCall')
  }
}
