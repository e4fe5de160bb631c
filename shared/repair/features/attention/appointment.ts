import type { PersonRef } from '../../../kernel/actor.ts'
import { durationMs, earliest, type Instant, later, laterOf } from '../../../kernel/instant.ts'
import { attentionOf } from '../../../plan/defaults.ts'
import type { AskedAbout } from '../../state/page.ts'
import type { Repair } from '../../state/repair.ts'
import { type AskedEvent, askAtOnce } from './rules.ts'

// The customer keeps the time free that was agreed for the visit. It is no promise of the plan and moves none, but nobody lets it
// pass in silence: whoever goes is reminded before, and asked when it has come; while nobody has said that they are there some time
// later, the manager is asked and the customer told. Each once, in this order, whatever was missed meanwhile.

interface Step {
  readonly about: AskedAbout
  readonly at: Instant
}

/** When the customer counts on somebody: at the time agreed, or the later one they were told since; absent where they count on nobody. */
export function awaitedAt({ stage, visitAt, delay, pauses }: Repair): Instant | undefined {
  if (stage !== 'arrival' || !visitAt) return undefined
  const at = laterOf(visitAt, delay?.newTime ?? visitAt)
  const isOff = pauses.some(({ from, to, until }) => from <= at && at < (to ?? until ?? at))
  return isOff ? undefined : at
}

/** What is still to be said of it, in order of time. */
function ahead(state: Repair): readonly Step[] {
  const at = awaitedAt(state)
  if (at === undefined) return []
  const { beforeVisit, afterVisit } = attentionOf(state.plan)
  const steps: readonly Step[] = [
    { about: 'visitSoon', at: later(at, -durationMs(beforeVisit)) },
    { about: 'visitDue', at },
    { about: 'visitPassed', at: later(at, durationMs(afterVisit)) },
  ]
  const isSaid = ({ about, at }: Step) => (state.askedApart?.[about]?.at ?? '') >= at
  return steps.slice(steps.findLastIndex(isSaid) + 1)
}

/** When something is next to be said of it. */
export const visitAskedAt = (state: Repair): Instant | undefined => earliest(ahead(state).map(({ at }) => at))

/** Of what is due by now the last says enough. */
export function askOfVisit(state: Repair, manager: PersonRef | undefined, now: Instant): AskedEvent[] {
  const due = ahead(state).findLast(({ at }) => at <= now)
  return due ? askAtOnce(state, due.about, manager) : []
}

/** Whoever is told of a time does not have to be reminded of it at once. */
export const dated = (state: Repair, visitAt: Instant, at: Instant): Repair => ({
  ...state,
  visitAt,
  askedApart: { ...state.askedApart, visitSoon: { at, count: 0 } },
})
