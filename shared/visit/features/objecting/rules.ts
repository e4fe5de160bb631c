import { nameOf } from '../../../kernel/actor.ts'
import { defined, without } from '../../../kernel/fields.ts'
import type { Agreement } from '../../../promise/agreement.ts'
import type { Objection, Recorded, Slot, VisitState } from '../../state/visit.ts'
import type { Actions, Events } from '../feature.ts'
import { APPOINTMENT, nobodyMet } from '../stages.ts'
import { type Finding, type ObjectingAction, undecided } from './offers.ts'

export type ObjectingEvent =
  /** There was no such agreement: what it moved on its contract is taken back. */
  | { readonly type: 'disagreed'; readonly slot: Slot; readonly agreement: Agreement; readonly words?: string }
  | { readonly type: 'otherTimeWanted'; readonly slot: Slot; readonly words?: string }
  /** They were there, and nobody came. */
  | { readonly type: 'absenceDenied'; readonly slot: Slot; readonly words?: string }
  | { readonly type: 'judged'; readonly slot: Slot; readonly finding: Finding; readonly reason: string }

/** So many that are settled stay in sight; the log has them all. */
const MOST = 5

export const actions: Actions<ObjectingAction, ObjectingEvent> = {
  otherTime: {
    decide: ({ slot }, { words }) => (slot ? [{ type: 'otherTimeWanted', slot, ...defined({ words }) }] : []),
  },
  disagree: {
    decide: ({ claimed }, { words }) => {
      if (!claimed) return []
      const { by, how, slot } = claimed
      return [{ type: 'disagreed', slot, agreement: { by, how }, ...defined({ words }) }]
    },
  },
  wereThere: {
    decide: ({ absent, slot }, { words }) => {
      const when = absent ?? slot
      return when ? [{ type: 'absenceDenied', slot: when, ...defined({ words }) }] : []
    },
  },
  judge: {
    decide: (state, { finding, reason }) => {
      const open = undecided(state)
      return open ? [{ type: 'judged', slot: open.slot, finding, reason }] : []
    },
  },
}

export const events: Events<ObjectingEvent> = {
  otherTimeWanted: { fold: (state, { at }) => undated(state, at) },
  disagreed: {
    fold: (state, event) => {
      const { slot, agreement, at, by } = event
      const objected = withObjection(state, { about: 'date', slot, event })
      const next: VisitState = { ...objected, disputed: { ...agreement, at, says: by }, unnoted: true }
      // Once the day is over, somebody still has to say what came of it.
      return without(state.stage === 'appointment' ? undated(next, at) : next, 'claimed', 'agreed')
    },
  },
  absenceDenied: {
    fold: (state, event) =>
      without(withObjection(state, { about: 'absence', slot: event.slot, event }), 'absent', 'judging'),
  },
  judged: {
    fold: (state, { slot, finding, reason, at, by }) => {
      const decided = decidedWith(without(state, 'judging'), slot, { at, by: nameOf(by), finding, reason })
      if (finding === 'theirs') return decided
      const missed = { at, why: 'engineerAbsent', reason } as const
      const isOfLast = state.missed !== undefined || (state.stage === 'outcome' && state.slot?.from === slot.from)
      return isOfLast ? nobodyMet(undated(decided, at), missed) : decided
    },
  },
}

/** No date is agreed any more: another is to be found, and whoever had it has it on. */
const undated = (state: VisitState, at: string): VisitState => ({
  ...without(state, ...APPOINTMENT, ...kept(state)),
  stage: state.stage === 'ended' ? 'ended' : 'planning',
  since: at,
  unnoted: true,
})
/** Where a date is looked for already, what was offered stands. */
const kept = ({ stage }: VisitState) => (stage === 'planning' ? [] : (['proposal'] as const))

interface Objected extends Pick<Objection, 'about' | 'slot'> {
  readonly event: Recorded<{ readonly words?: string }>
}

const withObjection = (state: VisitState, { about, slot, event: { at, by, words } }: Objected): VisitState => {
  const all = [...(state.objections ?? []), { about, slot, at, by: nameOf(by), ...defined({ words }) }]
  const isOpen = ({ about: what, decided }: Objection) => what === 'absence' && decided === undefined
  return { ...state, objections: all.filter((one, place) => isOpen(one) || place >= all.length - MOST) }
}

/** What is decided on those that deny the absence of one date. */
export const decidedWith = (
  state: VisitState,
  { from }: Slot,
  decided: NonNullable<Objection['decided']>,
): VisitState =>
  state.objections
    ? {
        ...state,
        objections: state.objections.map((one) =>
          one.about === 'absence' && !one.decided && one.slot.from === from ? { ...one, decided } : one,
        ),
      }
    : state
