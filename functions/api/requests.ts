import { BadRequestError, noSite } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { requireSeverity } from '../../shared/plan/severity.ts'
import type { FaultReport } from '../../shared/repair/state/call.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { becameRepair } from '../../shared/use-cases/on-the-line.ts'
import { previewReport } from '../../shared/use-cases/preview-report.ts'
import { recognise } from '../../shared/use-cases/recognise.ts'
import { reportFault } from '../../shared/use-cases/report-fault.ts'
import { dispatchersRights } from '../../shared/use-cases/rights.ts'
import type { PromisesPreview } from '../../shared/wire/deadlines.ts'
import { parse } from '../../shared/wire/problem.ts'
import { parseRequest, requestPreviewSchema } from '../../shared/wire/request.ts'
import { answerFor } from '../hotline/answer.ts'
import { bodyJson } from '../middleware/body.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import type { ApiCall } from './call.ts'
import { clocksOf } from './planning.ts'
import { reachFor, requireNone } from './rights.ts'
import { MAY, type Staff, staffWho } from './roles.ts'

/** A request that came by fax, e-mail, on site or any other way, as the colleague who took it records it (H1, R10). */
export const takeRequest: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'takeRequest')
  const { role, actor } = staff
  const { through, desk = false, ...report } = parseRequest(bodyJson(event))
  if (desk && !MAY.takeAtDesk.includes(role))
    throw new ForbiddenError(staff, {
      zh: `角色 ${role} 不能留在服务台处理：去掉 desk。`,
      en: `The role ${role} may not "takeAtDesk": leave desk out.`,
    })
  if (report.site && !(await deps.directory.site(report.site))) throw new BadRequestError([noSite('site', report.site)])
  await requireUnderstood(deps, staff, { ...report, channel: through }, desk)
  const takenBy = actor.name ?? actor.id
  const { outcome, repair } = await reportFault(deps, {
    ...report,
    channel: through,
    ...(takenBy && { takenBy }),
    ...(desk && { desk: actor }),
  })
  await becameRepair(deps, report.callId, actor, repair.id)
  return json(outcome === 'repeated' ? 200 : 201, answerFor(repair))
}

/** What that request would promise, while somebody is still on the line. */
export const previewRequest: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'takeRequest')
  const foreseen = parse(requestPreviewSchema, bodyJson(event))
  const { joins, repairs } = await previewReport(deps, foreseen, await reachFor(deps, staff))
  const [first] = repairs
  if (!first) throw new RangeError('a plan has severities')
  const { reportedAt, timezone, roster, plan, customer, needsIdentification } = first
  const answer: PromisesPreview = {
    ...{ reportedAt, timezone, roster, plan: plan.id, planVersion: plan.version },
    ...(needsIdentification && { assumed: customer ? 'unit' : 'customer' }),
    ...defined({ joins }),
    severities: repairs.map((repair) => ({
      severity: repair.severity,
      clocks: clocksOf(repair, readerLanguage(event)),
    })),
  }
  return json(200, answer)
}

/**
 * A colleague who types a severity that the plan does not know is still there to choose one: nothing is assumed. Whoever keeps a
 * report at the desk acts for its service point: nobody there is paged meanwhile.
 */
const requireUnderstood = async (deps: Deps, staff: Staff, report: FaultReport, desk: boolean): Promise<void> => {
  const isAtDesk = desk && staff.role === 'dispatcher'
  if (!report.severity && !isAtDesk) return
  const { subject, problem } = await recognise(deps, report)
  if (report.severity && problem) requireSeverity(subject.plan, report.severity)
  if (!isAtDesk) return
  const { acts, why } = await dispatchersRights(deps, staff, subject)
  requireNone(staff, acts ? undefined : why)
}
