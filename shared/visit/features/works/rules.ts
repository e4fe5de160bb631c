import { BadRequestError, fault } from '../../../kernel/errors.ts'
import type { VisitState, VisitTerms, VisitWork } from '../../state/visit.ts'
import type { Actions, Events } from '../feature.ts'
import type { WorksAction } from './offers.ts'

export type WorksEvent =
  /** What it is about, where that is not what it was. */
  | { readonly type: 'termsSeen'; readonly terms: VisitTerms }
  | { readonly type: 'workAdded'; readonly work: VisitWork }
  /** Its contract says another day, or another name. */
  | { readonly type: 'workMoved'; readonly work: VisitWork }
  /** `because`: settled otherwise or owed no more, left out by somebody, or not to be done yet when the visit was. */
  | {
      readonly type: 'workDropped'
      readonly key: string
      readonly because: 'ended' | 'leftOut' | 'tooEarly'
      readonly reason?: string
    }

/** So many works are more than any visit settles. */
const MOST_WORKS = 40

export const actions: Actions<WorksAction, WorksEvent> = {
  addWork: {
    decide: ({ works }, _, { lookedUp: { work } }) => {
      if (!work || works.some(({ key }) => key === work.key)) return []
      if (works.length >= MOST_WORKS)
        throw new BadRequestError([
          fault('work', `一次最多办 ${MOST_WORKS} 项`, `one visit settles ${MOST_WORKS} at most`),
        ])
      return [{ type: 'workAdded', work }]
    },
  },
  dropWork: {
    decide: ({ works }, { work, reason }) =>
      works.some(({ key }) => key === work) ? [{ type: 'workDropped', key: work, because: 'leftOut', reason }] : [],
  },
}

export const events: Events<WorksEvent> = {
  termsSeen: { fold: (state, { terms }) => ({ ...state, terms }) },
  workAdded: {
    fold: (state, { work }) => ({
      ...state,
      works: [...state.works, work],
      dropped: state.dropped.filter(({ key }) => key !== work.key),
      unnoted: true,
    }),
  },
  workMoved: {
    fold: (state, { work }) => ({
      ...state,
      works: state.works.map((one) => (one.key === work.key ? work : one)),
      unnoted: true,
    }),
  },
  workDropped: {
    fold: (state, { key, because }) => withoutWork(state, key, because === 'leftOut'),
  },
}

const withoutWork = (state: VisitState, key: string, byHand: boolean): VisitState => ({
  ...state,
  works: state.works.filter((work) => work.key !== key),
  dropped: [...state.dropped, byHand ? { key, byHand } : { key }],
  unnoted: true,
})
