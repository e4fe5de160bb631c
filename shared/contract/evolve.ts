import type { Instant } from '../kernel/instant.ts'
import { isOpen, isOverdue } from '../promise/promised.ts'
import { type ContractState, isPastDue, type Paper, type Payment, type Terms } from './contract.ts'
import { gist, type RecordedContractEvent, readContractEvent } from './events.ts'
import { doneAtOf, type FactEvent, paperKey, type TakenBack } from './facts.ts'
import { withRepaired } from './repaired.ts'

/** The state after one more event; the first may be any, for a contract begins with whatever is first known of it. */
export const evolve = (id: string, before: ContractState | undefined, event: RecordedContractEvent): ContractState =>
  settled(applied(id, before, event))

function applied(id: string, before: ContractState | undefined, event: RecordedContractEvent): ContractState {
  const { unfinished: _, ...known } = before ?? { id, version: 0, facts: [], papers: [] }
  const state = { ...known, seq: event.seq, updatedAt: event.at }
  switch (event.type) {
    case 'fact':
      return { ...state, facts: withFact(stillCounting(state, event), gist(factOf(event))), unfinished: true }
    case 'termsSeen':
      return { ...state, terms: event.terms, sites: sitesSince(event.terms, before?.sites, event.at) }
    case 'paperDue':
    case 'paperMoved':
    case 'paperEnded':
      return withPaper(state, event.paper)
    case 'paperLate': {
      const paper = state.papers.find(({ key }) => key === event.paper)
      return paper ? withPaper(state, { ...paper, state: 'broken', brokenAt: paper.dueAt }) : state
    }
    case 'planned':
      // Whatever is still to be recorded is still to be recorded.
      return event.works.reduce(withVisit, { ...state, ...(before?.unfinished && { unfinished: true as const }) })
    case 'payment':
      return withPayment(state, event.payment)
    case 'paymentTold': {
      const found = before?.payments?.find(({ key }) => key === event.payment)
      if (!found) return state
      const { told: _, ...payment } = found
      return withPayment(state, event.about === 'withdrawn' ? payment : { ...payment, told: event.told })
    }
    case 'asked':
      if (event.about === 'payment') return { ...state, chased: { at: event.at, count: event.count } }
      return event.about === 'late'
        ? { ...state, late: { at: event.at, count: event.count } }
        : { ...state, papers: state.papers.map((paper) => told(paper, event.until, event.about === 'soon' ? 1 : 2)) }
    case 'calendarSaid':
    case 'agreementTold':
    case 'agreementDenied':
      return { ...state, ...(before?.unfinished && { unfinished: true as const }) }
    case 'repaired':
      return {
        ...state,
        repaired: withRepaired(before?.repaired, event.month, { repair: event.repair, workers: event.workers ?? [] }),
        unfinished: true,
      }
    case 'unfinished':
      return { ...state, unfinished: true }
    default:
      return event satisfies never
  }
}

/** Since when each site has been there. An earlier version did not say which there are. */
export const sitesSince = (
  { sites = [] }: Partial<Pick<Terms, 'sites'>>,
  known: ContractState['sites'],
  now: Instant,
): NonNullable<ContractState['sites']> => ({ ...Object.fromEntries(sites.map((site) => [site, now])), ...known })

export const fold = (id: string, events: readonly object[]): ContractState | undefined =>
  events.map(readContractEvent).reduce<ContractState | undefined>((state, event) => evolve(id, state, event), undefined)

const factOf = ({ seq, at, by, clause, need, about, fact }: RecordedContractEvent & { type: 'fact' }): FactEvent => ({
  seq,
  at,
  by,
  clause,
  need,
  about,
  fact,
})

const EACH_COUNTS: ReadonlySet<FactEvent['fact']['type']> = new Set(['moved', 'agreed'])

/** The first fact about a paper is the one that counts, until it is taken back; each move and each later day that was agreed does. */
const withFact = (facts: readonly FactEvent[], fact: FactEvent): readonly FactEvent[] => {
  if (fact.fact.type === 'takenBack') return withoutFact(facts, fact.fact)
  const isSame = ({ clause, need, about, fact: { type } }: FactEvent) =>
    clause === fact.clause && need === fact.need && about === fact.about && type !== 'agreed'
  return !EACH_COUNTS.has(fact.fact.type) && facts.some(isSame) ? facts : [...facts, fact]
}

/** Of work that is due once more, as its days have moved, what was recorded before stands in nobody's way. */
const stillCounting = ({ facts, papers }: ContractState, which: FactEvent): readonly FactEvent[] => {
  const paper = papers.find(({ key, work }) => work !== undefined && key === paperKey(which))
  if (!paper) return facts
  return facts.filter(
    (one) => one.fact.type !== 'recorded' || paperKey(one) !== paperKey(which) || doneAtOf(one) >= paper.startedAt,
  )
}

const withoutFact = (facts: readonly FactEvent[], { taken, stands }: TakenBack): readonly FactEvent[] =>
  [...facts.filter(({ seq }) => seq !== taken && seq !== stands?.seq), ...(stands ? [stands] : [])].toSorted(
    (one, other) => one.seq - other.seq,
  )

function withPayment(state: ContractState, payment: Payment): ContractState {
  const { payments = [] } = state
  const place = payments.findIndex(({ key }) => key === payment.key)
  return { ...state, payments: place < 0 ? [...payments, payment] : payments.with(place, payment) }
}

function withPaper(state: ContractState, paper: Paper): ContractState {
  const { papers } = state
  const place = papers.findIndex(({ key }) => key === paper.key)
  return { ...state, papers: place < 0 ? [...papers, paper] : papers.with(place, paper) }
}

function withVisit(state: ContractState, { key, visit }: PlannedWork): ContractState {
  const paper = state.papers.find((one) => one.key === key)
  if (!paper) return state
  const { visit: _, ...rest } = paper
  return withPaper(state, visit ? { ...rest, visit } : rest)
}
type PlannedWork = Extract<RecordedContractEvent, { type: 'planned' }>['works'][number]

const told = (paper: Paper, until: string, stage: 1 | 2): Paper =>
  isOpen(paper) && paper.dueAt <= until && (paper.told ?? 0) < stage ? { ...paper, told: stage } : paper

/**
 * The next time begins anew once nothing is late, or past due, any more. While something is, what becomes so besides joins it in its
 * turn: a contract of which something new is late every day climbs like any other.
 */
function settled({ late, chased, ...state }: ContractState): ContractState {
  return {
    ...state,
    ...(late && state.papers.some(isOverdue) && { late }),
    ...(chased && state.payments?.some(isPastDue) && { chased }),
  }
}
