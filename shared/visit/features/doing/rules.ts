import { nameOf } from '../../../kernel/actor.ts'
import { without } from '../../../kernel/fields.ts'
import type { MissedWhy, VisitState } from '../../state/visit.ts'
import type { Actions, Events } from '../feature.ts'
import { meaning, notMeantYet } from '../filling/forms.ts'
import type { FillingEvent } from '../filling/rules.ts'
import { undecided } from '../objecting/offers.ts'
import { decidedWith } from '../objecting/rules.ts'
import { APPOINTMENT, nobodyMet } from '../stages.ts'
import type { WorksEvent } from '../works/rules.ts'
import type { DoingAction } from './offers.ts'

export type DoingEvent =
  /** The date is over, and nobody has said what came of it. */
  | { readonly type: 'passed' }
  /** `keys`: the works that it settles; its contract records them. */
  | { readonly type: 'done'; readonly found: string; readonly keys: readonly string[] }
  | { readonly type: 'missed'; readonly why: MissedWhy; readonly reason: string }
  /** Its contract knows how it stands. */
  | { readonly type: 'contractTold' }

export const actions: Actions<DoingAction, DoingEvent | WorksEvent | FillingEvent> = {
  done: {
    decide: (state, { found }, { now }) => {
      const { works } = state
      const [open, early] = [
        works.filter(({ opensAt }) => opensAt <= now),
        works.filter(({ opensAt }) => opensAt > now),
      ]
      return [
        ...meaning(notMeantYet(state)),
        ...early.map(({ key, name }) => ({ type: 'workDropped', key, name, because: 'tooEarly' }) as const),
        { type: 'done', found, keys: open.map(({ key }) => key) },
      ]
    },
  },
  missed: { decide: (_, { why, reason }) => [{ type: 'missed', why, reason }] },
}

export const events: Events<DoingEvent> = {
  passed: { fold: (state, { at }) => ({ ...without(state, 'asked'), stage: 'outcome', since: at }) },
  done: {
    fold: (state, { found, keys, at, by }) => ({
      ...without(state, 'asked', 'proposal'),
      stage: 'ended',
      since: at,
      done: { at, by, found, keys },
      ended: { at, how: 'done' },
      unnoted: true,
    }),
  },
  missed: {
    fold: (state, { why, reason, at, by }) => ({
      ...nobodyMet(without(deniedBefore(state, why, { at, by: nameOf(by), finding: 'ours', reason }), ...APPOINTMENT), {
        at,
        why,
        reason,
      }),
      stage: 'planning',
      since: at,
      unnoted: true,
    }),
  },
  contractTold: { fold: (state) => ({ ...without(state, 'unnoted', 'disputed'), dropped: [] }) },
}

/** Whoever says that it was our fault decides for the customer; anything else these may deny, once. */
function deniedBefore(state: VisitState, why: MissedWhy, decided: Parameters<typeof decidedWith>[2]): VisitState {
  const { slot } = state
  if (!slot) return state
  if (why === 'engineerAbsent') return without(decidedWith(state, slot, decided), 'absent')
  return undecided(state, slot.from) ? state : { ...state, absent: slot }
}
