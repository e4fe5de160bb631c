import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { without } from '../../../kernel/fields.ts'
import type { Text } from '../../../kernel/text.ts'
import { isIn, type Slot, type VisitState, type VisitTerms, type VisitWork } from '../../state/visit.ts'
import type { Actions, Events } from '../feature.ts'
import { undecided } from '../objecting/offers.ts'
import type { WorksAction } from './offers.ts'

export type WorksEvent =
  /** What it is about, where that is not what it was. */
  | { readonly type: 'termsSeen'; readonly terms: VisitTerms }
  | { readonly type: 'workAdded'; readonly work: VisitWork }
  /** Its contract says another day, or another name. */
  | { readonly type: 'workMoved'; readonly work: VisitWork }
  /** By that the date that is agreed is too early for it now, or too late. */
  | { readonly type: 'dateMisfits'; readonly slot: Slot; readonly work: VisitWork }
  /** `because`: settled otherwise or owed no more, left out by somebody, or not to be done yet when the visit was. */
  | {
      readonly type: 'workDropped'
      readonly key: string
      readonly name?: Text
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
      works
        .filter(({ key }) => key === work)
        .map(({ key, name }) => ({ type: 'workDropped', key, name, because: 'leftOut', reason })),
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
    fold: (state, { work }) => {
      const works = state.works.map((one) => (one.key === work.key ? work : one))
      const { slot } = state
      const isBack = slot !== undefined && works.every((one) => isIn(slot, one))
      return { ...(isBack ? without(state, 'misfit') : state), works, unnoted: true }
    },
  },
  dateMisfits: { fold: (state, { at }) => ({ ...without(state, 'asked'), misfit: { at } }) },
  workDropped: {
    fold: (state, { key, because }) => {
      const lapsed = because === 'ended' && undecided(state) ? state.works.filter((work) => work.key === key) : []
      const kept = lapsed.length > 0 ? { ...state, lapsed: [...(state.lapsed ?? []), ...lapsed] } : state
      return withoutWork(kept, key, because === 'leftOut')
    },
  },
}

const withoutWork = (state: VisitState, key: string, byHand: boolean): VisitState => ({
  ...state,
  works: state.works.filter((work) => work.key !== key),
  dropped: [...state.dropped, byHand ? { key, byHand } : { key }],
  unnoted: true,
})
