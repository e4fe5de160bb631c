import { normaliseSerial } from '../directory/serial.ts'
import { type Actor, SYSTEM } from '../kernel/actor.ts'
import { BadRequestError, fault, noCustomer, noSite, noUnit } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import { Decision } from '../repair/decision.ts'
import { hold, release } from '../repair/features/on-call/rules.ts'
import { repairSubject } from '../repair/holds.ts'
import { type Mute, muteOf, muteProblems } from '../repair/state/mute.ts'
import type { Muted } from '../repair/state/page.ts'
import { repairStory } from '../repair/story.ts'
import type { RepairSummary } from '../repair/summary.ts'
import { change, wake } from '../shell/commit.ts'
import { openRows } from './board-rows.ts'
import type { Deps } from './deps.ts'
import { openOfUnit } from './open-of-unit.ts'

/** What a manager asks for: a customer, a site or a unit, and until when. */
export interface MuteRequest {
  readonly customer?: string
  readonly site?: string
  readonly unit?: string
  /** Absent: now. */
  readonly from?: Instant
  readonly until: Instant
  readonly reason: string
}

/** Planned work is put on file. Throws BadRequestError for what nobody knows, and for times that are none. */
export async function startMute(deps: Deps, request: MuteRequest, by: Actor): Promise<Mute> {
  const at = deps.clock.now()
  const { from = at, until, reason } = request
  const on = await mutedOf(deps, request)
  const problems = muteProblems({ from, until }, at)
  if (problems.length > 0) throw new BadRequestError(problems)
  const id = deps.digest(JSON.stringify([on, from, until, at])).slice(0, 12)
  const mute: Mute = { id, on, from, until, reason, by, at }
  await deps.mutes.put(mute)
  deps.log.info('Muted', { mute: id, ...on, from, until, by: by.id })
  return mute
}

async function mutedOf({ directory }: Deps, { customer, site, unit }: MuteRequest): Promise<Muted> {
  if (customer !== undefined) {
    if (!(await directory.customer(customer))) throw new BadRequestError([noCustomer('customer', customer)])
    return { customer }
  }
  if (site !== undefined) {
    if (!(await directory.site(site))) throw new BadRequestError([noSite('site', site)])
    return { site }
  }
  if (unit === undefined)
    throw new BadRequestError([fault('site', '写明客户、现场或设备', 'name a customer, a site or a unit')])
  if (!(await directory.unit(unit))) throw new BadRequestError([noUnit('unit', unit)])
  return { unit: normaliseSerial(unit) }
}

/**
 * The work is over sooner: what was held back is paged at once. Undefined: no such mute. Ended again, or after its time, it stays
 * as it is; should the process have died in between, what is still held back goes then.
 */
export async function endMute(deps: Deps, id: string, by: Actor): Promise<Mute | undefined> {
  const at = deps.clock.now()
  const known = (await deps.mutes.latest(KEPT_IN_SIGHT)).find((mute) => mute.id === id)
  if (!known) return undefined
  const ended: Mute = known.ended || known.until <= at ? known : { ...known, ended: { at, by } }
  if (ended !== known) {
    await deps.mutes.put(ended)
    deps.log.info('Mute ended early', { mute: id, by: by.id })
  }
  for (const repairId of await openRepairsOn(deps, ended.on)) await releaseOf(deps, repairId, id, by)
  return ended
}

/** So many mutes are listed, and can be ended: years of them. */
export const KEPT_IN_SIGHT = 200

async function releaseOf(deps: Deps, repairId: string, mute: string, by: Actor): Promise<void> {
  const result = await change(deps, repairStory, repairId, (repair) =>
    new Decision(repair, deps.clock.now(), by).record(...release(repair, mute)),
  )
  if (result && 'saved' in result && result.saved) await wake(deps, repairSubject(repairId))
}

async function openRepairsOn(deps: Deps, { customer, site, unit }: Muted): Promise<readonly string[]> {
  if (unit !== undefined) return openOfUnit(deps, unit)
  const isThere = (row: Pick<RepairSummary, 'customerId' | 'siteId'>): boolean =>
    customer !== undefined ? row.customerId === customer : row.siteId === site
  return (await openRows(deps, isThere)).map(({ id }) => id)
}

/** A new report from where planned work is under way: its caller is told so at once, and the first page waits for the end. */
export async function heldBack(deps: Pick<Deps, 'mutes' | 'clock'>, opened: Decision): Promise<Decision> {
  const { customer, site, unit } = opened.state
  if (!customer && !site && !unit) return opened
  const now = deps.clock.now()
  const mute = muteOf(opened.state, await deps.mutes.endingAfter(now), now)
  return mute ? opened.goOnAs(SYSTEM).record(hold(mute)) : opened
}
