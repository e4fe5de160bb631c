import type { Actor } from '../kernel/actor.ts'
import type { Text } from '../kernel/text.ts'
import type { ActionType } from './actions.ts'
import type { Offer, Part } from './features/feature.ts'
import { ACTION_TYPES, OFFERS } from './offers.ts'
import { isSomeoneElses, type Repair } from './state/repair.ts'

const STAFF: readonly Part[] = [
  'first',
  'work',
  'confirmation',
  'answer',
  'organise',
  'review',
  'desk',
  'office',
  'last',
]
/** Whoever has it also records the customer's word, marked as such. */
const RESPONSIBLE: readonly Part[] = ['first', 'work', 'organise', 'confirmation', 'takeOver', 'last']
const CUSTOMER: readonly Part[] = ['confirmation', 'answer']
const ASKED: readonly Part[] = ['office', 'review', 'organise']

/** What this person may do now, in the order in which a page would offer it. */
export const allowedActions = (repair: Repair, actor: Actor, now = repair.updatedAt): readonly ActionType[] =>
  candidates(repair, actor).filter((type) => OFFERS[type].isAllowed(repair, actor, now))

function candidates(repair: Repair, actor: Actor): readonly ActionType[] {
  switch (actor.kind) {
    case 'customer':
      return [...inParts(CUSTOMER), ...ACTION_TYPES.filter((type) => OFFERS[type].toCustomer)]
    case 'engineer':
      return [
        ...inParts(ASKED, ({ isAsked }) => isAsked?.(repair, actor)),
        ...(isSomeoneElses(repair, actor)
          ? ACTION_TYPES.filter((type) => OFFERS[type].toColleague)
          : inParts(RESPONSIBLE)),
      ]
    case 'staff':
    case 'system':
      return inParts(STAFF)
    // By the code on the unit, as a stranger: that it goes badly is theirs to say.
    case 'caller':
      return ['complain']
    default:
      return actor.kind satisfies never
  }
}

const inParts = (
  parts: readonly Part[],
  isOffered: (offer: Offer) => boolean | undefined = () => true,
): readonly ActionType[] =>
  parts.flatMap((part) => ACTION_TYPES.filter((type) => OFFERS[type].part === part && isOffered(OFFERS[type])))

/** What has to happen before this action, where that is not plain from the repair's stage. */
export const obstacle = (repair: Repair, type: ActionType): Text | undefined => OFFERS[type].obstacle?.(repair)
