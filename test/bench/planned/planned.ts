import type { Ladders } from '../../../shared/contract/asking.ts'
import type { ContractState } from '../../../shared/contract/contract.ts'
import { advance, type Bound, recordFact } from '../../../shared/contract/decide.ts'
import { linesOf, nextAt } from '../../../shared/contract/due.ts'
import { ofContractItself } from '../../../shared/contract/facts.ts'
import { contractStory } from '../../../shared/contract/story.ts'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import type { PlanDocument } from '../../../shared/plan/document.ts'
import type { RecurringRule } from '../../../shared/plan/rules.ts'
import { plans } from '../../support/plans.ts'
import { aContract } from '../../support/repair-fixtures.ts'
import type { Measured } from '../figures.ts'

const DAY_MS = 24 * 3_600_000
const NOW: Instant = '2026-11-30T00:00:00.000Z'
export const CLAUSES = 20
const STAFF = { kind: 'staff', id: 'desk', name: '客服' } as const
const NOBODY: Ladders = { papers: [], money: [] }
/** Monthly, quarterly and half-yearly work, as the four commitments mix it. */
const RHYTHMS = ['P1M', 'P3M', 'P3M', 'P3M', 'P6M'] as const

/**
 * What it takes to keep planned work: of so many contracts with twenty recurring clauses each, a day of theirs and a year's calendar of
 * one. The rules alone, states read and written as a store keeps them, without the store.
 */
export async function measurePlanned({ contracts, days }: { contracts: number; days: number }): Promise<Measured> {
  const document = planOf()
  const bound = Array.from({ length: contracts }, (_, place) => boundTo(document, place))
  const calendars: number[] = []
  const faults: string[] = []
  let states = bound.map((one) => {
    const started = performance.now()
    const state = settled(filed(one), one, NOW)
    calendars.push(performance.now() - started)
    if (linesOf(state).length < CLAUSES) faults.push(`${one.contract.id}: a clause has no line in the year ahead`)
    return { state, next: nextAt(state, NOW) }
  })
  const took: number[] = []
  let looks = 0
  for (let day = 1; day <= days; day++) {
    const now = later(NOW, day * DAY_MS)
    const started = performance.now()
    states = states.map((before, place) => {
      if (before.next === undefined || before.next > now) return before
      looks += 1
      const one = bound[place] as Bound
      const state = settled(done(before.state, now), one, now)
      return { state, next: nextAt(state, now) }
    })
    took.push(performance.now() - started)
  }
  const size = Math.max(...states.map(({ state }) => Buffer.byteLength(JSON.stringify(contractStory.write(state)))))
  const name = `${contracts.toLocaleString('en')} contracts × ${CLAUSES} recurring clauses`
  return {
    figures: [
      { name: `${name}: planning a day`, unit: 's', runs: took.map((ms) => ms / 1000), target: 5 },
      { name: 'a year’s calendar of one contract, from nothing', unit: 'ms', runs: calendars, target: 50 },
      { name: 'largest state of such a contract', unit: 'kB', runs: [size / 1000] },
    ],
    notes: [`On a day ${Math.round(looks / days).toLocaleString('en')} of the contracts had something to decide.`],
    faults,
  }
}

/** All that is due by then, as a store would hand it over and take it. */
function settled(before: ContractState, bound: Bound, now: Instant): ContractState {
  let state = contractStory.read(JSON.parse(JSON.stringify(before)) as object)
  do state = { ...advance(state, bound, NOBODY, now).state, version: state.version + 1 }
  while (state.unfinished)
  return contractStory.read(JSON.parse(JSON.stringify(contractStory.write(state))) as object)
}

/** It came into the system today; what was due before is nobody's. */
function filed({ contract: { id, signedOn, acceptedOn } }: Bound): ContractState {
  const fact = { type: 'filed', signedOn, ...(acceptedOn && { acceptedOn }) } as const
  return recordFact(id, undefined, { ...ofContractItself(fact.type), fact }, STAFF, NOW).state
}

/** Whoever heard that it is due within the week has done it. */
function done(state: ContractState, now: Instant): ContractState {
  const soon = later(now, 7 * DAY_MS)
  const due = state.papers.filter(
    ({ state: stands, startedAt, dueAt }) => stands === 'open' && startedAt <= now && dueAt <= soon,
  )
  return due.reduce((before, { key }) => {
    const [clause = '', need = '', about = ''] = key.split('/')
    return recordFact(
      state.id,
      before,
      { clause, need, about, fact: { type: 'recorded', document: '已完成' } },
      STAFF,
      now,
    ).state
  }, state)
}

export function planOf(of: RecurringRule['of'] = 'contract'): PlanDocument {
  const base = plans.find(({ id }) => id === 'R')
  if (!base) throw new Error('no plans')
  const rule = (place: number): RecurringRule => ({
    rule: 'recurring',
    id: 'work',
    name: { zh: `服务${place}`, en: `Work ${place}` },
    of,
    by: 'visit',
    from: 'accepted',
    phases: [{ every: RHYTHMS[place % RHYTHMS.length] ?? 'P3M', until: 'P5Y' }],
  })
  const clauses = Array.from({ length: CLAUSES }, (_, place) => ({
    id: `X${place + 1}`,
    promise: { zh: `第 ${place + 1} 条`, en: `Clause ${place + 1}` },
    kind: 'schedule' as const,
    status: 'active' as const,
    rules: [rule(place)],
  }))
  return { ...base, clauses }
}

/** Accepted on any day of the two years before. */
const boundTo = (document: PlanDocument, place: number): Bound => ({
  contract: aContract({
    id: `K-${place}`,
    signedOn: '2024-11-01',
    acceptedOn: later(NOW, -((place * 37) % 730) * DAY_MS).slice(0, 10),
  }),
  document,
  sites: [],
  units: [],
  timezone: 'Asia/Shanghai',
  customerName: '客户',
})
