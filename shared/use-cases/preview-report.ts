import { without } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { open } from '../repair/decide.ts'
import type { FaultReport } from '../repair/state/call.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { Deps } from './deps.ts'
import type { Reach } from './reach.ts'
import { type Recognised, recognise } from './recognise.ts'
import { timeOf } from './report-fault.ts'
import { targetOf } from './target.ts'

/** What is known of a report before it is saved. */
export type Foreseen = Pick<FaultReport, 'caller' | 'serial' | 'site' | 'unitUnknown' | 'matter' | 'reportedAt'>

/** The repairs that a report would open, one for each severity that it may turn out to have; or the one that it joins. */
export interface ReportPreview {
  readonly joins?: string
  readonly repairs: readonly Repair[]
}

/**
 * What a report would promise: it is read and decided as it will be, and nothing is saved. `reach`: of what stands where somebody
 * has no duty they hear as of a number that nobody knows.
 */
export async function previewReport(deps: Deps, foreseen: Foreseen, reach: Reach | undefined): Promise<ReportPreview> {
  const now = deps.clock.now()
  const { report, recognised } = await readAs(deps, { callId: '', channel: 'staff', symptoms: '', ...foreseen }, reach)
  const { existing } = await targetOf(deps, report, recognised)
  const repairs = recognised.subject.plan.severities.map(({ id }) => opened(report, recognised, id, now))
  return { ...(existing !== undefined && { joins: existing }), repairs }
}

interface Read {
  readonly report: FaultReport
  readonly recognised: Recognised
}

async function readAs(deps: Deps, report: FaultReport, reach: Reach | undefined): Promise<Read> {
  const read: Read = { report, recognised: await recognise(deps, report) }
  if (!reach || reach.ofRoster(read.recognised.subject.roster, deps.clock.now())) return read
  if (report.serial) return readAs(deps, { ...without(report, 'serial'), unitUnknown: true }, reach)
  const stranger = without(report, 'caller', 'site')
  return { report: stranger, recognised: await recognise(deps, stranger) }
}

function opened(report: FaultReport, { subject }: Recognised, severity: string, now: Instant): Repair {
  const { callId, channel, symptoms, matter } = report
  const reportedAt = timeOf(report, now)
  const call = { callId, channel, symptoms, at: reportedAt }
  return open({ repairId: '', subject, severity, reportedAt, ...(matter && { matter }), call, contacts: [] }, now).state
}
