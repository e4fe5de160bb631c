import { isOnesOwn } from '../directory/phone.ts'
import { defined } from '../kernel/fields.ts'
import { takesAll, tallyAfter } from '../repair/features/calls/floods.ts'
import { isSameCaller, numberHeld } from '../repair/features/calls/rules.ts'
import { canReopenJunk } from '../repair/features/junk/rules.ts'
import { holdOfNumber, repairSubject } from '../repair/holds.ts'
import type { FaultReport } from '../repair/state/call.ts'
import type { UnknownCalls } from '../repair/state/repair.ts'
import { unitHold } from '../repair/unit-hold.ts'
import type { Take } from '../subject/story.ts'
import type { Deps } from './deps.ts'
import type { Recognised } from './recognise.ts'

/** Why a report goes to a repair that is there: it is about its unit, comes from the same unknown number, or shows that it was no junk. */
export type Joining = 'unit' | 'number' | 'reopen'

/** What a repair of its own takes from its number: the name of its latest, and what has been of it within the hour. */
export interface OfNumber {
  readonly takeNumber?: Take
  readonly unknownCalls?: UnknownCalls
}

/** Where a report belongs: to a repair that is there, or to one of its own, which then may be its number's latest. */
export type Target =
  | { readonly existing: string; readonly join: Joining }
  | ({ readonly existing?: undefined } & OfNumber)

export async function targetOf(deps: Deps, report: FaultReport, recognised: Recognised): Promise<Target> {
  const serial = recognised.subject.unit?.serial
  if (serial !== undefined) {
    const open = await deps.repairs.openOfUnit(unitHold(serial, report.matter))
    if (open !== undefined) return { existing: open, join: 'unit' }
  }
  const number = numberOf(recognised)
  return number === undefined ? {} : byNumber(deps, report, recognised, numberHeld(number, report.matter))
}

/** The number by which nothing but itself is known of the caller: nobody on file has it, and no site or unit on file is named. */
function numberOf({ phone, isKnown, subject: { customer, site, unit } }: Recognised): string | undefined {
  const isUnidentified = !isKnown && !customer && !site && unit?.model === undefined
  return phone !== undefined && isUnidentified && isOnesOwn(phone) ? phone : undefined
}

async function byNumber(deps: Deps, report: FaultReport, { subject }: Recognised, number: string): Promise<Target> {
  const id = await deps.repairs.latestOfNumber(number)
  const latest = id === undefined ? undefined : await deps.repairs.load(id)
  if (!latest) return { takeNumber: takeOf(number) }
  const now = deps.clock.now()
  const at = report.reportedAt && report.reportedAt < now ? report.reportedAt : now
  if (canReopenJunk(latest, now)) return { existing: latest.id, join: 'reopen' }
  const call = { at, ...(report.serial && { serial: report.serial }) }
  if (isSameCaller(latest, call, subject.plan) || takesAll(latest, at)) return { existing: latest.id, join: 'number' }
  const unknownCalls = tallyAfter(latest, at)
  return { takeNumber: takeOf(number, latest.id), ...defined({ unknownCalls }) }
}

/** Someone else's in between is a reason to look again. */
const takeOf = (number: string, after?: string): Take => ({
  hold: holdOfNumber(number),
  again: true,
  ...(after !== undefined && { after: repairSubject(after) }),
})
