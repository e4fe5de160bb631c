import type { PersonRef } from '../../../kernel/actor.ts'
import { mayBeAskedAt } from '../../../promise/asking-hours.ts'
import type { VisitState } from '../../state/visit.ts'
import { type Messages, silent } from '../feature.ts'
import { toContact, toOurs } from '../telling.ts'
import type { DoingEvent } from './rules.ts'

export const messages: Messages<DoingEvent> = {
  // Nobody has said what came of it by the time that it was agreed until.
  passed: (event, after) =>
    after.way === 'visit' && mayBeAskedAt(after.terms, event.at)
      ? firstOf(after).map((one) => toOurs(event, after, 'outcome', one))
      : [],
  done: silent,
  // Whoever waited for us, or is said not to have been there, hears of it.
  missed: (event, after, before) => [
    ...toContact(event, after, SAID[event.why], { slot: before?.slot, reason: event.reason }),
    ...after.terms.planners
      .slice(0, 1)
      .filter(({ id }) => id !== event.by.id)
      .map((one) => toOurs(event, { ...after, ...(before?.slot && { slot: before.slot }) }, 'missed', one)),
  ],
  contractTold: silent,
}

/** Whoever goes, and the first of those who plan it. */
const firstOf = ({ engineer, terms }: VisitState): readonly PersonRef[] => [
  ...new Map([...(engineer ? [engineer] : []), ...terms.planners.slice(0, 1)].map((one) => [one.id, one])).values(),
]

const SAID = { customerAbsent: 'absent', engineerAbsent: 'notCome', other: 'absent' } as const
