import { together } from '../repair/features/feature.ts'
import type { VisitActionType } from './actions.ts'
import { offers as advising } from './features/advising/offers.ts'
import { offers as calls } from './features/calls/offers.ts'
import { offers as doing } from './features/doing/offers.ts'
import { offers as ending } from './features/ending/offers.ts'
import { offers as engineer } from './features/engineer/offers.ts'
import type { Offer } from './features/feature.ts'
import { offers as filling } from './features/filling/offers.ts'
import { offers as notes } from './features/notes/offers.ts'
import { offers as objecting } from './features/objecting/offers.ts'
import { offers as planning } from './features/planning/offers.ts'
import { offers as works } from './features/works/offers.ts'

/** To whom each action is offered, when, and what it asks for, in the order in which a page would offer them. */
export const VISIT_OFFERS: Readonly<Record<VisitActionType, Offer>> = together([
  filling,
  doing,
  calls,
  engineer,
  planning,
  objecting,
  works,
  advising,
  notes,
  ending,
])

export const VISIT_ACTION_TYPES = Object.keys(VISIT_OFFERS) as readonly VisitActionType[]
