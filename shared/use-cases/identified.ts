import { BadRequestError, noSite, noUnit } from '../kernel/errors.ts'
import { defined, pick, without } from '../kernel/fields.ts'
import { requireSeverity, severityNamed } from '../plan/severity.ts'
import { strictestSeverity } from '../plan/terms.ts'
import type { Action } from '../repair/actions.ts'
import { merged } from '../repair/decide.ts'
import type { Identified } from '../repair/state/looked-up.ts'
import type { Bearings, Repair } from '../repair/state/repair.ts'
import type { Deps } from './deps.ts'
import { recognise } from './recognise.ts'

/** The report is read once more with what is known now: serial number, site, severity. Throws BadRequestError for what is not there. */
export async function identified(
  deps: Deps,
  repair: Repair,
  action: Extract<Action, { type: 'identify' }>,
): Promise<Identified> {
  const [first] = repair.calls
  const found = await recognise(deps, {
    callId: first?.callId ?? repair.id,
    channel: 'staff',
    symptoms: repair.symptoms,
    severity: repair.severity,
    reportedAt: repair.reportedAt,
    ...(first && pick(first, 'caller', 'onFile')),
    ...(action.serial ? { serial: action.serial } : first && pick(first, 'unitUnknown')),
    ...(action.site && { site: action.site }),
  })
  if (action.serial && !found.subject.unit?.model) throw new BadRequestError([noUnit('serial', action.serial)])
  if (action.site && !found.subject.site) throw new BadRequestError([noSite('site', action.site)])
  const isKept = isUnderSameContract(repair, found.subject)
  const subject = isKept ? underItsPlan(repair, found.subject) : found.subject
  const said = isKept ? repair.severity : (saidAtFirst(repair, subject) ?? found.severity)
  const named = action.severity ? { named: requireSeverity(subject.plan, action.severity) } : {}
  return { subject, severity: said, ...named, contacts: merged(repair.contacts, found.contacts) }
}

/** What bound us when it was opened binds us still, whichever version its contract has moved to since. */
const isUnderSameContract = ({ customer, contract, plan }: Bearings, found: Bearings): boolean =>
  customer !== undefined &&
  customer.id === found.customer?.id &&
  contract === found.contract &&
  plan.id === found.plan.id

function underItsPlan({ plan, unit, inWarranty }: Repair, found: Bearings): Bearings {
  if (unit?.serial !== found.unit?.serial) return { ...found, plan }
  return { ...without(found, 'inWarranty'), plan, ...defined({ inWarranty }) }
}

/** What the caller said of it, where the plan then assumed did not know the word and the right one does. */
const saidAtFirst = ({ plan, severity, calls }: Repair, subject: Bearings): string | undefined => {
  const said = calls[0]?.severity
  const wasAssumed = severity === strictestSeverity(plan) && severityNamed(plan, said) === undefined
  return wasAssumed ? severityNamed(subject.plan, said) : undefined
}
