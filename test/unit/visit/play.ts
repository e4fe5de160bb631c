import type { Actor } from '../../../shared/kernel/actor.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { VisitAction } from '../../../shared/visit/actions.ts'
import { advance, type Surroundings } from '../../../shared/visit/advance.ts'
import { nextAt } from '../../../shared/visit/awaited.ts'
import { act, open, type VisitDecision } from '../../../shared/visit/decide.ts'
import type { RecordedVisitEvent } from '../../../shared/visit/events.ts'
import type { LookedUp } from '../../../shared/visit/features/feature.ts'
import type { Meeting, VisitState, VisitTerms, VisitWork } from '../../../shared/visit/state/visit.ts'
import { at } from '../../support/play.ts'

export const STAFF: Actor = { kind: 'staff', id: 'desk', name: 'desk', manager: true }
export const CUSTOMER: Actor = { kind: 'customer', id: 'tang', name: '唐宇' }
export const engineer = (id: string): Actor => ({ kind: 'engineer', id, name: id })

export const TERMS: VisitTerms = {
  customer: 'campus',
  customerName: '校区',
  plan: 'C',
  planVersion: 4,
  site: { id: 'hall', name: '教学楼', shortName: '教学楼', address: '江苏省无锡市学府大道 100 号' },
  roster: 'east',
  planners: [
    { id: 'coordinator', name: 'coordinator' },
    { id: 'manager', name: 'manager' },
  ],
  manager: 'manager',
  timezone: 'Asia/Shanghai',
  askAt: '09:00',
  holidays: 'CN',
  workingHours: [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ],
}

export const work = (key: string, opensAt: Instant, dueAt: Instant): VisitWork => ({
  key,
  name: { zh: key, en: key },
  opensAt,
  dueAt,
})

/** A visit that opens on the 12th of May 2027, for what is due at the end of the 1st of June, as the plot would play it. */
export class Play {
  state: VisitState
  now: Instant
  readonly events: RecordedVisitEvent[] = []
  owed: VisitWork[] = [work('C17/full-inspection-1/hall', at('05-02 00:00', 2027), at('06-02 00:00', 2027))]
  surroundings: Omit<Surroundings, 'owed'> = { terms: TERMS, slots: [], contact: { id: 'tang', name: '唐宇' } }

  constructor(way: Meeting = 'visit', changes: Partial<Play> = {}) {
    Object.assign(this, changes)
    this.now = at('05-12 00:00', 2027)
    const opened = { visit: 'V1', way, contract: 'K-1', place: 'hall', works: this.owed, terms: TERMS } as const
    const decided = open({ ...opened, because: 'due' }, STAFF, this.now)
    this.state = decided.state
    this.#keep(decided)
    this.until(this.now)
  }

  #keep(decided: VisitDecision): void {
    this.events.push(...(decided.events as RecordedVisitEvent[]))
    this.state = { ...decided.state, version: this.state.version + 1 }
  }

  /** Lets time pass: every timer that falls due in between is asked. */
  until(instant: Instant): this {
    for (let step = 0; step < 1000; step++) {
      const owed = new Map(this.owed.map((one) => [one.key, one]))
      const decided = advance(this.state, { ...this.surroundings, owed }, this.now)
      if (decided.events.length > 0) this.#keep(decided)
      const next = nextAt(this.state, this.now)
      if (next === undefined || next > instant) {
        this.now = instant
        return this
      }
      if (next <= this.now && decided.events.length === 0)
        throw new Error(`Something is due at ${next}, and nothing is done`)
      if (next > this.now) this.now = next
    }
    throw new Error('It keeps being due')
  }
  to(local: string): this {
    return this.until(at(local, 2027))
  }

  does(actor: Actor, action: VisitAction, lookedUp: LookedUp = {}): this {
    this.#keep(act(this.state, action, lookedUp, actor, this.now))
    return this
  }

  /** Who was asked what, as `05-13 09:00 coordinator plan`. */
  asked(): string[] {
    return this.events.flatMap((event) =>
      event.type === 'asked' ? [`${local(event.at)} ${event.person?.id ?? '–'} ${event.about}`] : [],
    )
  }
}

const local = (instant: Instant): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')
