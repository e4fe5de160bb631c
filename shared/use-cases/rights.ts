import type { Roster } from '../directory/directory.ts'
import type { Text } from '../kernel/text.ts'
import { cameTo, isNamedNow, isOfRoster } from '../oncall/rights.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { Requester } from './audit.ts'
import type { Deps } from './deps.ts'

// Who may see and do what of which repair. Managers and viewers see everything, and a viewer does nothing; engineers what is
// theirs (see `oncall/rights.ts`). Nobody is told that something is not there when it is: who may not, hears what to do instead.

/** How far someone may go with a repair. `outside`: an engineer whose it is not, and who may take it over with a reason. */
export interface Rights {
  readonly sees: boolean
  readonly acts: boolean
  readonly outside?: true
  /** What to do instead. */
  readonly why?: Text
}
const ALL: Rights = { sees: true, acts: true }

export async function rightsOn(deps: Deps, who: Requester, repair: Repair): Promise<Rights> {
  if (who.role === 'engineer') return engineersRights(deps, who, repair)
  if (who.role === 'dispatcher') return dispatchersRights(deps, who, repair)
  return who.role === 'viewer' ? { sees: true, acts: false } : ALL
}

async function engineersRights(deps: Deps, { actor: { id = '' } }: Requester, repair: Repair): Promise<Rights> {
  if (!(await deps.directory.person(id))) return { sees: false, acts: false, why: notOnFile(id) }
  if (isNamedNow(repair, id)) return ALL
  const found = await deps.directory.roster(repair.roster)
  if (found && isOfRoster(found.roster, id, repair)) return ALL
  // Seldom, and always right: what came to them weeks ago is theirs as well.
  if (cameTo(await deps.repairs.history(repair.id), id)) return ALL
  return { sees: false, acts: false, outside: true, why: elsewhere(found?.roster.name ?? repair.roster) }
}

export async function dispatchersRights(
  deps: Deps,
  who: Requester,
  { roster }: Pick<Repair, 'roster'>,
): Promise<Rights> {
  const found = await deps.directory.roster(roster)
  return found ? dispatchersAt(found.roster, who) : ALL
}

/** Where a service point names its dispatchers, they alone act for it; every dispatcher sees everything. */
export function dispatchersAt({ name, dispatchers = [] }: Roster, { actor: { id = '' } }: Requester): Rights {
  if (dispatchers.length === 0 || dispatchers.includes(id)) return ALL
  return { sees: true, acts: false, why: othersPoint(name, dispatchers) }
}

export const notOnFile = (id: string): Text => ({
  zh: `通讯录里没有编号“${id}”：请经理把您登记到值班表；若编号不是您的，请管理员检查登录令牌用哪一项表示人员`,
  en: `The directory knows nobody with the id "${id}": ask a manager to put you on file; if that is not your id, ask whoever runs the login which claim names people.`,
})
const elsewhere = (roster: string): Text => ({
  zh: `这单归“${roster}”，没有呼叫过您、问过您或转给您。要处理请用 takeOver 接手并写明理由（reason），经理会收到通知；只想看看别人怎么修的，请查知识库`,
  en: `This repair is of "${roster}", and nobody paged you, asked you or handed it to you. To work on it, take it over with a reason (takeOver, reason): the manager is told. How such faults were mended stands in the knowledge base.`,
})
const othersPoint = (roster: string, dispatchers: NonNullable<Roster['dispatchers']>): Text => ({
  zh: `这单归“${roster}”的客服处理（${dispatchers.join('、')}）：请转告他们，或请经理处理`,
  en: `This repair is for the dispatchers of "${roster}" (${dispatchers.join(', ')}): tell them, or a manager.`,
})
