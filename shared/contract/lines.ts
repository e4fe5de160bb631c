import type { Contract, Site, Unit } from '../directory/directory.ts'
import { normaliseSerial } from '../directory/serial.ts'
import { nameOf } from '../kernel/actor.ts'
import { addDays, type Day, startOfDay, type WorkingTime } from '../kernel/calendar.ts'
import { unpausedDue } from '../kernel/deadline.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { clausesWith, type PlanDocument } from '../plan/document.ts'
import type { EvidenceRule } from '../plan/rules.ts'
import { worksIn } from '../plan/works-in.ts'
import { monthOf } from '../promise/lines.ts'
import type { Obligation } from '../promise/obligation.ts'
import { outcomeAt } from '../promise/promised.ts'
import type { CalendarEntry } from '../schedule/customer-calendar.ts'
import { type ContractDates, doneAtOf, type FactEvent, ofBefore } from './facts.ts'
import { contractSubject } from './subject.ts'

/** A contract with what it binds, and what was recorded about its clauses of fact, in order. */
export interface BoundContract {
  readonly contract: Contract
  /** The version of the commitment that the contract names. */
  readonly document: PlanDocument
  readonly sites: readonly Site[]
  readonly units: readonly BoundUnit[]
  /** Without what was taken back. */
  readonly facts: readonly FactEvent[]
  /** Where the contract names no site. */
  readonly timezone: string
  /** Since when each site has been under it; absent: always. */
  readonly since?: Readonly<Record<string, Instant>>
  /** What the customer says of their days, where the plan asks for it. */
  readonly calendar?: readonly CalendarEntry[]
  /** Months in which an engineer repaired something under it. */
  readonly repaired?: readonly string[]
  /** Keys of planned work that ended long ago. */
  readonly past?: ReadonlySet<string>
}
export interface BoundUnit {
  readonly unit: Unit
  /** Of the site it stands at. */
  readonly timezone: string
}

/**
 * The ledger's lines of a contract's clauses of fact (H9 C13 …): one per document needed, for the contract or for each of its
 * sites or units. Due at 24:00 of the day that the plan counts from, or of the last day of the plan's period after it. What
 * has no such day yet – not delivered, not accepted – is not due yet and has no line.
 */
export const contractObligations = (file: BoundContract, now: Instant): readonly Obligation[] =>
  clausesWith(file.document, 'evidence').flatMap((rule) => {
    const given = { file, rule, due: dueDays(file.document, rule) }
    return thingsOf(file, rule.of).flatMap((subject) => {
      const day = dayFor(rule, file.contract, subject)
      return day === undefined ? [] : rule.needs.map(({ id }) => lineOf(given, id, subject, day, now))
    })
  })

/** A rule as it applies to a contract. */
interface Given {
  readonly file: BoundContract
  readonly rule: EvidenceRule & { readonly clause: string }
  readonly due: (day: Day, timezone: string) => Term
}
/** From when to when, and the month it counts in. */
type Term = Pick<Obligation, 'startedAt' | 'dueAt' | 'month'>

/** By the day that a rule counts from: a thousand units of one delivery share it, and working it out is what takes time. */
function dueDays({ workingHours, holidays }: PlanDocument, rule: EvidenceRule): Given['due'] {
  const known = new Map<string, Term>()
  return (day, timezone) => {
    const key = `${day} ${timezone}`
    const found = known.get(key)
    if (found) return found
    const dueAt = dueOn(day, rule, { timezone, workingHours, ...defined({ holidays }) })
    const term = { startedAt: startOfDay(day, timezone), dueAt, month: monthOf(dueAt, timezone) }
    known.set(key, term)
    return term
  }
}

/** What a document is about, as facts name it. */
export interface Thing {
  readonly about: string
  readonly site?: string
  readonly unit?: Unit
  readonly timezone: string
}

export function thingsOf({ sites, units, timezone }: BoundContract, of: EvidenceRule['of']): readonly Thing[] {
  switch (of) {
    case 'contract':
      return [{ about: 'contract', timezone: sites[0]?.timezone ?? timezone }]
    case 'site':
      return sites.map(({ id, timezone }) => ({ about: id, site: id, timezone }))
    case 'unit':
      return units.filter(isInService).map(({ unit, timezone }) => ({
        about: normaliseSerial(unit.serial),
        site: unit.site,
        unit,
        timezone,
      }))
    default:
      return of satisfies never
  }
}

/** What another unit came in place of owes nothing any more: its successor has papers of its own. */
export const isInService = ({ unit }: BoundUnit): boolean => unit.replacedBy === undefined

/** What came in place of a unit was delivered, and accepted, on the day it was put in. */
function dayFor({ from }: EvidenceRule, dates: ContractDates, { unit }: Thing): Day | undefined {
  switch (from) {
    case 'signed':
      return dates.signedOn
    case 'delivered':
      return unit?.replaces?.on ?? dates.deliveredOn
    case 'accepted':
      return unit?.acceptedOn ?? unit?.replaces?.on ?? dates.acceptedOn
    default:
      return from satisfies never
  }
}

function lineOf(
  { file: { contract, document, facts }, rule, due }: Given,
  need: string,
  subject: Thing,
  day: Day,
  now: Instant,
): Obligation {
  const { about, unit, site, timezone } = subject
  const term = due(day, timezone)
  const { dueAt } = term
  const fact = facts.find((event) => isAbout(event, rule.clause, need, subject))
  const dueBy = (dates: ContractDates) => {
    const filedFor = dayFor(rule, dates, subject)
    return filedFor === undefined ? undefined : due(filedFor, timezone).dueAt
  }
  const before = ofBefore(facts, `${rule.clause}/${need}`, dueAt, dueBy)
  return {
    id: `${contractSubject(contract.id)}/${rule.clause}/${need}/${about}`,
    clause: rule.clause,
    plan: document.id,
    planVersion: document.version,
    what: `document:${need}`,
    customer: contract.customer,
    contract: contract.id,
    ...(unit && { unit: about }),
    ...defined({ site }),
    ...term,
    ...standing(fact, before, dueAt, now),
  }
}

export function standing(fact: FactEvent | undefined, before: FactEvent | undefined, dueAt: Instant, now: Instant) {
  if (before && (!fact || doneAtOf(fact) > dueAt)) return notRecorded(before)
  if (fact) return ended(fact, dueAt)
  return dueAt < now ? ({ state: 'broken', brokenAt: dueAt } as const) : ({ state: 'open' } as const)
}

/** Nobody can say whether it was handed over in time: it is neither kept nor broken, whatever is recorded later. */
const notRecorded = ({ at, seq, fact }: FactEvent) =>
  ({ state: 'fallenAway', endedAt: at, evidence: seq, endedBecause: fact.type }) as const

/** What a version asks for, as a move remembers it. */
export const needsOf = (document: PlanDocument): readonly string[] => [
  ...clausesWith(document, 'evidence').flatMap(({ clause, needs }) => needs.map(({ id }) => `${clause}/${id}`)),
  ...clausesWith(document, 'payment').flatMap(({ clause, stages }) => stages.map(({ id }) => `${clause}/${id}`)),
  ...worksIn(document).map(({ clause, id }) => `${clause}/${id}`),
]

export const isAbout = (event: FactEvent, clause: string, need: string, { about, unit }: Thing): boolean =>
  event.clause === clause && event.need === need && (unit ? normaliseSerial(event.about) : event.about) === about

const dueOn = (day: Day, { within }: EvidenceRule, workingTime: WorkingTime): Instant =>
  within === undefined
    ? startOfDay(addDays(day, 1), workingTime.timezone)
    : unpausedDue({ limit: within, window: '7x24' }, startOfDay(day, workingTime.timezone), workingTime)

/** What was handed over in time keeps it. A breach stays one, whether the document came late or was done without. */
function ended(event: FactEvent, dueAt: Instant) {
  const { by, seq, fact } = event
  const at = doneAtOf(event)
  const end = { endedAt: at, evidence: seq }
  const outcome = outcomeAt(at, dueAt)
  if (outcome.state === 'broken') return { ...end, ...outcome, brokenAt: dueAt }
  if (fact.type !== 'waived') return { ...end, ...outcome }
  return { ...end, state: 'waived', waivedBecause: fact.reason, waivedBy: nameOf(by) } as const
}
