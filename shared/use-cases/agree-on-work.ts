import { isUnpaid } from '../contract/contract.ts'
import type { ContractEvent } from '../contract/events.ts'
import { paperKey, standingFacts } from '../contract/facts.ts'
import { stagesOf } from '../contract/payments.ts'
import { endOf, paperName, workIn } from '../contract/works.ts'
import type { ContractFile } from '../evidence/contract-file.ts'
import { aboutOf, isAbout, needOf, type Which } from '../evidence/papers.ts'
import type { Actor } from '../kernel/actor.ts'
import { type Day, dayOf } from '../kernel/calendar.ts'
import { BadRequestError, type Fault, fault } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import { type Instant, later } from '../kernel/instant.ts'
import type { Agreement } from '../promise/agreement.ts'
import { isInWriting } from '../visit/features/objecting/offers.ts'
import { boundTo } from './bound.ts'
import { appendFact, refreshContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { contractFile } from './facts.ts'
import { type Work, worksOf } from './record-on-contract.ts'
import { contactFor, placeOf } from './visit-terms.ts'

/**
 * Records that the customer agreed to wait for one time of planned work until the end of a later day, or we to wait for a stage of
 * payment. That moves this one alone, work only while it is in time, and whoever is said to have agreed is told, unless its visit tells
 * them (`isTold`): they may deny it. The same again changes nothing. Undefined: no such contract. Throws BadRequestError for work that is
 * not open, and for a day that is no later, or as late as the next one.
 */
export async function agreeOnWork(
  deps: Deps,
  id: string,
  which: Which,
  agreed: Agreement & { readonly until: Day },
  by: Actor,
  { isTold }: { readonly isTold?: true } = {},
): Promise<ContractFile | undefined> {
  if (!(await deps.directory.contract(id))) return undefined
  const fact = { type: 'agreed', ...agreed } as const
  const last = standingFacts(await deps.contracts.facts(id)).findLast((event) => isAbout(event, which))
  if (JSON.stringify(last?.fact) !== JSON.stringify(fact)) {
    const now = deps.clock.now()
    const payment = await paymentOf(deps, id, which)
    const works = payment ? [] : await worksOf(deps, id)
    const refused = payment ? refusalOfPayment(payment, agreed.until) : refusalOf(works, which, agreed.until, now)
    if (refused) throw new BadRequestError([refused])
    if (!payment && !isInWriting(agreed.how) && (await hasDenied(deps, id))) throw new BadRequestError([NOT_IN_WRITING])
    const told = payment || isTold ? [] : await lettersOf(deps, id, { which, agreed, works })
    await appendFact(deps, id, by, () => ({ ...which, fact }), told)
  }
  await refreshContract(deps, id)
  return contractFile(deps, id)
}

/** Of a customer who denied one before, a promise moves by what they write alone. */
const hasDenied = async (deps: Deps, id: string): Promise<boolean> =>
  (await deps.contracts.facts(id)).some(({ by, fact }) => fact.type === 'takenBack' && by.kind === 'customer')

export const NOT_IN_WRITING = fault(
  'how',
  '客户说过没有约定：承诺改期要有书面同意（邮件或签字）',
  'the customer denied an agreement before: that a promise moves they have to say in writing, by e-mail or signed',
)

interface Moved {
  readonly which: Which
  readonly agreed: Agreement & { readonly until: Day }
  readonly works: readonly Work[]
}

/** Whoever is said to have agreed is told, where they are on file and can be written to; otherwise whoever of theirs can be. */
async function lettersOf(deps: Deps, id: string, { which, agreed, works }: Moved): Promise<readonly ContractEvent[]> {
  const work = workNamed(works, which)
  const bound = await boundTo(deps, id)
  if (!work || !bound) return []
  const { until, by, how } = agreed
  const { line, timezone } = work
  const key = paperKey(which)
  const place = placeOf(bound, line.site)
  const { customer } = bound.contract
  const contact = await contactFor(deps, { place, terms: { customer } }, bound.sites, by)
  if (!contact) return []
  return [
    {
      type: 'agreementTold',
      key,
      name: paperName(bound.document, key, bound.calendar) ?? { zh: which.need, en: which.need },
      timezone,
      before: line.dueAt,
      dueAt: endOf({ until }, timezone),
      agreement: { by, how },
      contact,
      ...defined({ site: bound.sites.find((one) => one.id === line.site)?.name }),
    },
  ]
}

const workNamed = (works: readonly Work[], { clause, need, about }: Which): Work | undefined =>
  works.find(({ line }) => line.clause === clause && aboutOf(line) === about && needOf(line) === need)

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
