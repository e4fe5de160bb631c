import { parseAction } from '../../shared/contracts/actions.ts'
import { parse } from '../../shared/contracts/problem.ts'
import { listQuerySchema } from '../../shared/contracts/repairs.ts'
import { NotFoundError } from '../../shared/errors/errors.ts'
import { ACTION_NAMES, pick } from '../../shared/notify/texts.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import { allowedActions } from '../../shared/repair/allowed.ts'
import type { Repair } from '../../shared/repair/repair.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { act } from '../../shared/use-cases/act.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { readBoard } from '../../shared/use-cases/board.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { bodyJson } from '../middleware/body.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import { type HttpEvent, json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import { type ApiCall, pathOf, queryOf } from './call.ts'
import { MAY, type Staff, staffOf } from './roles.ts'
import { repairView } from './view.ts'

export const listRepairs: ApiCall = async (event, deps) => {
  staffOf(event)
  const { status, month = deps.clock.now().slice(0, 7), broken, ...query } = parse(listQuerySchema, queryOf(event))
  const { limit, cursor, ...names } = query
  const { items, cursor: next } = await readBoard(deps, {
    ...(status === 'open' ? { status } : { status, month }),
    limit,
    ...(cursor && { cursor }),
    where: { ...names, ...(broken && { broken: broken === 'true' }) },
  })
  return json(200, { repairs: items, ...(next && { cursor: next }) })
}

export const readRepair: ApiCall = async (event, deps) => {
  const staff = staffOf(event)
  return json(200, await viewOf(event, deps, staff, await load(event, deps)))
}

export const actOnRepair: ApiCall = async (event, deps) => {
  const staff = staffOf(event)
  const action = parseAction(bodyJson(event))
  if (!MAY[action.type].includes(staff.role)) {
    throw new ForbiddenError(staff, {
      zh: `角色 ${staff.role} 不能“${ACTION_NAMES[action.type].zh}”（${action.type}）。`,
      en: `The role ${staff.role} may not "${action.type}".`,
    })
  }
  const result = await act(deps, idOf(event), action, staff.actor)
  switch (result.outcome) {
    case 'done':
      return json(200, await viewOf(event, deps, staff, result.repair))
    case 'notAllowed':
      return json(409, {
        error: 'notAllowed',
        message: pick(result.why, readerLanguage(event)),
        stage: result.repair.stage,
        allowed: result.allowed.filter((type) => MAY[type].includes(staff.role)),
      })
    case 'notFound':
      throw new NotFoundError('no such repair')
    default:
      return result satisfies never
  }
}

const viewOf = async (event: HttpEvent, deps: Deps, staff: Staff, repair: Repair) => {
  await auditOpening(deps, staff, `repair/${repair.id}`, repair.customer?.id)
  return repairView(
    repair,
    await deps.store.history(repair.id),
    allowedTo(staff, repair, deps.clock.now()),
    readerLanguage(event),
  )
}

/** What they may do to it now, as role and domain have it. */
export const allowedTo = ({ role, actor }: Staff, repair: Repair, now: Instant): readonly ActionType[] =>
  allowedActions(repair, actor, now).filter((type) => MAY[type].includes(role))

const load = async (event: HttpEvent, deps: Deps): Promise<Repair> => {
  const repair = await deps.store.load(idOf(event))
  if (!repair) throw new NotFoundError('no such repair')
  return repair
}

const idOf = (event: HttpEvent): string => pathOf(event, 'id')
