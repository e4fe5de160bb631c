import type { LoanerUnit } from '../../shared/directory/directory.ts'
import type { Actor, PersonRef } from '../../shared/kernel/actor.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { fromMs, type Instant, toMs } from '../../shared/kernel/instant.ts'
import { repairPlan } from '../../shared/plan/document.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import type { Matter } from '../../shared/plan/rules.ts'
import { strictestSeverity } from '../../shared/plan/terms.ts'
import { explain } from '../../shared/promise/explain.ts'
import { act } from '../../shared/repair/act.ts'
import type { Action } from '../../shared/repair/actions.ts'
import { advance, checkpoint, type PathEntry } from '../../shared/repair/advance.ts'
import { open } from '../../shared/repair/decide.ts'
import type { Decision } from '../../shared/repair/decision.ts'
import type { RecordedEvent, RepairEventType } from '../../shared/repair/events.ts'
import type { Teams } from '../../shared/repair/features/beyond/rules.ts'
import type { RepairContact } from '../../shared/repair/state/contact.ts'
import type { LookedUp } from '../../shared/repair/state/looked-up.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { workingTimeOf } from '../../shared/repair/state/working-time.ts'
import { plans } from './plans.ts'

/** The engineers and the manager of the tests, in the order in which a page climbs. */
export const person = (id: string): PersonRef => ({ id, name: id })
export const PATH: readonly PathEntry[] = [
  { person: person('zhang'), tier: 0 },
  { person: person('wang'), tier: 1 },
  { person: person('manager'), tier: 2 },
  { person: person('li'), tier: 0 },
]
export const engineer = (id: string): Actor => ({ kind: 'engineer', id, name: id })
export const CUSTOMER: Actor = { kind: 'customer', id: 'contact', name: 'contact' }
export const STAFF: Actor = { kind: 'staff', id: 'dispatcher', name: 'dispatcher' }
const CONTACT: RepairContact = { id: 'contact', name: 'contact', email: 'contact@example.com', language: 'zh-CN' }

/** Shanghai wall-clock time on a day of 2026 as an instant: `at('11-20 02:13')`. */
export const at = (local: string, year = 2026): Instant =>
  fromMs(Date.parse(`${year}-${local.replace(' ', 'T')}${local.length === 11 ? ':00' : ''}+08:00`))

/** The part of a plan's document that repairs run on. */
export const planOf = (id: string): Plan => {
  const found = plans.find((document) => document.id === id)
  if (!found) throw new Error(`no plan ${id}`)
  return repairPlan(found)
}

/** The latest version of a plan. */
export const latestPlanOf = (id: string): Plan => {
  const found = plans.findLast((document) => document.id === id)
  if (!found) throw new Error(`no plan ${id}`)
  return repairPlan(found)
}

/** One repair played on paper: every timer that falls due in between is asked, in order, as the workflow would. */
export class Play {
  now: Instant
  repair: Repair
  readonly events: RecordedEvent[] = []
  path: readonly PathEntry[]
  loaners: readonly LoanerUnit[] = [{ serial: 'L-1', model: 'M1', name: 'loaner' }]
  /** Whoever is asked beyond the desk. */
  teams: Teams = { rd: [person('rd')], production: [person('production')], experts: [person('expert')] }

  /** `plan`: one of the four, or one made for the test. */
  constructor(
    plan: 'H' | 'C' | 'R' | 'N' | Plan,
    reportedAt: Instant,
    severity?: string,
    timezone = 'Asia/Shanghai',
    matter?: Matter,
    path: readonly PathEntry[] = PATH,
  ) {
    this.path = path
    const found = typeof plan === 'string' ? planOf(plan) : plan
    this.now = reportedAt
    const decision = open(
      {
        repairId: '261120-0007',
        subject: {
          plan: found,
          needsIdentification: false,
          timezone,
          roster: 'main',
          unit: { serial: 'S-1', model: 'M1', name: 'unit', shortName: 'unit' },
        },
        severity: severity ?? strictestSeverity(found),
        reportedAt,
        ...defined({ matter }),
        call: { callId: 'call-1', channel: 'api', at: reportedAt, symptoms: 'broken' },
        contacts: [CONTACT],
      },
      reportedAt,
    )
    this.repair = decision.state
    this.#keep(decision)
    this.until(reportedAt)
  }

  /** Lets time pass up to and including this instant. */
  until(instant: Instant): this {
    for (let step = 0; step < 10_000; step++) {
      const next = checkpoint(this.repair)
      if (next === undefined || next > instant) break
      if (next > this.now) this.now = next
      this.#keep(
        advance(
          this.repair,
          { path: this.path, freeLoaners: this.loaners, teams: this.teams, keeper: person('keeper') },
          this.now,
        ),
      )
    }
    if (toMs(instant) > toMs(this.now)) this.now = instant
    return this
  }

  /** A person acts at this instant; timers due by then have fired. */
  does(who: Actor, action: Action, instant: Instant = this.now, lookedUp: LookedUp = {}): this {
    this.until(instant)
    const me = who.kind === 'engineer' && who.id ? { person: person(who.id) } : {}
    this.#keep(act(this.repair, action, { ...me, ...lookedUp }, who, this.now))
    return this.until(this.now)
  }

  /** A person acts just before the timers of that instant fire. */
  doesFirst(who: Actor, action: Action, instant: Instant): this {
    this.until(fromMs(toMs(instant) - 1))
    this.now = instant
    const me = who.kind === 'engineer' && who.id ? { person: person(who.id) } : {}
    this.#keep(act(this.repair, action, me, who, this.now))
    return this.until(this.now)
  }

  clock(clause: string, until: string, round = 1) {
    const clock = this.repair.clocks.find((known) => known.id === `${clause}/${until}/${round}`)
    if (!clock)
      throw new Error(`no clock ${clause}/${until}/${round}; there are ${this.repair.clocks.map((c) => c.id)}`)
    return clock
  }

  /** How a clause stands: `kept`, `broken by PT5M`, … */
  outcome(clause: string, until: string, round = 1): string {
    const { state, lateBy } = this.clock(clause, until, round)
    return lateBy ? `${state} by ${lateBy}` : state
  }

  explanation(clause: string, until: string): string {
    return explain(this.clock(clause, until), workingTimeOf(this.repair), 'en')
  }

  of<T extends RepairEventType>(type: T): Extract<RecordedEvent, { type: T }>[] {
    return this.events.filter((event): event is Extract<RecordedEvent, { type: T }> => event.type === type)
  }

  /** Who was paged so far, as `zhang@02:13`. */
  pages(): string[] {
    return this.of('paged').map(({ person: paged, at: when }) => `${paged.id}@${localTime(when)}`)
  }

  #keep(decision: Decision): void {
    this.events.push(...decision.events)
    this.repair = decision.state
  }
}

export const localTime = (instant: Instant): string => fromMs(toMs(instant) + 8 * 3_600_000).slice(11, 16)
