import { isUnpaid } from '../contract/contract.ts'
import { standingFacts } from '../contract/facts.ts'
import { stagesOf } from '../contract/payments.ts'
import { workIn } from '../contract/works.ts'
import type { ContractFile } from '../evidence/contract-file.ts'
import { aboutOf, isAbout, needOf, type Which } from '../evidence/papers.ts'
import type { Actor } from '../kernel/actor.ts'
import { type Day, dayOf } from '../kernel/calendar.ts'
import { BadRequestError, type Fault, fault } from '../kernel/errors.ts'
import { type Instant, later } from '../kernel/instant.ts'
import type { Agreement } from '../promise/agreement.ts'
import { boundTo } from './bound.ts'
import { appendFact, refreshContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { contractFile } from './facts.ts'
import { type Work, worksOf } from './record-on-contract.ts'

/**
 * Records that the customer agreed to wait for one time of planned work until the end of a later day, or we to wait for a stage of
 * payment. That moves this one alone, work only while it is in time. The same again changes nothing. Undefined: no such contract. Throws BadRequestError for work that is
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
    const now = deps.clock.now()
    const payment = await paymentOf(deps, id, which)
    const refused = payment
      ? refusalOfPayment(payment, agreed.until)
      : refusalOf(await worksOf(deps, id), which, agreed.until, now)
    if (refused) throw new BadRequestError([refused])
    await appendFact(deps, id, by, () => ({ ...which, fact }))
  }
  await refreshContract(deps, id)
  return contractFile(deps, id)
}

/** A stage of payment of the contract's plan, which the customer may pay later where that is agreed. */
async function paymentOf(deps: Deps, id: string, { clause, need, about }: Which) {
  const bound = about === 'contract' ? await boundTo(deps, id) : undefined
  if (!bound) return undefined
  const facts = standingFacts(await deps.contracts.facts(id))
  const found = stagesOf({ ...bound, facts }, deps.clock.now()).find(
    (one) => one.clause === clause && one.stage.id === need,
  )
  return found && { ...found, timezone: bound.sites[0]?.timezone ?? bound.timezone }
}

function refusalOfPayment({ payment, timezone }: Owed, until: Day): Fault | undefined {
  if (!payment || !isUnpaid(payment))
    return fault('need', '还没有到期日，或者不用再付', 'has no day yet, or is not owed any more')
  const lastDay = lastDayOf(payment.dueAt, timezone)
  if (until <= lastDay)
    return fault('until', `要晚于现在的最后一天 ${lastDay}`, `must be after ${lastDay}, the last day now`)
  const most = lastDayOf(later(payment.dueAt, YEAR_MS), timezone)
  return until > most ? fault('until', `最晚 ${most}`, `must be ${most} or before`) : undefined
}
type Owed = NonNullable<Awaited<ReturnType<typeof paymentOf>>>

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
