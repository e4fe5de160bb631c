import { filed, issued, whyNoReport } from '../duty/decide.ts'
import type { Duty } from '../duty/duty.ts'
import { dutyStory } from '../duty/story.ts'
import { dutyId, dutySubject } from '../duty/subject.ts'
import type { Actor } from '../kernel/actor.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import { defined, pick } from '../kernel/fields.ts'
import { REPORT_OF_DUTY } from '../plan/rules/duty.ts'
import type { ReportDocument } from '../report/document.ts'
import { dutyReport } from '../report/duty-report.ts'
import { change } from '../shell/commit.ts'
import { boundTo } from './bound.ts'
import type { Deps } from './deps.ts'
import { type DutyFound, logOf, watchGaps } from './duty-views.ts'
import { recordOnContract } from './record-on-contract.ts'
import { startOrWake } from './start-subject.ts'
import { contactFor, placeOf } from './visit-terms.ts'

/** Its written report as it reads now. */
export async function draftOf(deps: Deps, found: DutyFound): Promise<ReportDocument> {
  const { of, duty } = found
  const name = (id: string) => duty?.people.find((one) => one.id === id)?.name ?? id
  return dutyReport({
    ...pick(of, 'name', 'what', 'clause', 'contract', 'timezone'),
    customer: of.customer.name,
    ...defined({ site: of.site?.name }),
    days: pick(of, 'from', 'to'),
    shifts: (duty?.shifts ?? []).map((shift) => ({ ...shift, name: name(shift.person) })),
    deputies: (duty?.deputies ?? []).map(name),
    phones: duty?.phones ?? '',
    watched: duty?.watched ?? '',
    gaps: watchGaps(found, deps.clock.now()),
    log: await logOf(deps, dutyId(found.key)),
  })
}

/**
 * The written report of a watch that is over (H7, N13): drawn up once, its bytes kept beside the duty, their digests on its record, and sent
 * to the customer; the contract's file has it by itself. Done again it is the same. Throws BadRequestError where there can be none yet.
 */
export async function issueDutyReport(deps: Deps, found: DutyFound, by: Actor): Promise<void> {
  const { duty } = found
  const why = duty ? whyNoReport(duty, deps.clock.now()) : NOT_PLANNED
  if (!duty || why) throw new BadRequestError([fault('report', (why ?? NOT_PLANNED).zh, (why ?? NOT_PLANNED).en)])
  if (duty.report) return
  const bound = await boundTo(deps, duty.contract)
  const customer = duty.customer.id
  const contact =
    bound && (await contactFor(deps, { place: placeOf(bound, duty.site?.id), terms: { customer } }, bound.sites))
  const reader = contact && (await deps.directory.contact(contact.id))
  const document = await draftOf(deps, found)
  const language = reader?.language ?? bound?.document.language ?? 'zh-CN'
  const files = await deps.printing.issue(deps.attachments, dutySubject(duty.id), document, language)
  const report = { title: document.title, ...files, ...defined({ contact }) }
  await change(deps, dutyStory, duty.id, (state) => issued(state, report, by, deps.clock.now()))
  await startOrWake(deps, dutySubject(duty.id))
}

const NOT_PLANNED = { zh: '没有安排过这次值守', en: 'nobody planned this watch' }

/** The contract's file has the report, as of when it was sent. */
export async function fileReport(
  deps: Deps,
  { id, contract, clause, rule, entry, about, report }: Duty,
): Promise<void> {
  if (!report) return
  const which = { clause, need: `${rule}${REPORT_OF_DUTY}-${entry}`, about }
  const { title, page, at: doneAt } = report
  const fact = { type: 'recorded' as const, document: title.zh, reference: `SHA-256 ${page.sha256}`, doneAt }
  try {
    await recordOnContract(deps, contract, which, fact, SYSTEM, { onDuty: true })
  } catch (error) {
    // Nothing of that name is owed any more: there is nothing to be kept.
    if (!(error instanceof BadRequestError)) throw error
    deps.log.warn('The report of the duty is owed no more', { duty: id, error })
  }
  await change(deps, dutyStory, id, (state) => filed(state, deps.clock.now()))
}
