import { defined } from '../kernel/fields.ts'
import { rulesOf } from '../plan/rules.ts'
import type { LookedUp } from '../repair/state/looked-up.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { Deps } from './deps.ts'
import { managerOf } from './team.ts'
import { warrantyOfRepair } from './unit-file.ts'

/** What makes a new unit due (H16 C6 R2 N22), and who is asked to approve it; nothing under a plan that replaces none. */
export async function lookUpReplacement(
  deps: Deps,
  repair: Repair,
): Promise<Pick<LookedUp, 'history' | 'manager' | 'inWarranty'>> {
  if (rulesOf(repair.plan, 'replacement').length === 0) return {}
  const history = repair.unit ? await deps.records.ofUnit(repair.unit.serial) : []
  const manager = await managerOf(deps, repair)
  const { inWarranty } = repair.inWarranty === undefined ? await warrantyOfRepair(deps, repair) : repair
  return { history, ...defined({ manager, inWarranty }) }
}
