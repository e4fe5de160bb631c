import { NotFoundError } from '../../shared/kernel/errors.ts'
import { parse } from '../../shared/wire/problem.ts'
import { type View, viewRequestSchema } from '../../shared/wire/views.ts'
import { bodyJson } from '../middleware/body.ts'
import { ForbiddenError, HttpError } from '../middleware/errors.ts'
import { json } from '../middleware/http.ts'
import { type ApiCall, pathOf } from './call.ts'
import { staffWho } from './roles.ts'

/** More than anybody looks through. */
const MOST = 50
const KIND = 'view'

const viewsOf = async ({ shelf, clock }: Parameters<ApiCall>[1]): Promise<readonly View[]> =>
  (await shelf.all(KIND, clock.now())) as readonly View[]

/** The views of the board that the team has kept, by name. */
export const listViews: ApiCall = async (event, deps) => {
  staffWho(event, 'views')
  const views = await viewsOf(deps)
  return json(200, { views: views.toSorted((one, other) => one.name.localeCompare(other.name, 'zh')) })
}

/** One of the same id is the same one; its keeper may change it, and a manager, whose it does not become by that. */
export const keepView: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'keepViews')
  const asked = parse(viewRequestSchema, bodyJson(event))
  const views = await viewsOf(deps)
  const known = views.find(({ id }) => id === asked.id)
  if (known) requireOwn(staff, known)
  else if (views.length >= MOST) throw new HttpError(409, 'tooMany', TOO_MANY)
  const { id = '', name = id } = staff.actor
  const { by, byId } = known ?? { by: name, byId: id }
  const view: View = { ...asked, by, byId, at: deps.clock.now() }
  await deps.shelf.put(KIND, view)
  return json(201, view)
}

export const removeView: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'keepViews')
  const id = pathOf(event, 'id')
  const view = (await viewsOf(deps)).find((one) => one.id === id)
  if (!view) throw new NotFoundError('no such view')
  requireOwn(staff, view)
  await deps.shelf.remove(KIND, id)
  return json(200, view)
}

/** Whoever kept it, or a manager. */
function requireOwn(staff: ReturnType<typeof staffWho>, { byId, by }: View): void {
  if (staff.role === 'manager' || staff.actor.id === byId) return
  throw new ForbiddenError(staff, {
    zh: `这个视图是 ${by} 保存的：请 ${by} 或经理来改。`,
    en: `${by} has kept this view: ask them, or a manager.`,
  })
}

const TOO_MANY = {
  zh: `团队的视图已有 ${MOST} 个：请先删掉不用的。`,
  en: `The team has ${MOST} views: remove one that nobody uses first.`,
}
