import { NotFoundError } from '../../shared/kernel/errors.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import { allowedActions } from '../../shared/repair/allowed.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { readBoard } from '../../shared/use-cases/board.ts'
import { withAddresses } from '../../shared/use-cases/contacts.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { seesRow } from '../../shared/use-cases/reach.ts'
import type { Rights } from '../../shared/use-cases/rights.ts'
import { parse } from '../../shared/wire/problem.ts'
import { listQuerySchema } from '../../shared/wire/repairs.ts'
import type { HttpEvent } from '../middleware/event.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import { type ApiCall, pathOf, queryOf } from './call.ts'
import { forReader, reachFor, requireSight } from './rights.ts'
import { MAY, type Staff, staffOf } from './roles.ts'
import { repairView } from './view.ts'

export const listRepairs: ApiCall = async (event, deps) => {
  const staff = staffOf(event)
  const { status, month = deps.clock.now().slice(0, 7), broken, ...query } = parse(listQuerySchema, queryOf(event))
  const { limit, cursor, ...names } = query
  const reach = await reachFor(deps, staff)
  await auditOpening(deps, staff, 'repairs')
  const { items, cursor: next } = await readBoard(deps, {
    sees: reach && seesRow(reach, staff),
    ...(status === 'open' ? { status } : { status, month }),
    limit,
    ...(cursor && { cursor }),
    where: { ...names, ...(broken && { broken: broken === 'true' }) },
  })
  return json(200, { repairs: items, ...(next && { cursor: next }) })
}

export const readRepair: ApiCall = async (event, deps) => {
  const staff = staffOf(event)
  const repair = await load(event, deps)
  const rights = await requireSight(deps, staff, repair)
  return json(200, await viewOf(event, deps, staff, repair, rights))
}

/** What they may see of it, once that is on the audit record. */
export const viewOf = async (event: HttpEvent, deps: Deps, staff: Staff, repair: Repair, { acts }: Rights) => {
  await auditOpening(deps, staff, repairSubject(repair.id), repair.customer?.id)
  const [reachable, history, sent] = await Promise.all([
    withAddresses(deps, repair),
    deps.repairs.history(repair.id),
    deps.store.sentAbout(repairSubject(repair.id)),
  ])
  const shown = forReader(staff, { repair: reachable, history })
  return repairView(
    shown.repair,
    shown.history,
    acts ? allowedTo(staff, repair, deps.clock.now()) : [],
    readerLanguage(event),
    sent,
  )
}

/** What they may do to it now, as role and domain have it. */
export const allowedTo = ({ role, actor }: Staff, repair: Repair, now: Instant): readonly ActionType[] =>
  allowedActions(repair, actor, now).filter((type) => MAY[type].includes(role))

export const load = async (event: HttpEvent, deps: Deps): Promise<Repair> => {
  const repair = await deps.repairs.load(idOf(event))
  if (!repair) throw new NotFoundError('no such repair')
  return repair
}

export const idOf = (event: HttpEvent): string => pathOf(event, 'id')
