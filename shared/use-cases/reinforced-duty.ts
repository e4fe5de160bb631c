import { isEntryId, workIn } from '../contract/works.ts'
import type { Roster } from '../directory/directory.ts'
import type { ContractFile } from '../evidence/contract-file.ts'
import { aboutOf, needOf, type Which } from '../evidence/papers.ts'
import { addDays, startOfDay } from '../kernel/calendar.ts'
import { BadRequestError, type Fault, fault, nobody, StoreBusyError } from '../kernel/errors.ts'
import { type Instant, laterOf } from '../kernel/instant.ts'
import { shortTime } from '../kernel/when.ts'
import { onDuty } from '../oncall/on-call.ts'
import { edgesIn } from '../oncall/proposal.ts'
import { clausesWith } from '../plan/document.ts'
import { PLAN_OF_DUTY } from '../plan/rules/duty.ts'
import type { CalendarEntry } from '../schedule/customer-calendar.ts'
import type { Requester } from './audit.ts'
import { boundTo } from './bound.ts'
import type { EditDeps } from './edit-directory.ts'
import { recordOnContract, worksOf } from './record-on-contract.ts'
import { changeOnRecord, rosterOnFile } from './rosters.ts'

/** The plan for a customer's important days, as whoever answers for it has made it. */
export interface DutyPlan {
  /** Who is there, from when to when: together all of the days. */
  readonly shifts: readonly DutyShift[]
  /** Who stands in for them, in the order in which they are asked. */
  readonly deputies: readonly string[]
  /** Whom to ring, one after the other. */
  readonly phones: string
  /** What is watched, and what is done when it fails. */
  readonly watched: string
}
export interface DutyShift {
  readonly person: string
  readonly from: Instant
  readonly to: Instant
  /** The line of support on which they are asked first meanwhile; absent: the first. */
  readonly tier?: number
}

/** The days that a plan is for, and where. */
interface Period {
  readonly entry: CalendarEntry
  readonly from: Instant
  readonly to: Instant
  readonly timezone: string
  readonly roster: string
}

/** So many stretches of one shift, and how often others may be first with the roster. */
const ATTEMPTS = 40

/**
 * Records the plan of reinforced duty (H7, N13), once nobody is missing at any time of it. Whoever is there is paged first meanwhile: a
 * layer over the roster on record, which falls back to the rotation when it ends, or when they are on leave. Said twice it changes
 * nothing. Undefined: no such contract. Throws BadRequestError with what is missing: the promise of the plan stays open.
 */
export async function planDuty(
  deps: EditDeps,
  who: Requester,
  contract: string,
  which: Which,
  plan: DutyPlan,
): Promise<ContractFile | undefined> {
  if (!(await deps.directory.contract(contract))) return undefined
  const period = await periodOf(deps, contract, which)
  const names = await namesOf(deps, plan)
  const faults = [...gapsIn(plan, period), ...deputyFaults(plan)]
  if (faults.length > 0) throw new BadRequestError(faults)
  for (const shift of plan.shifts) await layOver(deps, who, period, shift)
  const document = wordsOf(plan, period, names)
  return recordOnContract(deps, contract, which, { type: 'recorded', document }, who.actor)
}

/** Throws BadRequestError for what is no plan of reinforced duty that is owed. */
async function periodOf(deps: EditDeps, contract: string, which: Which): Promise<Period> {
  const bound = await boundTo(deps, contract)
  const { id, number } = workIn(which.need)
  const rules = bound ? clausesWith(bound.document, 'duty') : []
  const isOfDuty = rules.some((rule) => rule.clause === which.clause && `${rule.id}${PLAN_OF_DUTY}` === id)
  const entry = isEntryId(number) ? bound?.calendar?.find((one) => one.id === number) : undefined
  const work = (await worksOf(deps, contract)).find(
    ({ line }) => line.clause === which.clause && needOf(line) === which.need && aboutOf(line) === which.about,
  )
  const site = bound?.sites.find(({ id: one }) => one === (work?.line.site ?? entry?.site)) ?? bound?.sites[0]
  if (!isOfDuty || !entry || !work || !site)
    throw new BadRequestError([fault('need', '没有要交的保障方案', 'there is no plan of reinforced duty to be made')])
  const { timezone, roster } = site
  const [from, to] = [startOfDay(entry.from, timezone), startOfDay(addDays(entry.until, 1), timezone)]
  return { entry, from, to, timezone, roster }
}

/** Everybody by name. Throws BadRequestError for whoever is not on file. */
async function namesOf({ directory }: EditDeps, { shifts, deputies }: DutyPlan): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set([...shifts.map(({ person }) => person), ...deputies])]
  const people = await Promise.all(ids.map(async (id) => [id, (await directory.person(id))?.name] as const))
  const missing = people.flatMap(([id, name]) => (name === undefined ? [nobody('shifts', id)] : []))
  if (missing.length > 0) throw new BadRequestError(missing)
  return new Map(people.map(([id, name]) => [id, name ?? id]))
}

/** Every stretch of the days in which nobody is there. */
function gapsIn({ shifts }: DutyPlan, { from, to, timezone }: Period): readonly Fault[] {
  const faults: Fault[] = []
  const gap = (start: Instant, end: Instant) => {
    const [zh, en] = (['zh-CN', 'en'] as const).map((one) =>
      [start, end].map((at) => shortTime(at, timezone, one)).join(' – '),
    )
    faults.push(fault('shifts', `${zh} 没有人值守`, `nobody is there ${en}`))
  }
  let covered = from
  for (const shift of shifts.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    if (shift.to <= shift.from)
      faults.push(fault('shifts', '每一班的结束要晚于开始', 'every shift must end after it begins'))
    if (shift.from > covered && covered < to) gap(covered, shift.from < to ? shift.from : to)
    covered = laterOf(covered, shift.to)
  }
  if (covered < to) gap(covered, to)
  return faults
}

const deputyFaults = ({ shifts, deputies }: DutyPlan): readonly Fault[] =>
  deputies.some((id) => shifts.every(({ person }) => person !== id))
    ? []
    : [fault('deputies', '至少写一位不在值守的替补', 'name at least one who is not on the watch themselves')]

/** On record like any stand-in, for as long as they are not asked first anyway: said twice, nothing is left to lay over. */
async function layOver(deps: EditDeps, who: Requester, { entry, roster }: Period, shift: DutyShift): Promise<void> {
  const { person, tier = 0 } = shift
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const span = { from: laterOf(shift.from, deps.clock.now()), to: shift.to }
    const { own } = await rosterOnFile(deps, roster)
    const [next] = stretchesWithout(own.roster, { ...span, person, tier })
    if (!next) return
    const change = { kind: 'standIn', tier, person, ...next } as const
    const version = own.roster.version ?? 0
    await changeOnRecord(deps, who, roster, { change, reason: entry.name, version, dryRun: false })
  }
  throw new StoreBusyError('The roster is being changed by too many others at once; try again')
}

/** In which somebody else is asked first on that line, each as long as nothing changes there. */
function stretchesWithout(roster: Roster, { person, tier, from, to }: Required<DutyShift>) {
  if (to <= from) return []
  const edges = [from, ...edgesIn(roster, { from, to }).filter((at) => at > from && at < to)]
  const isTheirs = (at: Instant) => onDuty(roster, tier, at)[0] === person
  const found: { from: Instant; to: Instant }[] = []
  for (const [place, at] of edges.entries()) {
    const end = edges[place + 1] ?? to
    const last = found.at(-1)
    if (isTheirs(at)) continue
    if (last?.to === at) last.to = end
    else found.push({ from: at, to: end })
  }
  return found
}

/** As the contract's file keeps it: in Chinese, as it is handed to the customer. */
function wordsOf(plan: DutyPlan, { entry, timezone }: Period, names: ReadonlyMap<string, string>): string {
  const time = (at: Instant) => shortTime(at, timezone, 'zh-CN')
  const name = (id: string) => names.get(id) ?? id
  const shifts = plan.shifts.map(({ person, from, to }) => `${time(from)}–${time(to)} ${name(person)}`)
  return [
    `${entry.name}（${entry.from} 至 ${entry.until}）`,
    `值守：${shifts.join('；')}`,
    `替补：${plan.deputies.map(name).join('、')}`,
    `电话：${plan.phones}`,
    `保障内容：${plan.watched}`,
  ].join('\n')
}
