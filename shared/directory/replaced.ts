import { defined } from '../kernel/fields.ts'
import { namesUnit } from './binding.ts'
import type { Contract, Directory, Unit } from './directory.ts'
import { idOf } from './lists.ts'
import { normaliseSerial } from './serial.ts'

/**
 * A directory file as it may be loaded again over what is on file: units that took another's place since it was written are
 * unknown to it, and none of that is undone. What the file says itself holds.
 */
export function keepingReplacements(file: Directory, onFile: Directory): Directory {
  const stored = new Map(onFile.units.map((unit) => [idOf(unit), unit]))
  const units = file.units.map((unit) => ({ ...lineOf(stored.get(idOf(unit))), ...unit }))
  const all = new Map([...stored, ...units.map((unit) => [idOf(unit), unit] as const)])
  const isNamed = (serial: string) => file.contracts.some((contract) => namesUnit(contract, serial))
  const contracts = file.contracts.map((contract): Contract => {
    const newer = (contract.units ?? []).flatMap((serial) => successorsOf(serial, all)).filter((one) => !isNamed(one))
    return newer.length > 0 ? { ...contract, units: [...(contract.units ?? []), ...newer] } : contract
  })
  return { ...file, units, contracts }
}

const lineOf = (unit: Unit | undefined): Pick<Unit, 'replacedBy' | 'replaces'> => ({
  ...defined({ replacedBy: unit?.replacedBy }),
  ...(unit?.replaces && { replaces: unit.replaces }),
})

/** Whatever took its place, one after the other; a line that leads back to itself is followed once. */
function successorsOf(serial: string, units: ReadonlyMap<string, Unit>): readonly string[] {
  const line = [normaliseSerial(serial)]
  for (let next = units.get(line[0] ?? '')?.replacedBy; next !== undefined; ) {
    const id = normaliseSerial(next)
    if (line.includes(id)) break
    line.push(id)
    next = units.get(id)?.replacedBy
  }
  return line.slice(1)
}
