import { SYSTEM } from '../kernel/actor.ts'
import { later } from '../kernel/instant.ts'
import { mayBeAskedAt } from '../promise/asking-hours.ts'
import type { Plot } from '../shell/deps.ts'
import { HOUR_MS } from '../subject/inbox.ts'
import { advance } from '../visit/advance.ts'
import { awaitedOf } from '../visit/awaited.ts'
import { begin } from '../visit/decide.ts'
import type { RecordedVisitEvent } from '../visit/events.ts'
import { undecided } from '../visit/features/objecting/offers.ts'
import { VISIT_QUESTIONS, type VisitState } from '../visit/state/visit.ts'
import { visitStory } from '../visit/story.ts'
import { managersOnDuty } from './contract-people.ts'
import type { Deps } from './deps.ts'

/** A visit with what it looks up: what of its works is owed, who may be written to, which dates there are. */
export const visitPlot: Plot<VisitState, RecordedVisitEvent> = {
  ...visitStory,

  async advance(deps: Deps, state) {
    // Read when a visit moves: most that is woken is a repair.
    const { surroundingsOf } = await import('./visit-surroundings.ts')
    const around = state.stage === 'ended' ? undefined : await surroundingsOf(deps, state)
    return around ? advance(state, around, deps.clock.now()) : { before: state, state, events: [] }
  },

  settle: async (deps: Deps, state) => (await import('./settle-visit.ts')).settleVisit(deps, state),

  /** Nobody is paged about a visit: a question that does not arrive is asked again in its turn. */
  pageFailed: async (_deps, state) => ({ before: state, state, events: [] }),

  async messageFailed(deps: Deps, state, { effect, cause }) {
    const decision = begin(state, SYSTEM, deps.clock.now())
    if (state.proposal?.failed || state.stage === 'ended') return decision
    return decision.record({ type: 'messageFailed', message: effect.key, template: effect.template, cause })
  },

  isStillSo: (state, { values }, now) => {
    if (!mayBeAskedAt(state.terms, now) && !mayBeAskedAt(state.terms, later(now, -HOUR_MS))) return false
    if (values.asked === 'judge' || values.asked === 'wereThere') return undecided(state) !== undefined
    const isQuestion = VISIT_QUESTIONS.some((one) => one === values.asked)
    if (isQuestion) return awaitedOf(state)?.about === values.asked
    if (values.asked === 'adviceAccepted') return true
    return OF_NO_DATE.has(values.asked ?? '') ? state.stage === 'planning' : state.stage === 'appointment'
  },

  managers: async (deps: Deps, state) => {
    const named = state?.terms.planners.at(-1)
    return named ? [named.id] : managersOnDuty(deps)
  },
}

/** What the customer said of a date that stands no more. */
const OF_NO_DATE: ReadonlySet<string> = new Set(['notAgreed', 'otherTime', 'missed'])
