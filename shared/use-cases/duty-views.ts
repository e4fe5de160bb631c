import type { Duty, DutyOf, LogEntry } from '../duty/duty.ts'
import { gapsAt } from '../duty/log.ts'
import { type Days, gapsIn } from '../duty/plan.ts'
import { DUTIES, type DutyKey, dutyId } from '../duty/subject.ts'
import type { DutySummary } from '../duty/summary.ts'
import type { WorkLine } from '../evidence/contract-file.ts'
import { aboutOf, isWork, needOf } from '../evidence/papers.ts'
import { workLines } from '../evidence/works.ts'
import { nameOf } from '../kernel/actor.ts'
import { defined, pick } from '../kernel/fields.ts'
import { durationMs, type Instant, later } from '../kernel/instant.ts'
import { PLAN_OF_DUTY, REPORT_OF_DUTY, WATCH_OF_DUTY } from '../plan/rules/duty.ts'
import { boundTo } from './bound.ts'
import { linesOfContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { dutyHistory, dutyOfWork, loadDuty, seenOf } from './duties.ts'

// Reinforced duty as people look at it: every period that asks for one, planned or not, with how its three promises stand.

/** One period at one place. `of`: absent where it is none any more. */
export interface DutyFound {
  readonly key: DutyKey
  readonly of: DutyOf | Duty
  readonly duty?: Duty
  readonly parts: { readonly plan?: WorkLine; readonly watch?: WorkLine; readonly report?: WorkLine }
}

/** So far back, and so far ahead, lists look. */
const BACK_MS = durationMs('PT1440H')
const AHEAD_MS = durationMs('PT4392H')
const PAGE = 500
const MOST_PAGES = 10
const MOST_LISTED = 200

/** Those that are to come, are on, or were lately, the first to begin first. */
export async function listDuties(
  deps: Deps,
  sees: (of: DutyOf | Duty) => Promise<boolean>,
): Promise<readonly DutyFound[]> {
  const keys = new Map((await keysOf(deps)).map((key) => [dutyId(key), key]))
  const works = worksBy(deps)
  const found: DutyFound[] = []
  for (const key of [...keys.values()].slice(0, MOST_LISTED)) {
    const one = await findDuty(deps, key, works)
    if (one && (await sees(one.of))) found.push(one)
  }
  return found.toSorted((one, other) => (one.of.from < other.of.from ? -1 : 1))
}

/** What is owed of them, and those that were planned. */
async function keysOf(deps: Deps): Promise<readonly DutyKey[]> {
  const now = deps.clock.now()
  const [from, to] = [later(now, -BACK_MS), later(now, AHEAD_MS)]
  const keys: DutyKey[] = []
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, cursor: next } = await deps.ledger.due({ from, to, limit: PAGE, ...defined({ cursor }) })
    for (const line of items) {
      const { contract = '', clause } = line
      const key = isWork(line) && dutyOfWork(contract, { clause, need: needOf(line), about: aboutOf(line) })
      if (key) keys.push(key)
    }
    cursor = next
    if (cursor === undefined) break
  }
  const { items } = await deps.store.list({ board: DUTIES, order: 'descending', limit: MOST_LISTED })
  const planned = (items as readonly DutySummary[]).filter((row) => row.to > from)
  return [...keys, ...planned.map(({ key }) => key)]
}

type Works = (contract: string) => Promise<readonly WorkLine[]>

/** Of each contract once. */
function worksBy(deps: Deps): Works {
  const known = new Map<string, Promise<readonly WorkLine[]>>()
  return (contract) => {
    const works = known.get(contract) ?? worksOf(deps, contract)
    known.set(contract, works)
    return works
  }
}

async function worksOf(deps: Deps, contract: string): Promise<readonly WorkLine[]> {
  const bound = await boundTo(deps, contract)
  if (!bound) return []
  const [lines, facts] = await Promise.all([linesOfContract(deps, bound), deps.contracts.facts(contract)])
  return workLines(lines.filter(isWork), facts, bound.document, deps.clock.now())
}

/** Undefined: there is none of that name, and there never was. */
export async function findDuty(deps: Deps, key: DutyKey, works: Works = worksBy(deps)): Promise<DutyFound | undefined> {
  const [seen, duty] = await Promise.all([seenOf(deps, key), loadDuty(deps, dutyId(key))])
  const of = duty?.gone || typeof seen !== 'object' ? duty : seen
  if (!of) return undefined
  const theirs = (await works(key.contract)).filter((work) => {
    const one = dutyOfWork(key.contract, work)
    return one && dutyId(one) === dutyId(key)
  })
  // Of plans the one for the days as they are now: the last.
  const part = (name: string) => theirs.findLast(({ need }) => need.includes(name))
  const parts = defined({
    plan: part(`${PLAN_OF_DUTY}-`),
    watch: part(`${WATCH_OF_DUTY}-`),
    report: part(`${REPORT_OF_DUTY}-`),
  })
  return { key, of, parts, ...defined({ duty }) }
}

/** By its id, as lists give it. */
export async function dutyNamed(deps: Deps, id: string): Promise<DutyFound | undefined> {
  const [contract = '', clause = '', name = '', about = ''] = id.split('~')
  const at = name.lastIndexOf('-')
  const key = { contract, clause, rule: name.slice(0, at), entry: name.slice(at + 1), about }
  return dutyId(key) === id ? findDuty(deps, key) : undefined
}

export type DutyState = 'toPlan' | 'planned' | 'on' | 'over' | 'gone'

export function stateOf({ of, duty }: DutyFound, now: Instant): DutyState {
  if (duty?.gone) return 'gone'
  if (of.to <= now) return 'over'
  // What was planned for other days is not planned.
  if (!duty?.planned || duty.from !== of.from || duty.to !== of.to) return 'toPlan'
  return of.from <= now ? 'on' : 'planned'
}

/** Times of its days at which nobody is there. */
export const unwatchedOf = ({ of, duty }: DutyFound): readonly Days[] =>
  duty?.gone ? [] : gapsIn(duty?.shifts ?? [], { from: of.from, to: of.to })

export const watchGaps = ({ duty }: DutyFound, now: Instant): readonly Days[] => (duty ? gapsAt(duty, now) : [])

/** An entry as people read it: its number, who made it when, and the repair of its fault. */
export interface LoggedEntry extends Omit<LogEntry, 'fault'> {
  readonly seq: number
  readonly at: Instant
  readonly by: string
  readonly fault?: { readonly unit?: string; readonly repair?: string }
}

export async function logOf(deps: Deps, id: string): Promise<readonly LoggedEntry[]> {
  const history = await dutyHistory(deps, id)
  const repairs = new Map(history.flatMap((one) => (one.type === 'faultReported' ? [[one.entry, one.repair]] : [])))
  return history.flatMap((event): LoggedEntry[] => {
    if (event.type !== 'noted') return []
    const { seq, at, by, entry } = event
    const fault = entry.fault && { fault: { ...entry.fault, ...defined({ repair: repairs.get(seq) }) } }
    const words = pick(entry, 'events', 'analysis', 'done', 'handover', 'corrects', 'photo')
    return [{ seq, at, by: nameOf(by), observed: entry.observed, ...words, ...fault }]
  })
}
