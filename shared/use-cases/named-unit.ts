import type { LoanerUnit, Unit } from '../directory/directory.ts'
import { normaliseSerial } from '../directory/serial.ts'
import type { Repair, RepairUnit } from '../repair/state/repair.ts'
import type { Deps } from './deps.ts'

/** What a serial number leads to. */
export interface NamedUnit {
  readonly unit: RepairUnit
  /** Where it stands. */
  readonly site?: string
  /** The serial number by which a contract binds it, where that is another one. */
  readonly boundAs?: string
  /** Whether there is no doubt that this is the unit at the customer's. */
  readonly certain: boolean
  /** It is a loaner at the customer's: the repair it stands in for. */
  readonly standsIn?: Repair
}

/**
 * A customer's unit, or a loaner of ours: lent, it stands where the original stands. Whoever reads the number of a unit that
 * was replaced probably means the one in its place: the report is taken for the unit that was said, where the new one stands,
 * and someone looks; so it is with a loaner that is lent to nobody, and with a number that we do not know.
 */
export async function unitNamed(deps: Deps, serial: string): Promise<NamedUnit> {
  const unit = await deps.directory.unit(serial)
  if (unit) return ownUnit(unit, await successorOf(deps, unit))
  const loaner = await deps.directory.loaner(serial)
  if (!loaner) return { unit: { serial: normaliseSerial(serial) }, certain: false }
  return loanerUnit(loaner, await lentIn(deps, loaner.serial))
}

export const unitRef = ({ serial, model, name, shortName, purchasedOn, acceptedOn, category }: Unit): RepairUnit => ({
  serial: normaliseSerial(serial),
  model,
  name,
  shortName,
  ...(purchasedOn && { purchasedOn }),
  ...(acceptedOn && { acceptedOn }),
  ...(category && { category }),
})

const ownUnit = (unit: Unit, successor: Unit | undefined): NamedUnit =>
  successor
    ? { unit: unitRef(unit), site: successor.site, boundAs: successor.serial, certain: false }
    : { unit: unitRef(unit), site: unit.site, certain: unit.replacedBy === undefined }

/** The unit that stands in its place now, however often it was replaced. */
async function successorOf(deps: Deps, unit: Unit): Promise<Unit | undefined> {
  const seen = new Set([normaliseSerial(unit.serial)])
  let latest: Unit | undefined
  let next = unit.replacedBy
  while (next !== undefined && !seen.has(normaliseSerial(next))) {
    seen.add(normaliseSerial(next))
    latest = (await deps.directory.unit(next)) ?? latest
    next = latest?.replacedBy
  }
  return latest
}

/** The open repair for which a loaner stands at the customer's. */
async function lentIn(deps: Deps, serial: string): Promise<Repair | undefined> {
  const id = await deps.repairs.ofLoaner(serial)
  const repair = id === undefined ? undefined : await deps.repairs.load(id)
  return repair?.loaner?.state === 'lent' ? repair : undefined
}

function loanerUnit({ serial, model, name }: LoanerUnit, repair: Repair | undefined): NamedUnit {
  const unit: RepairUnit = { serial: normaliseSerial(serial), model, name }
  if (!repair) return { unit, certain: false }
  // What the warranty of the original turns on holds for the loaner as well.
  const { acceptedOn, category } = repair.unit ?? {}
  return {
    unit: { ...unit, ...(acceptedOn && { acceptedOn }), ...(category && { category }), loanerFor: repair.id },
    certain: true,
    standsIn: repair,
    ...(repair.site && { site: repair.site.id }),
    ...(repair.unit && { boundAs: repair.unit.serial }),
  }
}
