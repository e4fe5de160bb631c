import { addDays, type Day, dayOf, startOfDay, type WorkingTime } from '../kernel/calendar.ts'
import { defined } from '../kernel/fields.ts'
import { type Instant, laterOf } from '../kernel/instant.ts'
import { monthNumber, numberedMonth } from '../kernel/month.ts'
import { remembered } from '../kernel/remembered.ts'
import { type Text, text } from '../kernel/text.ts'
import { clausesWith, type PlanDocument } from '../plan/document.ts'
import { isOccasional } from '../plan/rules/kit/occasion.ts'
import type { RecurringRule } from '../plan/rules.ts'
import { worksIn } from '../plan/works-in.ts'
import { monthOf } from '../promise/lines.ts'
import type { Obligation } from '../promise/obligation.ts'
import { type Anchors, anchorsOf } from '../schedule/anchors.ts'
import { type CalendarEntry, holdsAt } from '../schedule/customer-calendar.ts'
import { dueAtOf, type Occurrence, occurrencesOf } from '../schedule/occurrences.ts'
import type { Happened } from '../schedule/on-occasion.ts'
import {
  type Agreed,
  type ContractDates,
  doneAtOf,
  type FactEvent,
  isOfContractItself,
  ofBefore,
  paperKey,
} from './facts.ts'
import { type BoundContract, standing, type Thing, thingsOf } from './lines.ts'
import { contractSubject } from './subject.ts'

/** A rule at one site, or for the contract. */
interface Series {
  readonly file: BoundContract
  readonly rule: RecurringRule & { readonly clause: string }
  readonly thing: Thing
  readonly workingTime: WorkingTime
  /** When it is due by these dates of the contract, as far as one looks. */
  readonly dueBy: (dates: ContractDates) => readonly Occurrence[]
  /** What was recorded, by what it is about: there are as many facts as times that anything was due. */
  readonly said: ReadonlyMap<string, readonly FactEvent[]>
  /** How the contract came here, and to the version that it has. */
  readonly came: readonly FactEvent[]
}

/**
 * The ledger's lines of planned work (C17 R9 N18 …): one for each time that it is due, a year ahead. What was due before the contract came
 * here, before its version asked for it, or before the site was added, has none.
 */
export const workObligations = (file: BoundContract, now: Instant): readonly Obligation[] =>
  seriesOf(file, horizonOf(now)).flatMap((series) =>
    series.dueBy(file.contract).flatMap((occurrence) => lineOf(series, occurrence, now) ?? []),
  )

/** Whether anything that a version promises follows from what the customer says of their days. */
export const followsCalendar = (document: PlanDocument): boolean => worksIn(document).some(isOccasional)

/** A year and the rest of the month: what comes into sight does so once a month, for all at once. */
const horizonOf = (now: Instant): Instant => startOfDay(`${numberedMonth(monthNumber(now.slice(0, 7)) + 13)}-01`, 'UTC')

const seriesOf = (file: BoundContract, until: Instant): readonly Series[] => {
  const zones = new Map<string, Zone>()
  const said = Map.groupBy(file.facts, paperKey)
  const came = file.facts.filter(isOfContractItself)
  return worksIn(file.document).flatMap((rule) =>
    thingsOf(file, rule.of).map((thing) => {
      const { workingTime, lastDay, anchorsBy } = remembered(zones, thing.timezone, () =>
        zoneIn(file, thing.timezone, until),
      )
      const happened = happenedAt(file, thing)
      const dueBy = (dates: ContractDates) => occurrencesOf(rule, anchorsBy(dates), workingTime, lastDay, happened)
      return { file, rule, thing, workingTime, dueBy, said, came }
    }),
  )
}

/** What the customer says of all of their sites, of this one, or, for the contract, of one that it binds. */
function happenedAt({ calendar = [], repaired = [], sites }: BoundContract, { site }: Thing): Happened {
  const bound = new Set(sites.map(({ id }) => id))
  const isHere = (entry: CalendarEntry) =>
    site === undefined ? entry.site === undefined || bound.has(entry.site) : holdsAt(entry, site)
  return { entries: calendar.filter(isHere), repaired }
}

/** What all that is due in one time zone shares; working out days is what takes time. */
interface Zone {
  readonly workingTime: WorkingTime
  readonly lastDay: Day
  readonly anchorsBy: (dates: ContractDates) => Anchors
}

function zoneIn({ document, contract: { renewals } }: BoundContract, timezone: string, until: Instant): Zone {
  const { workingHours, holidays } = document
  const workingTime = { timezone, workingHours, ...defined({ holidays }) }
  const known = new Map<string, Anchors>()
  const anchorsBy = ({ signedOn, deliveredOn, acceptedOn }: ContractDates): Anchors =>
    remembered(known, [signedOn, deliveredOn, acceptedOn].join(' '), () =>
      anchorsOf(document, { signedOn, renewals, ...defined({ deliveredOn, acceptedOn }) }, workingTime),
    )
  return { workingTime, lastDay: dayOf(until, timezone), anchorsBy }
}

const needOf = ({ rule }: Series, { number }: Occurrence): string => `${rule.id}-${number}`
const keyOf = (series: Series, occurrence: Occurrence): string =>
  `${series.rule.clause}/${needOf(series, occurrence)}/${series.thing.about}`

function lineOf(series: Series, occurrence: Occurrence, now: Instant): Obligation | undefined {
  const { file, rule, thing, workingTime } = series
  const { contract, document, past } = file
  const [need, key] = [needOf(series, occurrence), keyOf(series, occurrence)]
  if (past?.has(key)) return undefined
  const promisedAt = dueAtOf(rule, occurrence, workingTime)
  if (isOfBefore(series, occurrence, promisedAt)) return undefined
  const said = series.said.get(key) ?? []
  const dueAt = agreedIn(said, promisedAt, workingTime) ?? promisedAt
  const startedAt = laterOf(startOfDay(occurrence.opensOn, workingTime.timezone), occurrence.since ?? '')
  // Done before its time it is the one before that was done, or nobody's.
  const fact = said.find((one) =>
    one.fact.type === 'recorded' ? doneAtOf(one) >= startedAt : one.fact.type === 'waived',
  )
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
    const then = series.dueBy(dates).find((one) => one.number === number)
    return then && dueAtOf(rule, then, workingTime)
  }
  return ofBefore(series.came, `${rule.clause}/${rule.id}`, dueAt, dueBy) !== undefined
}

/** Until when the customer agreed to wait, where that was agreed while it was still in time, and for longer. */
function agreedIn(said: readonly FactEvent[], promisedAt: Instant, { timezone }: WorkingTime): Instant | undefined {
  let dueAt = promisedAt
  for (const { at, fact } of said)
    if (fact.type === 'agreed' && at <= dueAt) dueAt = laterOf(dueAt, endOf(fact, timezone))
  return dueAt === promisedAt ? undefined : dueAt
}

/** What was agreed to wait until the end of a day is due as that day ends. */
export const endOf = ({ until }: Pick<Agreed, 'until'>, timezone: string): Instant =>
  startOfDay(addDays(until, 1), timezone)

/** What the paper or the work of a key, `clause/need`, is called in the plan; undefined where it has none of that name. */
export function paperName(
  document: Pick<PlanDocument, 'clauses'>,
  key: string,
  calendar: readonly CalendarEntry[] = [],
): Text | undefined {
  const [clause, need] = key.split('/')
  const needs = clausesWith(document, 'evidence').flatMap((rule) => (rule.clause === clause ? rule.needs : []))
  return needs.find(({ id }) => id === need)?.name ?? workName(document, key, calendar)
}

/** Of `inspection-3`: which work, and which time of it. */
export function workIn(need: string): { readonly id: string; readonly number: string } {
  const at = need.lastIndexOf('-')
  return { id: need.slice(0, at), number: need.slice(at + 1) }
}

/** Of a customer's calendar, and no number. */
export const isEntryId = (number: string): boolean => /^e[0-9]+(m[0-9]+)?$/.test(number)

/** The entry that it follows from, whichever of its moves it is of. */
export const entryOf = (number: string): string => number.replace(/m.*/, '')

/** The rule by which planned work of a key, `clause/need/about`, is due; undefined where there is none of that name. */
export function ruleOfWork(document: Pick<PlanDocument, 'clauses'>, key: string): RecurringRule | undefined {
  const [clause = '', need = ''] = key.split('/')
  const { id } = workIn(need)
  return worksIn(document).find((one) => one.clause === clause && one.id === id)
}

/** What a time of planned work is called: the work, and which one. Undefined where the key is of something else. */
function workName(
  document: Pick<PlanDocument, 'clauses'>,
  key: string,
  calendar: readonly CalendarEntry[],
): Text | undefined {
  const rule = ruleOfWork(document, key)
  const { number } = workIn(key.split('/')[1] ?? '')
  if (!rule) return undefined
  const { zh, en } = rule.name
  if (!rule.phases) {
    if (isEntryId(number)) {
      const entry = calendar.find(({ id }) => id === entryOf(number))
      return entry ? text(`${zh}：${entry.name}`, `${en}: ${entry.name}`) : rule.name
    }
    const [year, month] = [number.slice(0, 4), number.slice(4)]
    if (month) return text(`${year} 年 ${Number(month)} 月${zh}`, `${en} ${year}-${month}`)
    return number.length === 4 ? text(`${year} 年${zh}`, `${en} ${year}`) : rule.name
  }
  return text(`${zh}（第 ${number} 次）`, `${en} (no. ${number})`)
}
