import type { Ladders } from '../../../shared/contract/asking.ts'
import type { ContractState } from '../../../shared/contract/contract.ts'
import { advance, type Bound, recordFact } from '../../../shared/contract/decide.ts'
import { nextAt } from '../../../shared/contract/due.ts'
import { type Asked, factsIn, gist, type RecordedContractEvent } from '../../../shared/contract/events.ts'
import { type FactEvent, ofContractItself, standingFacts } from '../../../shared/contract/facts.ts'
import { plannedFrom } from '../../../shared/contract/visits.ts'
import type { Contract, Site } from '../../../shared/directory/directory.ts'
import { isAbout } from '../../../shared/evidence/papers.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { PlanDocument } from '../../../shared/plan/document.ts'
import type { EvidenceRule } from '../../../shared/plan/rules.ts'
import { plans } from '../../support/plans.ts'
import { aContract, aUnit } from '../../support/repair-fixtures.ts'

export const [BY, COORDINATOR, MANAGER] = ['zhao-min', 'chen-wei', 'liu-fang'] as const
const LADDER: readonly Asked[] = [BY, COORDINATOR, MANAGER].map((id) => ({ id, name: id }))
/** With nobody but these. */
export const laddersOf = (people: readonly Asked[]): Ladders => ({
  papers: people,
  money: people.filter(({ id }) => id !== BY),
})
const STAFF = { kind: 'staff', id: BY, name: BY } as const

const [base] = plans
if (!base) throw new Error('no plans')

/** A plan whose only clauses need these papers. */
export const needing = (rules: Readonly<Record<string, Partial<EvidenceRule>>>, version = 1): PlanDocument => ({
  ...base,
  id: 'H',
  version,
  clauses: Object.entries(rules).map(([id, rule]) => ({
    id,
    promise: { zh: id, en: id },
    kind: 'ledger',
    status: 'active',
    rules: [{ rule: 'evidence', of: 'contract', from: 'delivered', needs: needs('certificate'), ...rule }],
  })),
})
export const needs = (...ids: readonly string[]): EvidenceRule['needs'] =>
  ids.map((id) => ({ id, name: { zh: id, en: id } }))

export const siteIn = (timezone: string, id = 'lanting-east'): Site => ({
  id,
  customer: 'lanting-police',
  name: id,
  shortName: id,
  address: '',
  timezone,
  roster: 'east',
})
export const unitOf = (serial: string, timezone = 'Asia/Shanghai', changes: object = {}): Bound['units'][number] => ({
  unit: aUnit({ serial, ...changes }),
  timezone,
})

/** An instant in Shanghai: `2026-11-20 09:00`. */
export const at = (local: string): Instant => new Date(`${local.replace(' ', 'T')}+08:00`).toISOString()

/** One contract as its execution sees it: time goes on from one instant at which something may be due to the next. */
export class Play {
  readonly id = 'K-1'
  readonly events: RecordedContractEvent[] = []
  state: ContractState
  now: Instant
  bound: Bound
  ladders = laddersOf(LADDER)

  constructor(now: string, contract: Partial<Contract>, document = needing({ H9: {} }), changes: Partial<Bound> = {}) {
    this.now = at(now)
    this.bound = {
      contract: aContract({ id: this.id, plan: 'H', ...contract }),
      document,
      sites: [],
      units: [],
      timezone: 'Asia/Shanghai',
      customerName: '兰亭',
      ...changes,
    }
    this.state = { id: this.id, version: 0, seq: 0, updatedAt: this.now, facts: [], papers: [] }
    this.advance()
  }

  /** All that is due now, as the shell asks for it. */
  advance(): this {
    for (let round = 0; round < 200; round++) {
      const decided = advance(this.state, this.bound, this.ladders, this.now)
      if (decided.events.length > 0) this.#save(decided)
      const next = this.next()
      if (decided.events.length === 0 || next === undefined || next > this.now) return this
    }
    throw new Error('It keeps being due')
  }

  to(local: string): this {
    return this.until(at(local))
  }

  until(instant: Instant): this {
    for (let next = this.next(); next !== undefined && next <= instant; next = this.next()) {
      if (next > this.now) this.now = next
      const { length } = this.events
      this.advance()
      // That a visit is to be opened for something is the plot's to do, and no event of the contract's own.
      const opens = this.state.papers.some((paper) => plannedFrom(paper) === next)
      if (this.events.length === length && !opens) throw new Error(`Something is due at ${next}, and nothing is done`)
    }
    this.now = instant
    return this.advance()
  }

  /** The process is down until then: nothing is asked in between. */
  downUntil(instant: Instant): this {
    this.now = instant
    return this.advance()
  }

  /** From now on it is bound to something else. */
  bind(changes: Partial<Bound>): this {
    this.bound = { ...this.bound, ...changes }
    return this.advance()
  }

  dated(dates: Partial<Contract>): this {
    return this.bind({ contract: { ...this.bound.contract, ...dates } })
  }

  say(fact: FactEvent['fact'], clause = 'H9', need = 'certificate', about = 'contract'): this {
    const isOfNone = fact.type === 'moved' || fact.type === 'filed'
    const where = isOfNone ? ofContractItself(fact.type) : { clause, need, about }
    const decided = recordFact(this.id, this.state, { ...where, fact }, STAFF, this.now)
    if (decided.events.length > 0) this.#save(decided)
    return this.advance()
  }

  /** Of what stands of the record, the one in that place is taken back. */
  takeBack(place: number): this {
    const standing = standingFacts(factsIn(this.events)).filter(({ clause }) => clause !== 'contract')
    const fact = standing[place]
    if (!fact) return this
    const stands = standing.find((one) => one !== fact && isAbout(one, fact))
    const said = { type: 'takenBack', taken: fact.seq, reason: '-', ...(stands && { stands: gist(stands) }) } as const
    return this.say(said, fact.clause, fact.need, fact.about)
  }

  record(need = 'certificate', about = 'contract', clause = 'H9'): this {
    return this.say({ type: 'recorded', document: '已交付' }, clause, need, about)
  }

  /** Who was asked since the last look: when, in Shanghai, about what, who, and for how many papers. */
  asked(): readonly string[] {
    const fresh = this.events.slice(this.#seen)
    this.#seen = this.events.length
    const asked = fresh.flatMap((event) => (event.type === 'asked' ? [event] : []))
    return [...Map.groupBy(asked, ({ at, about }) => `${shown(at)} ${about}`)].map(
      ([when, ones]) => `${when} ${ones[0]?.missing} ${ones.map(({ person }) => person?.id ?? 'nobody').join(' ')}`,
    )
  }
  #seen = 0

  next(): Instant | undefined {
    return nextAt(this.state, this.now)
  }

  /** How each paper stands, by its key. */
  papers(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.state.papers.map(({ key, state, endedAt }) => [key, endedAt ? `${state}!` : state]))
  }

  /** With a save's version. */
  #save({ state, events }: { state: ContractState; events: readonly RecordedContractEvent[] }): void {
    this.events.push(...events)
    this.state = { ...state, version: state.version + 1 }
  }
}

const shown = (instant: Instant): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')
