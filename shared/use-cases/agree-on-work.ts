import { standingFacts } from '../contract/facts.ts'
import { workIn } from '../contract/works.ts'
import type { ContractFile } from '../evidence/contract-file.ts'
import { aboutOf, isAbout, needOf, type Which } from '../evidence/papers.ts'
import type { Actor } from '../kernel/actor.ts'
import { type Day, dayOf } from '../kernel/calendar.ts'
import { BadRequestError, type Fault, fault } from '../kernel/errors.ts'
import { type Instant, later } from '../kernel/instant.ts'
import type { Agreement } from '../promise/agreement.ts'
import { appendFact, refreshContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { contractFile } from './facts.ts'
import { type Work, worksOf } from './record-on-contract.ts'

/**
 * Records that the customer agreed to wait for one time of planned work until the end of a later day. That moves this one alone, and
 * only while it is in time. The same again changes nothing. Undefined: no such contract. Throws BadRequestError for work that is
 * not open, and for a day that is no later, or as late as the next one.
 */
export async function agreeOnWork(
  deps: Deps,
  id: string,
  which: Which,
  agreed: Agreement & { readonly until: Day },
  by: Actor,
): Promise<ContractFile | undefined> {
  if (!(await deps.directory.contract(id))) return undefined
  const fact = { type: 'agreed', ...agreed } as const
  const last = standingFacts(await deps.contracts.facts(id)).findLast((event) => isAbout(event, which))
  if (JSON.stringify(last?.fact) !== JSON.stringify(fact)) {
    const refused = refusalOf(await worksOf(deps, id), which, agreed.until, deps.clock.now())
    if (refused) throw new BadRequestError([refused])
    await appendFact(deps, id, by, () => ({ ...which, fact }))
  }
  await refreshContract(deps, id)
  return contractFile(deps, id)
}

function refusalOf(
  works: readonly Work[],
  { clause, need, about }: Which,
  until: Day,
  now: Instant,
): Fault | undefined {
  const series = works.filter(({ line }) => line.clause === clause && aboutOf(line) === about)
  const found = series.find(({ line }) => needOf(line) === need)
  if (!found) return fault('need', `${clause} 没有计划服务 ${need}`, `${clause} has no planned work ${need}`)
  const { line, timezone } = found
  if (line.state !== 'open' || line.dueAt < now)
    return fault('need', '已经办完或已经逾期，不能再改期', 'is over or late already: it moves no more')
  const lastDay = lastDayOf(line.dueAt, timezone)
  if (until <= lastDay)
    return fault('until', `要晚于现在的最后一天 ${lastDay}`, `must be after ${lastDay}, the last day now`)
  const next = series.find((one) => idOf(one) === idOf(found) && one.line.dueAt > line.dueAt)
  const most = lastDayOf(next?.line.dueAt ?? later(line.dueAt, YEAR_MS), timezone)
  if (until >= most)
    return fault('until', `要早于 ${most}：那天该办下一次了`, `must be before ${most}, when the next one is due`)
  return undefined
}

const YEAR_MS = 365 * 24 * 3_600_000

/** What ends at midnight ends with the day before. */
const lastDayOf = (dueAt: Instant, timezone: string): Day => dayOf(later(dueAt, -1), timezone)

const idOf = ({ line }: Work): string => workIn(needOf(line)).id
