import { whyNoReport, whyNotNow } from '../../shared/duty/decide.ts'
import type { Duty, DutyOf } from '../../shared/duty/duty.ts'
import { dutyId, dutySubject } from '../../shared/duty/subject.ts'
import { NotFoundError } from '../../shared/kernel/errors.ts'
import { defined, pick } from '../../shared/kernel/fields.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { draftOf, issueDutyReport } from '../../shared/use-cases/duty-report.ts'
import {
  type DutyFound,
  dutyNamed,
  listDuties,
  logOf,
  stateOf,
  unwatchedOf,
  watchGaps,
} from '../../shared/use-cases/duty-views.ts'
import { isOn } from '../../shared/use-cases/open-duty.ts'
import { dispatchersRights } from '../../shared/use-cases/rights.ts'
import { noteOnWatch } from '../../shared/use-cases/watch-log.ts'
import { type DutyRow, type DutyView, dutyEntrySchema, entryIn } from '../../shared/wire/duties.ts'
import { parse } from '../../shared/wire/problem.ts'
import { documentPage } from '../../web/pages/document.ts'
import { besideDuty, fileAnswer } from '../attachments/answer.ts'
import { bodyJson } from '../middleware/body.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import type { HttpEvent } from '../middleware/event.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import { type ApiCall, pathOf } from './call.ts'
import { forReader, reachFor } from './rights.ts'
import { mayUse, type Staff, staffWho } from './roles.ts'

/** Every period that asks for reinforced duty, planned or not; engineers see those of their rosters, and where they are on the watch. */
export const listAllDuties: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'duties')
  const sees = await sightOf(deps, staff)
  await auditOpening(deps, staff, 'duties')
  const now = deps.clock.now()
  const found = await listDuties(deps, async (of) => sees(of))
  return json(200, forReader(staff, { at: now, duties: found.map((one) => rowOf(one, now)) }))
}

export const readDuty: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'duties')
  return json(200, await viewOf(deps, staff, await load(event, deps, staff)))
}

/** Whoever is on the watch, or has the desk, makes an entry. */
export const noteEntry: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'noteOnWatch')
  const found = await load(event, deps, staff)
  if (!(await mayNote(deps, staff, found))) throw new ForbiddenError(staff, NOT_ON_IT)
  const { id, entry } = entryIn(parse(dutyEntrySchema, bodyJson(event)))
  const duty = await noteOnWatch(deps, dutyId(found.key), entry, { by: staff.actor, id })
  if (!duty) throw new NotFoundError(NOT_PLANNED)
  return json(201, await viewOf(deps, staff, await load(event, deps, staff)))
}

/** What was sent to the customer, or would be if it were now: a page to print. */
export const readReport: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'duties')
  const found = await load(event, deps, staff)
  const { of, duty } = found
  await auditOpening(deps, staff, dutySubject(dutyId(found.key)), of.customer.id)
  const document = await draftOf(deps, found)
  const page = documentPage(forReader(staff, { document, people: duty?.people ?? [] }).document, readerLanguage(event))
  return { statusCode: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page }
}

/** Whoever kept the watch, or has the desk, sends it: frozen, and the log is closed. */
export const issueReport: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'noteOnWatch')
  const found = await load(event, deps, staff)
  if (!(await mayNote(deps, staff, found))) throw new ForbiddenError(staff, NOT_ON_IT)
  await issueDutyReport(deps, found, staff.actor)
  return json(201, await viewOf(deps, staff, await load(event, deps, staff)))
}

/** Photos of its log, and its report as it was sent. */
export const readDutyFile: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'attachments')
  const { duty, of } = await load(event, deps, staff)
  if (!duty) throw new NotFoundError(NOT_PLANNED)
  await auditOpening(deps, staff, dutySubject(duty.id), of.customer.id)
  return fileAnswer(deps, besideDuty(duty, await logOf(deps, duty.id)), event.pathParameters?.file)
}

const NOT_PLANNED = { zh: '没有这次值守，或者还没有安排', en: 'there is no such duty, or nobody has planned it yet' }
const NOT_ON_IT = {
  zh: '您不在这次值守里：请让值守的人记录，或请客服登记',
  en: 'You are not on this watch: whoever is makes the entry, or the desk.',
}
const OTHERS = { zh: '没有这次值守，或者它不归您的值班表。', en: 'There is no such duty, or it is of another roster.' }

const sightOf = async (deps: Deps, staff: Staff): Promise<(of: DutyOf | Duty) => boolean> => {
  const reach = await reachFor(deps, staff)
  const now = deps.clock.now()
  return (of) => !reach || reach.ofRoster(of.roster, now) || ('shifts' in of && isOn(of, staff.actor.id ?? ''))
}

/** Throws ForbiddenError for an engineer of another roster, as for one that is not there: whoever tries names learns nothing. */
async function load(event: HttpEvent, deps: Deps, staff: Staff): Promise<DutyFound> {
  const sees = await sightOf(deps, staff)
  const found = await dutyNamed(deps, pathOf(event, 'id'))
  if (staff.role === 'engineer' && !(found && sees(found.duty ?? found.of))) throw new ForbiddenError(staff, OTHERS)
  if (!found) throw new NotFoundError(NOT_PLANNED)
  return found
}

async function mayNote(deps: Deps, staff: Staff, { of, duty }: DutyFound): Promise<boolean> {
  if (!duty || !mayUse(staff.role, 'noteOnWatch')) return false
  if (staff.role === 'engineer') return isOn(duty, staff.actor.id ?? '')
  return staff.role !== 'dispatcher' || (await dispatchersRights(deps, staff, of)).acts
}

const nameIn = (duty: Duty | undefined) => (id: string) => duty?.people.find((one) => one.id === id)?.name ?? id

function rowOf(found: DutyFound, now: string): DutyRow {
  const { key, of, duty, parts } = found
  const name = nameIn(duty)
  const part = (work: DutyFound['parts']['plan']) => work && pick(work, 'need', 'state', 'opensAt', 'dueAt', 'document')
  return {
    id: dutyId(key),
    ...pick(key, 'contract', 'clause', 'about'),
    ...pick(of, 'name', 'what', 'customer', 'site', 'roster', 'timezone', 'from', 'to'),
    state: stateOf(found, now),
    ...defined({ plan: part(parts.plan), watch: part(parts.watch), report: part(parts.report) }),
    shifts: (duty?.shifts ?? []).map((shift) => ({ ...shift, name: name(shift.person) })),
    deputies: (duty?.deputies ?? []).map((id) => ({ id, name: name(id) })),
    unwatched: unwatchedOf(found),
    entries: duty?.log.count ?? 0,
    gaps: watchGaps(found, now),
  }
}

async function viewOf(deps: Deps, staff: Staff, found: DutyFound): Promise<DutyView> {
  const { of, duty, key } = found
  const id = dutyId(key)
  await auditOpening(deps, staff, dutySubject(id), of.customer.id)
  const now = deps.clock.now()
  const [log, roster, rights] = await Promise.all([
    logOf(deps, id),
    deps.directory.roster(of.roster),
    dispatchersRights(deps, staff, of),
  ])
  const written = duty && (await mayNote(deps, staff, found)) ? duty : undefined
  const isPlannable = stateOf(found, now) !== 'gone' && of.to > now
  const view: DutyView = {
    ...rowOf(found, now),
    phones: duty?.phones ?? '',
    watched: duty?.watched ?? '',
    ...defined({ every: of.entries }),
    mayPlan: isPlannable && mayUse(staff.role, 'changeRosters') && (staff.role !== 'dispatcher' || rights.acts),
    mayNote: written !== undefined && whyNotNow(written, now) === undefined,
    people: (roster?.people ?? []).map(({ id, name }) => ({ id, name })),
    log,
    ...defined({ issued: duty?.report && pick(duty.report, 'title', 'at', 'page', 'docx') }),
    mayIssue: written !== undefined && !written.report && whyNoReport(written, now) === undefined,
  }
  return forReader(staff, view)
}
