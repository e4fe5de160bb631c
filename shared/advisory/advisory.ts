import { type Actor, SYSTEM } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { Recording, type Stamp } from '../subject/recording.ts'
import type { State, Story } from '../subject/story.ts'
import type { Advice } from './advice.ts'
import { ADVISORIES, ADVISORY } from './subject.ts'

// A warning goes to every customer with such a model, a handful at a time: whom it goes to next is on record before they are told, each
// of them has a notice of their own (see `notice.ts`), and only when all of these are there the next are chosen. Whatever dies in
// between, nobody is told twice and nobody left out.

export type AdvisoryEvent =
  | { type: 'issued'; advice: Advice }
  /** Whom it goes to next, by id; `last`: there is nobody behind them. */
  | { type: 'chosen'; customers: readonly string[]; last?: true }
  /** Each of them has a notice. */
  | { type: 'told'; customers: number }
  | { type: 'withdrawn'; reason: string }
  /** So many whom it went to have heard that it was withdrawn; `last`: there is nobody else. */
  | { type: 'recalled'; customers: number; last?: true }
export type RecordedAdvisoryEvent = AdvisoryEvent & Stamp

export interface Advisory extends State {
  readonly advice: Advice
  readonly issuedAt: Instant
  readonly by: Actor
  /** Who is being told. */
  readonly pending: readonly string[]
  /** Up to which id of a customer they are chosen. */
  readonly upTo?: string
  /** There is nobody else. */
  readonly isLast?: true
  /** How many customers were told. */
  readonly told: number
  readonly withdrawn?: { readonly at: Instant; readonly reason: string }
  /** Everybody whom it went to has heard that. */
  readonly isRecalled?: true
}

export const stageOfAdvisory = ({ withdrawn, pending, isLast }: Advisory): 'sending' | 'sent' | 'withdrawn' => {
  if (withdrawn) return 'withdrawn'
  return isLast && pending.length === 0 ? 'sent' : 'sending'
}

/** Some of whom it concerns have not heard it yet, or that it was withdrawn. */
const isBusy = (advisory: Advisory): boolean =>
  stageOfAdvisory(advisory) === 'sending' || (advisory.withdrawn !== undefined && !advisory.isRecalled)

/** So many at once: each is a save of its own. */
export const AT_ONCE = 50

type AdvisoryDecision = Recording<Advisory, AdvisoryEvent>
const begin = (id: string, state: Advisory | undefined, by: Actor, now: Instant): AdvisoryDecision =>
  new Recording<Advisory, AdvisoryEvent>(state, now, by, (before, event) => evolve(id, before, event))

export const issue = (id: string, advice: Advice, by: Actor, now: Instant): AdvisoryDecision =>
  begin(id, undefined, by, now).record({ type: 'issued', advice })

/** Chooses whom it goes to next, of all whom it concerns, in the order of their ids. */
export function choose(state: Advisory, concerned: readonly string[], now: Instant): AdvisoryDecision {
  const decision = begin(state.id, state, SYSTEM, now)
  if (stageOfAdvisory(state) !== 'sending' || state.pending.length > 0) return decision
  const rest = concerned.filter((customer) => customer > (state.upTo ?? '')).toSorted()
  const customers = rest.slice(0, AT_ONCE)
  return decision.record({ type: 'chosen', customers, ...(customers.length === rest.length && { last: true }) })
}

/** All who were chosen have their notice. Nothing where others were chosen meanwhile. */
export const toldAll = (state: Advisory, chosen: readonly string[], now: Instant): AdvisoryDecision => {
  const decision = begin(state.id, state, SYSTEM, now)
  const isSame = chosen.length > 0 && state.pending.join() === chosen.join()
  return isSame ? decision.record({ type: 'told', customers: chosen.length }) : decision
}

/** So many of whom it went to have heard that it was withdrawn. */
export const recalled = (state: Advisory, customers: number, isLast: boolean, now: Instant): AdvisoryDecision => {
  const decision = begin(state.id, state, SYSTEM, now)
  if (!state.withdrawn || state.isRecalled) return decision
  return decision.record({ type: 'recalled', customers, ...(isLast && { last: true }) })
}

/** It was none, or is over. Whoever has not answered is asked no more; whoever it went to hears it (see `recalled`). */
export const withdraw = (state: Advisory, reason: string, by: Actor, now: Instant): AdvisoryDecision => {
  const decision = begin(state.id, state, by, now)
  return state.withdrawn ? decision : decision.record({ type: 'withdrawn', reason })
}

function evolve(id: string, before: Advisory | undefined, event: RecordedAdvisoryEvent): Advisory {
  if (event.type === 'issued') {
    const { seq, at, by, advice } = event
    return { id, version: 0, seq, updatedAt: at, advice, issuedAt: at, by, pending: [], told: 0 }
  }
  if (!before) throw new RangeError(`${id} begins with ${event.type}`)
  const state = { ...before, seq: event.seq, updatedAt: event.at }
  switch (event.type) {
    case 'chosen': {
      const upTo = event.customers.at(-1)
      return { ...state, pending: event.customers, ...(upTo && { upTo }), ...(event.last && { isLast: true }) }
    }
    case 'told':
      return { ...state, pending: [], told: state.told + event.customers }
    case 'withdrawn':
      return { ...state, pending: [], withdrawn: { at: event.at, reason: event.reason } }
    case 'recalled':
      return { ...state, ...(event.last && { isRecalled: true }) }
    default:
      return event satisfies never
  }
}

/** What lists show of it. */
export const advisorySummary = (advisory: Advisory) => {
  const { id, advice, issuedAt, told } = advisory
  const { title, severity, models } = advice
  return { id, title, severity, models, issuedAt, told, stage: stageOfAdvisory(advisory) }
}
export type AdvisorySummary = ReturnType<typeof advisorySummary>

export const advisoryStory: Story<Advisory, RecordedAdvisoryEvent> = {
  kind: ADVISORY,
  write: (state) => state,
  read: (kept) => kept as Advisory,
  fold: (id, events) =>
    (events as readonly RecordedAdvisoryEvent[]).reduce<Advisory | undefined>(
      (state, event) => evolve(id, state, event),
      undefined,
    ),
  // Each customer is told by their own notice.
  messages: () => [],
  lines: () => [],
  holds: () => [],
  entry: (state) => ({ board: ADVISORIES, position: `${state.issuedAt}_${state.id}`, summary: advisorySummary(state) }),
  isAttended: isBusy,
  nextAt: (state) => (isBusy(state) ? state.updatedAt : undefined),
  goesOn: isBusy,
  waitsFor: (state) => (isBusy(state) ? 'sending' : 'done'),
  figures: () => [],
}
