import { BadRequestError, NotFoundError } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import type { KeptFile } from '../../shared/kernel/file-kind.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import type { Action } from '../../shared/repair/actions.ts'
import { ACTION_NAMES } from '../../shared/repair/offers.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { act } from '../../shared/use-cases/act.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { parseAction } from '../../shared/wire/actions.ts'
import { parseActionForm } from '../../shared/wire/form.ts'
import { labelOf } from '../../web/pages/fields.ts'
import { fieldOf, inPlainWords, problemText } from '../../web/pages/problems.ts'
import { bodyForm, bodyJson } from '../middleware/body.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import type { ApiCall } from './call.ts'
import { idOf, load, viewOf } from './repairs.ts'
import { requireRights } from './rights.ts'
import { MAY, type Staff, staffOf } from './roles.ts'

export const actOnRepair: ApiCall = async (event, deps) => {
  const staff = staffOf(event)
  return isForm(event) ? actByForm(event, deps, staff) : perform(event, deps, staff, parseAction(bodyJson(event)))
}

const isForm = ({ headers }: HttpEvent): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true

/** As a page's form sends it. What is wrong with it is said by the labels that its reader sees. */
async function actByForm(event: HttpEvent, deps: Deps, staff: Staff): Promise<HttpResult> {
  const repair = await load(event, deps)
  const form = bodyForm(event)
  try {
    return await perform(event, deps, staff, parseActionForm(form, repair.timezone))
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    return json(400, formProblem(error, form.get('action') ?? '', repair, readerLanguage(event)))
  }
}

function formProblem({ faults }: BadRequestError, action: string, { plan }: Repair, language: Language) {
  const labelled = faults.filter(({ at }) => labelOf(action, fieldOf(at), plan))
  return {
    error: 'badRequest',
    problems: [...new Set(faults.map((fault) => problemText(fault, action, plan, language)))],
    fields: Object.fromEntries(labelled.map((fault) => [fieldOf(fault.at), inLanguage(inPlainWords(fault), language)])),
  }
}

/** `keep`: of what comes with the action, once it is known that they may. */
export async function perform(
  event: HttpEvent,
  deps: Deps,
  staff: Staff,
  action: Action,
  keep?: (repair: Repair) => Promise<KeptFile>,
): Promise<HttpResult> {
  if (!MAY[action.type].includes(staff.role)) {
    throw new ForbiddenError(staff, {
      zh: `角色 ${staff.role} 不能“${ACTION_NAMES[action.type].zh}”（${action.type}）。`,
      en: `The role ${staff.role} may not "${action.type}".`,
    })
  }
  const repair = await load(event, deps)
  const { outside } = await requireRights(deps, staff, repair, action)
  const file = await keep?.(repair)
  const result = await act(deps, idOf(event), action, staff.actor, defined({ outside, file }))
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
