import { addDays, dayOf, startOfDay, type WorkingTime } from '../kernel/calendar.ts'
import { defined } from '../kernel/fields.ts'
import { type Instant, laterOf } from '../kernel/instant.ts'
import { monthNumber, numberedMonth } from '../kernel/month.ts'
import { type Text, text } from '../kernel/text.ts'
import { clausesWith, type PlanDocument } from '../plan/document.ts'
import type { RecurringRule } from '../plan/rules.ts'
import { monthOf } from '../promise/lines.ts'
import type { Obligation } from '../promise/obligation.ts'
import { anchorsOf } from '../schedule/anchors.ts'
import { dueAtOf, type Occurrence, occurrencesOf } from '../schedule/occurrences.ts'
import { type Agreed, type ContractDates, type FactEvent, ofBefore } from './facts.ts'
import { type BoundContract, isAbout, standing, type Thing, thingsOf } from './lines.ts'
import { contractSubject } from './subject.ts'

/** A rule at one site, or for the contract. */
interface Series {
  readonly file: BoundContract
  readonly rule: RecurringRule & { readonly clause: string }
  readonly thing: Thing
  readonly workingTime: WorkingTime
}

/**
 * The ledger's lines of planned work (C17 R9 N18 …): one for each time that it is due, a year ahead. What was due before the contract came
 * here, before its version asked for it, or before the site was added, has none.
 */
export const workObligations = (file: BoundContract, now: Instant): readonly Obligation[] =>
  seriesOf(file).flatMap((series) =>
    occurrencesIn(series, file.contract, horizonOf(now)).flatMap((occurrence) => lineOf(series, occurrence, now) ?? []),
  )

/** A year and the rest of the month: what comes into sight does so once a month, for all at once. */
const horizonOf = (now: Instant): Instant => startOfDay(`${numberedMonth(monthNumber(now.slice(0, 7)) + 13)}-01`, 'UTC')

/** What is to come: all that opens by an instant, whatever was said about it. */
export const workUntil = (file: BoundContract, until: Instant) =>
  seriesOf(file).flatMap((series) =>
    occurrencesIn(series, file.contract, until).map((occurrence) => ({
      ...occurrence,
      rule: series.rule,
      key: keyOf(series, occurrence),
      dueAt: dueAtOf(series.rule, occurrence, series.workingTime),
      ...defined({ site: series.thing.site }),
    })),
  )

const seriesOf = (file: BoundContract): readonly Series[] =>
  clausesWith(file.document, 'recurring').flatMap((rule) =>
    thingsOf(file, rule.of).map((thing) => ({ file, rule, thing, workingTime: workingTimeIn(file, thing.timezone) })),
  )

const workingTimeIn = ({ document: { workingHours, holidays } }: BoundContract, timezone: string): WorkingTime => ({
  timezone,
  workingHours,
  ...defined({ holidays }),
})

const occurrencesIn = (
  { file, rule, workingTime }: Series,
  dates: ContractDates,
  until: Instant,
): readonly Occurrence[] => {
  const anchors = anchorsOf(file.document, { ...dates, renewals: file.contract.renewals }, workingTime)
  return occurrencesOf(rule, anchors, workingTime, dayOf(until, workingTime.timezone))
}

const needOf = ({ rule }: Series, { number }: Occurrence): string => `${rule.id}-${number}`
const keyOf = (series: Series, occurrence: Occurrence): string =>
  `${series.rule.clause}/${needOf(series, occurrence)}/${series.thing.about}`

function lineOf(series: Series, occurrence: Occurrence, now: Instant): Obligation | undefined {
  const { file, rule, thing, workingTime } = series
  const { contract, document, facts, past } = file
  const [need, key] = [needOf(series, occurrence), keyOf(series, occurrence)]
  if (past?.has(key)) return undefined
  const promisedAt = dueAtOf(rule, occurrence, workingTime)
  if (isOfBefore(series, occurrence, promisedAt)) return undefined
  const said = facts.filter((event) => isAbout(event, rule.clause, need, thing))
  const dueAt = agreedIn(said, promisedAt, workingTime) ?? promisedAt
  const startedAt = startOfDay(occurrence.opensOn, workingTime.timezone)
  // Done before its time it is the one before that was done, or nobody's.
  const fact = said.find(({ at, fact: { type } }) => (type === 'recorded' && at >= startedAt) || type === 'waived')
  return {
    id: `${contractSubject(contract.id)}/${key}`,
    clause: rule.clause,
    plan: document.id,
    planVersion: document.version,
    what: `${rule.by}:${need}`,
    customer: contract.customer,
    contract: contract.id,
    ...defined({ site: thing.site }),
    startedAt,
    dueAt,
    month: monthOf(dueAt, workingTime.timezone),
    ...standing(fact, undefined, dueAt, now),
  }
}

/** Nobody here can have planned it, nor say whether it was done. */
function isOfBefore(series: Series, { number }: Occurrence, dueAt: Instant): boolean {
  const { file, rule, thing, workingTime } = series
  const addedAt = thing.site === undefined ? undefined : file.since?.[thing.site]
  if (addedAt !== undefined && dueAt < addedAt) return true
  const dueBy = (dates: ContractDates) => {
    const then = occurrencesIn(series, dates, dueAt).find((one) => one.number === number)
    return then && dueAtOf(rule, then, workingTime)
  }
  return ofBefore(file.facts, `${rule.clause}/${rule.id}`, dueAt, dueBy) !== undefined
}

/** Until when the customer agreed to wait, where that was agreed while it was still in time, and for longer. */
function agreedIn(said: readonly FactEvent[], promisedAt: Instant, { timezone }: WorkingTime): Instant | undefined {
  let dueAt = promisedAt
  for (const { at, fact } of said)
    if (fact.type === 'agreed' && at <= dueAt) dueAt = laterOf(dueAt, endOf(fact, timezone))
  return dueAt === promisedAt ? undefined : dueAt
}

const endOf = ({ until }: Agreed, timezone: string): Instant => startOfDay(addDays(until, 1), timezone)

/** What a time of planned work is called: the work, and which one. Undefined where the key is of something else. */
export function workName(document: Pick<PlanDocument, 'clauses'>, key: string): Text | undefined {
  const [clause = '', need = ''] = key.split('/')
  const at = need.lastIndexOf('-')
  const rule = clausesWith(document, 'recurring').find((one) => one.clause === clause && one.id === need.slice(0, at))
  if (!rule) return undefined
  const number = need.slice(at + 1)
  const { zh, en } = rule.name
  if (!rule.phases) return number.length === 4 ? text(`${number} 年${zh}`, `${en} ${number}`) : rule.name
  return text(`${zh}（第 ${number} 次）`, `${en} (no. ${number})`)
}
