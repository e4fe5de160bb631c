import type { Planner, VisitQuestion } from '../../state/visit.ts'
import type { Events } from '../feature.ts'

// Nobody is left waiting: whoever is to do something next is asked, by day, and when they do not, the next above.

export type AskingEvent =
  /** For the `count`th time in a row. Absent person: there is nobody to ask. */
  | { readonly type: 'asked'; readonly about: VisitQuestion; readonly person?: Planner; readonly count: number }
  /** The day before: customer and engineer. */
  | { readonly type: 'reminded' }

export const events: Events<AskingEvent> = {
  asked: {
    fold: (state, { about, count, at }) =>
      about === 'judge' ? { ...state, judging: { at, count } } : { ...state, asked: { about, at, count } },
  },
  reminded: { fold: (state, { at }) => ({ ...state, remindedAt: at }) },
}
