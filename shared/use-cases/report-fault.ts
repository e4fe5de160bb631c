import { StoreBusyError } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import { maskPhone } from '../kernel/mask.ts'
import { idOf, kindOf, type Subject } from '../kernel/subject.ts'
import { severityMeant, severityNamed } from '../plan/severity.ts'
import type { SaveResult, Taken } from '../ports/store.ts'
import { join, open, tryAtDesk } from '../repair/decide.ts'
import type { RecordedEvent } from '../repair/events.ts'
import { fold } from '../repair/evolve.ts'
import { holdOfCall, repairSubject } from '../repair/holds.ts'
import { reopenByCall } from '../repair/reopen.ts'
import { type Call, type FaultReport, saidIn } from '../repair/state/call.ts'
import type { Repair } from '../repair/state/repair.ts'
import { repairStory } from '../repair/story.ts'
import { change, commit, wake } from '../shell/commit.ts'
import type { Take } from '../subject/story.ts'
import { newTo, toldOnce } from './contacts.ts'
import type { Deps } from './deps.ts'
import { heldBack } from './mutes.ts'
import { newNumber, startAgain, startWorkflow } from './open-repair.ts'
import { type Recognised, recognise } from './recognise.ts'
import { lookUpReplacement } from './replacement-lookup.ts'
import { type Joining, type OfNumber, targetOf } from './target.ts'

export interface Reported {
  readonly outcome: 'opened' | 'joined' | 'reopened' | 'repeated'
  /** As it stood when this call was taken: a repeat is answered as the first time, whatever has happened since. */
  readonly repair: Repair
  /** What of the report was not understood, and what was assumed instead. */
  readonly problem?: string
}

/** How often a race with another report about the same call or unit may turn the answer around before we give up. */
const ATTEMPTS = 20

/**
 * A customer's report becomes a repair, whatever is missing of it. The same call again gives the same repair; a report
 * about a unit with an open repair of that matter joins it, and so does the next call of a number that nobody knows within the
 * plan's minutes. What was closed as junk is opened again. Paging is left to the workflow, so the caller is answered at once.
 */
export async function reportFault(deps: Deps, report: FaultReport): Promise<Reported> {
  const recognised = await recognise(deps, report)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await deps.repairs.ofCall(report.callId)
    if (known) return repeated(deps, known, report)
    const target = await targetOf(deps, report, recognised)
    const reported =
      target.existing !== undefined
        ? await joinRepair(deps, target.existing, report, recognised, target.join)
        : await openRepair(deps, report, recognised, target)
    if (reported) return reported
  }
  throw new StoreBusyError(`Call ${report.callId} could not be recorded: too many reports at once; send it again`)
}

async function openRepair(
  deps: Deps,
  report: FaultReport,
  recognised: Recognised,
  { takeNumber, unknownCalls }: OfNumber,
): Promise<Reported | undefined> {
  const now = deps.clock.now()
  const reportedAt = timeOf(report, now)
  const repairId = await newNumber(deps, reportedAt, recognised.subject.timezone)
  const matter = report.matter && { matter: report.matter }
  const { subject, severity } = recognised
  const contacts = await toldOnce(deps, recognised.contacts)
  const call = callOf(report, reportedAt, recognised, recognised.problem)
  const tally = unknownCalls && { unknownCalls }
  const opened = open({ repairId, subject, severity, reportedAt, ...matter, call, contacts, ...tally }, now)
  const decision = report.desk ? tryAtDesk(opened, report.desk) : await heldBack(deps, opened)
  const result = await commit(deps, repairStory, decision, [
    takeCall(report.callId),
    ...(takeNumber ? [takeNumber] : []),
  ])
  if (isTakenCall(result)) return repeated(deps, idOf(result.by), report)
  if (result.outcome !== 'saved') return undefined
  await startWorkflow(deps, repairId)
  return reportedAs(deps, 'opened', result.state, report)
}

/** Should the repair have moved on, nothing is saved, and the next attempt looks again. */
async function joinRepair(
  deps: Deps,
  repairId: string,
  report: FaultReport,
  recognised: Recognised,
  how: Joining,
): Promise<Reported | undefined> {
  const { isKnown } = recognised
  let isReopened = false
  const result = await change(
    deps,
    repairStory,
    repairId,
    async (repair) => {
      const now = deps.clock.now()
      const { problem } = await understood(deps, repair, report)
      const call = callOf(report, timeOf(report, now), recognised, problem)
      const contacts = await newTo(deps, repair, recognised.contacts)
      const severity = severityNamed(repair.plan, report.severity)
      isReopened = repair.stage === 'closed'
      if (how === 'reopen' && isReopened) return reopenByCall(repair, call, contacts, severity, now)
      const lookedUp = repair.stage === 'confirmation' ? await lookUpReplacement(deps, repair) : {}
      const joined = join(repair, call, contacts, severity, now, {
        ...lookedUp,
        sameCaller: how === 'number',
        // What a colleague took is not a caller's flood.
        unknown: !isKnown && report.takenBy === undefined,
      })
      return report.desk && joined.events.length > 0 ? tryAtDesk(joined, report.desk) : joined
    },
    [takeCall(report.callId)],
  )
  if (!result) return undefined
  if ('saved' in result && !result.saved) return undefined
  if ('outcome' in result) return heldElsewhere(deps, result, report, recognised)
  await (isReopened ? startAgain(deps, repairId) : wake(deps, repairSubject(repairId)))
  return reportedAs(deps, isReopened ? 'reopened' : 'joined', result.state, report)
}

/** What was to be opened again needs a unit that another repair holds meanwhile: the report joins that one. */
async function heldElsewhere(deps: Deps, result: SaveResult, report: FaultReport, recognised: Recognised) {
  if (result.outcome !== 'taken') return undefined
  const [kind, by] = [kindOf(result.hold as Subject), idOf(result.by)]
  if (kind === 'call') return repeated(deps, by, report)
  return kind === 'unit' ? joinRepair(deps, by, report, recognised, 'unit') : undefined
}

/** Each call belongs to one repair for good. */
const takeCall = (callId: string): Take => ({ hold: holdOfCall(callId), once: true })
const isTakenCall = (result: SaveResult): result is Taken =>
  result.outcome === 'taken' && kindOf(result.hold as Subject) === 'call'

/** When the report reached us; an adapter may know better than now, but nobody reports from the future. */
export const timeOf = ({ reportedAt }: FaultReport, now: Instant): Instant =>
  reportedAt && reportedAt < now ? reportedAt : now

/** How the word for the severity is understood under the repair's plan; while that is assumed, any plan's words will do. */
const understood = async ({ plans }: Deps, { plan, customer }: Repair, { severity }: FaultReport) =>
  severityMeant(plan, severity, customer ? [] : await plans())

const reportedAs = async (
  deps: Deps,
  outcome: Reported['outcome'],
  repair: Repair,
  report: FaultReport,
): Promise<Reported> => {
  const { problem } = await understood(deps, repair, report)
  return { outcome, repair, ...(problem && { problem }) }
}

async function repeated(deps: Deps, repairId: string, report: FaultReport): Promise<Reported> {
  const { callId } = report
  const history = await deps.repairs.history(repairId)
  const taken = history.find((event) => isCall(event) && event.call.callId === callId)
  const repair = taken && fold(history.filter(({ seq, at }) => seq <= taken.seq || at <= taken.at))
  if (!repair) throw new Error(`Call ${callId} is not on the record of repair ${repairId}`)
  return reportedAs(deps, 'repeated', repair, report)
}

const callOf = (report: FaultReport, at: Instant, recognised: Recognised, problem: string | undefined): Call => ({
  callId: report.callId,
  channel: report.channel,
  ...(report.takenBy && { takenBy: report.takenBy }),
  ...(report.visit && { visit: report.visit }),
  ...(report.duty && { duty: report.duty }),
  at,
  symptoms: report.symptoms,
  ...(report.unitUnknown && { unitUnknown: true }),
  ...numberOf(report, recognised),
  ...saidIn((name) => report[name]),
  ...problemsOf(report, problem),
})

/** A contact's number is the directory's, and changes there. */
function numberOf({ caller }: FaultReport, { phone, namedAs }: Recognised) {
  if (phone !== undefined && namedAs.length > 0) return { caller: maskPhone(phone), onFile: namedAs }
  return caller ? { caller } : {}
}

function problemsOf({ problems = [] }: FaultReport, problem: string | undefined): Pick<Call, 'problems'> {
  const all = [...(problem ? [problem] : []), ...problems]
  return all.length > 0 ? { problems: all } : {}
}

const isCall = (event: RecordedEvent): event is RecordedEvent & { readonly call: Call } =>
  event.type === 'opened' || event.type === 'callJoined'
