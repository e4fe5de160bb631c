import { contractFor, namesUnit } from '../directory/binding.ts'
import type { Contract, Unit } from '../directory/directory.ts'
import { merged } from '../directory/lists.ts'
import { normaliseSerial } from '../directory/serial.ts'
import { dayOf } from '../kernel/calendar.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import type { DirectoryReader } from '../ports/directory.ts'
import { readerOf } from '../ports/in-memory-directory.ts'
import type { Action } from '../repair/actions.ts'
import type { Repair, RepairUnit } from '../repair/state/repair.ts'
import { announceChange, refreshLoaded, tryFor } from './contract-ledger.ts'
import type { Deps } from './deps.ts'

/**
 * The unit that is put in instead of a failed one. H16 asks for the same model, C6 R2 N22 allow another that is named.
 * Throws BadRequestError for another model where the same was promised, or a serial number that is taken.
 */
export async function replacementUnitFor(
  deps: Deps,
  repair: Repair,
  action: Action & { type: 'replaceUnit' },
): Promise<RepairUnit> {
  const old = repair.unit && (await deps.directory.unit(repair.unit.serial))
  if (!old)
    throw new BadRequestError([
      fault(
        'serial',
        '要更换的设备还没有登记，请先登记设备',
        'the unit to be replaced is not on file; identify it first',
      ),
    ])
  const serial = normaliseSerial(action.serial)
  const model = action.model ?? old.model
  if (repair.replacement?.with === 'sameModel' && model !== old.model)
    throw new BadRequestError([
      fault(
        'model',
        `${repair.replacement.clause} 承诺换同型号 "${old.model}"`,
        `${repair.replacement.clause} promises the same model, "${old.model}"`,
      ),
    ])
  if (await deps.directory.unit(serial))
    throw new BadRequestError([
      fault(
        'serial',
        `"${serial}" 已登记在案；请填新设备的序列号`,
        `"${serial}" is on file already; give the serial number of the new unit`,
      ),
    ])
  if (await deps.directory.loaner(serial))
    throw new BadRequestError([
      fault(
        'serial',
        `"${serial}" 是备机；换上的要归客户所有`,
        `"${serial}" is a loaner; a replacement is a unit of the customer's own`,
      ),
    ])
  const { name, shortName, category } = old
  return { serial, model, name, shortName, ...(category && { category }) }
}

/**
 * The new unit takes the old one's place in the site file and in the contract that names the old one. Follows from the
 * repair alone and is repeated whenever the repair is looked at, so it happens even if the process dies after the save;
 * once done, it changes nothing. The new unit has papers of its own (C13, N10), and the old one owes none any more: a contract that
 * cannot be brought up to date holds up no repair.
 */
export async function placeReplacement(deps: Deps, repair: Repair): Promise<void> {
  const { replacement, unit } = repair
  if (replacement?.state !== 'done' || !unit || !replacement.old || !replacement.at) return
  const old = await lastOfLine(deps, replacement.old, unit.serial)
  if (!old) return
  const known = await deps.directory.unit(unit.serial)
  const contracts = await contractsNaming(deps, old, unit.serial)
  if (known?.replaces && old.replacedBy === unit.serial && contracts.length === 0) return
  const part = {
    units: [known?.replaces ? known : newUnit(repair, old, unit)],
    contracts: contracts.map((contract) => ({ ...contract, units: [...(contract.units ?? []), unit.serial] })),
  }
  const replaced = { units: [{ ...old, replacedBy: unit.serial }] }
  // What is just being written is taken from memory: an index may not show it yet.
  const directory = readerOf(merged(merged(await deps.directory.all(), part), replaced))
  const contract = await contractOf(directory, unit.serial)
  const isAnnounced = !contract || (await tryFor(deps, contract.id, () => announceChange(deps, contract.id)))
  await deps.directory.merge(part)
  // Last, as it says that all of this is done: it is not while nobody would find the contract.
  if (!isAnnounced) return
  await deps.directory.merge(replaced)
  if (contract) await tryFor(deps, contract.id, () => refreshLoaded({ ...deps, directory }, contract))
}

async function contractOf(directory: DirectoryReader, serial: string): Promise<Contract | undefined> {
  const unit = await directory.unit(serial)
  const site = unit && (await directory.site(unit.site))
  return site && contractFor(await directory.contractsOf(site.customer), serial, site.id)
}

/** A unit that was replaced twice within one repair has a successor already: the new one follows that. */
async function lastOfLine(deps: Deps, reported: string, newest: string): Promise<Unit | undefined> {
  const seen = new Set<string>()
  let unit = await deps.directory.unit(reported)
  while (unit?.replacedBy && unit.replacedBy !== newest && !seen.has(unit.serial)) {
    seen.add(unit.serial)
    unit = (await deps.directory.unit(unit.replacedBy)) ?? unit
  }
  return unit
}

/** Contracts that bind the old unit by name and do not name the new one yet. */
async function contractsNaming(deps: Deps, old: Unit, serial: string): Promise<readonly Contract[]> {
  const site = await deps.directory.site(old.site)
  const contracts = site ? await deps.directory.contractsOf(site.customer) : []
  return contracts.filter((contract) => namesUnit(contract, old.serial) && !namesUnit(contract, serial))
}

function newUnit({ replacement, timezone }: Repair, old: Unit, unit: RepairUnit): Unit {
  const { purchasedOn, acceptedOn, replacedBy, replaces, ...place } = old
  const on = dayOf(replacement?.at ?? '', timezone)
  return {
    ...place,
    serial: unit.serial,
    model: unit.model ?? old.model,
    replaces: { serial: old.serial, on, warranty: replacement?.warranty ?? 'continues' },
  }
}
