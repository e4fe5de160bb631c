import { MATTERS } from '../plan/rules.ts'
import { unitHold } from '../repair/unit-hold.ts'
import type { Deps } from './deps.ts'

/** The open repairs of a unit, whatever it is that they are about. */
export async function openOfUnit({ repairs }: Pick<Deps, 'repairs'>, serial: string): Promise<readonly string[]> {
  const ids = await Promise.all(MATTERS.map((matter) => repairs.openOfUnit(unitHold(serial, matter))))
  return ids.filter((id) => id !== undefined)
}
