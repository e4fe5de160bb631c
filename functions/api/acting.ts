import { NotFoundError } from '../../shared/kernel/errors.ts'
import { inLanguage } from '../../shared/kernel/text.ts'
import { ACTION_NAMES } from '../../shared/repair/offers.ts'
import { act } from '../../shared/use-cases/act.ts'
import { parseAction } from '../../shared/wire/actions.ts'
import { bodyJson } from '../middleware/body.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import type { ApiCall } from './call.ts'
import { idOf, load, viewOf } from './repairs.ts'
import { requireRights } from './rights.ts'
import { MAY, staffOf } from './roles.ts'

export const actOnRepair: ApiCall = async (event, deps) => {
  const staff = staffOf(event)
  const action = parseAction(bodyJson(event))
  if (!MAY[action.type].includes(staff.role)) {
    throw new ForbiddenError(staff, {
      zh: `角色 ${staff.role} 不能“${ACTION_NAMES[action.type].zh}”（${action.type}）。`,
      en: `The role ${staff.role} may not "${action.type}".`,
    })
  }
  const rights = await requireRights(deps, staff, await load(event, deps), action)
  const result = await act(deps, idOf(event), action, staff.actor, rights)
  switch (result.outcome) {
    case 'done':
      return json(200, await viewOf(event, deps, staff, result.repair, { sees: true, acts: true }))
    case 'notAllowed':
      return json(409, {
        error: 'notAllowed',
        message: inLanguage(result.why, readerLanguage(event)),
        stage: result.repair.stage,
        allowed: result.allowed.filter((type) => MAY[type].includes(staff.role)),
      })
    case 'notFound':
      throw new NotFoundError('no such repair')
    default:
      return result satisfies never
  }
}
