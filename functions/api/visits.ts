import { NotFoundError } from '../../shared/kernel/errors.ts'
import { defined, pick } from '../../shared/kernel/fields.ts'
import { inLanguage } from '../../shared/kernel/text.ts'
import { wordsFor } from '../../shared/message/event-words.ts'
import { actOnVisit } from '../../shared/use-cases/act-on-visit.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { listOfVisits, openVisitByHand } from '../../shared/use-cases/list-visits.ts'
import type { Rights } from '../../shared/use-cases/rights.ts'
import { fillingOf } from '../../shared/use-cases/visit-filling.ts'
import { contactOfVisit, contactsOfVisit, namedOfVisit } from '../../shared/use-cases/visit-named.ts'
import { rightsOnVisit, seesVisit } from '../../shared/use-cases/visit-rights.ts'
import { aroundOf } from '../../shared/use-cases/visit-terms.ts'
import { historyOfVisit, loadVisit } from '../../shared/use-cases/visits.ts'
import { allowedActions, withRank } from '../../shared/visit/allowed.ts'
import { visitLine } from '../../shared/visit/event-lines.ts'
import { VISIT_OFFERS } from '../../shared/visit/offers.ts'
import { suggestEngineer, suggestSlots } from '../../shared/visit/slots/suggest.ts'
import { visitSubject } from '../../shared/visit/state/subject.ts'
import type { VisitState } from '../../shared/visit/state/visit.ts'
import { summaryOf } from '../../shared/visit/summary.ts'
import { parse } from '../../shared/wire/problem.ts'
import { parseVisitAction, parseVisitForm } from '../../shared/wire/visit-actions.ts'
import { type VisitView, visitRequestSchema, visitsQuerySchema } from '../../shared/wire/visits.ts'
import { visitFormViews } from '../../web/pages/visit-forms.ts'
import { bodyForm, bodyJson } from '../middleware/body.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import type { HttpEvent } from '../middleware/event.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import { type ApiCall, pathOf, queryOf } from './call.ts'
import { forReader, reachFor } from './rights.ts'
import { FROM, type Staff, staffOf, staffWho } from './roles.ts'

export const listVisits: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'visits')
  const query = parse(visitsQuerySchema, queryOf(event))
  const reach = await reachFor(deps, staff)
  await auditOpening(deps, staff, 'visits')
  const now = deps.clock.now()
  return json(200, await listOfVisits(deps, query, (row) => seesVisit(row, reach, staff, now)))
}

export const openByHand: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'openVisits')
  const visit = await openVisitByHand(deps, parse(visitRequestSchema, bodyJson(event)), staff)
  return json(201, await viewOf(event, deps, staff, visit, { sees: true, acts: true }))
}

export const readVisit: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'visits')
  const visit = await load(event, deps)
  return json(200, await viewOf(event, deps, staff, visit, await requireSight(deps, staff, visit)))
}

export const actOn: ApiCall = async (event, deps) => {
  const staff = staffOf(event)
  const visit = await load(event, deps)
  const action = isForm(event)
    ? parseVisitForm(bodyForm(event), visit.terms.timezone, await deps.forms())
    : parseVisitAction(bodyJson(event))
  const { role, name } = VISIT_OFFERS[action.type]
  if (!FROM[role].includes(staff.role))
    throw new ForbiddenError(staff, {
      zh: `角色 ${staff.role} 不能“${name.zh}”（${action.type}）。`,
      en: `The role ${staff.role} may not "${action.type}".`,
    })
  const rights = await requireSight(deps, staff, visit)
  if (!rights.acts) throw new ForbiddenError(staff, rights.why ?? NOT_YOURS)
  const result = await actOnVisit(deps, visit.id, action, staff.actor)
  if (result.outcome === 'notFound') throw new NotFoundError('no such visit')
  if (result.outcome === 'done') return json(200, await viewOf(event, deps, staff, result.visit, rights))
  return json(409, {
    error: 'notAllowed',
    message: inLanguage(result.why, readerLanguage(event)),
    stage: result.visit.stage,
    allowed: allowedTo(deps, staff, result.visit),
  })
}

const isForm = ({ headers }: HttpEvent): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true

const NOT_YOURS = { zh: '这不归您处理。', en: 'This is not yours.' }

async function requireSight(deps: Deps, staff: Staff, visit: VisitState): Promise<Rights> {
  const rights = await rightsOnVisit(deps, staff, visit)
  if (!rights.sees) throw new ForbiddenError(staff, rights.why ?? NOT_YOURS)
  return rights
}

async function load(event: HttpEvent, deps: Deps): Promise<VisitState> {
  const visit = await loadVisit(deps, pathOf(event, 'id'))
  if (!visit) throw new NotFoundError('no such visit')
  return visit
}

const allowedTo = ({ clock }: Pick<Deps, 'clock'>, { role, actor }: Staff, visit: VisitState) =>
  allowedActions(visit, withRank(visit, actor), clock.now()).filter((type) =>
    FROM[VISIT_OFFERS[type].role].includes(role),
  )

async function viewOf(event: HttpEvent, deps: Deps, staff: Staff, visit: VisitState, { acts }: Rights) {
  await auditOpening(deps, staff, visitSubject(visit.id), visit.terms.customer)
  const language = readerLanguage(event)
  const allowed = acts ? allowedTo(deps, staff, visit) : []
  const history = await historyOfVisit(deps, visit.id)
  const [filled, contact, contacts, named, suggestion] = await Promise.all([
    fillingOf(deps, visit, history),
    contactOfVisit(deps, visit),
    acts ? contactsOfVisit(deps, visit) : [],
    allowed.length > 0 ? namedOfVisit(deps, visit) : {},
    acts && visit.stage === 'planning' ? suggestionFor(deps, visit) : undefined,
  ])
  const words = wordsFor(language, visit.terms.timezone)
  const view: VisitView = {
    ...summaryOf(visit),
    ...pick(visit, 'agreed', 'missed', 'done', 'objections'),
    ...defined({ contact, suggestion }),
    contacts,
    ...filled,
    planners: visit.terms.planners.map(({ id, name }) => ({ id, name })),
    allowed: [...allowed],
    forms: visitFormViews(allowed, named, language),
    timeline: history.map((one) => ({ ...one, text: visitLine(one, words) })),
  }
  return forReader(staff, view)
}

async function suggestionFor(deps: Deps, visit: VisitState) {
  const around = await aroundOf(deps, visit)
  const slots = suggestSlots(visit.works, around, deps.clock.now())
  const [first] = slots
  return { slots: [...slots], ...defined({ engineer: first && suggestEngineer(first, around) }) }
}
