import { without } from '../kernel/without.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import type { Mute } from './state/mute.ts'
import { askedWith, stillAsked, stopPaging, wanted, withoutPerson } from './state/paging.ts'
import { reach } from './state/reach.ts'
import type { Repair } from './state/repair.ts'

export type OnCallEvent = Extract<
  RecordedEvent,
  { type: 'paged' | 'pageFailed' | 'nobodyOnCall' | 'acknowledged' | 'assigned' | 'handedOver' }
>

/** What pages, answers and handovers do to the chain and to who is responsible. */
export function applyOnCall(state: Repair, event: OnCallEvent): Repair {
  const chain = without(state.paging ?? wanted('report', event.at), 'held')
  switch (event.type) {
    case 'paged': {
      const { person, position, tier, round, nextAt } = event
      const { first: _asked, ...rest } = chain
      return { ...state, paging: { ...rest, person, position, tier, round, nextAt, asked: askedWith(chain, person) } }
    }
    case 'pageFailed':
      return {
        ...state,
        paging: {
          ...chain,
          nextAt: event.nextAt,
          failures: event.nextAt > event.at ? 0 : chain.failures + 1,
          asked: withoutPerson(chain, event.person),
        },
      }
    case 'nobodyOnCall':
      return { ...state, paging: { ...chain, nextAt: event.nextAt } }
    case 'acknowledged':
      return stopPaging(state)
    case 'assigned':
      return stopPaging(reach({ ...state, assignee: event.person }, 'passedOn', event))
    case 'handedOver':
      return {
        ...without(state, 'assignee'),
        paging: wanted('handover', event.at, {
          ...(event.to && { first: event.to }),
          ...(event.from && { skip: event.from.id }),
          ...stillAsked(state, event.from?.id === event.by.id ? undefined : event.from),
        }),
      }
    default:
      return event satisfies never
  }
}

/** Whoever is to be paged is so at the end of the mute. */
export const hold = ({ id, on, until, reason }: Mute): RepairEvent => ({
  type: 'pageHeld',
  mute: id,
  on,
  until,
  reason,
})

/** The mute ends early: the page that it held back goes now. */
export const release = (repair: Repair, mute: string): RepairEvent[] =>
  repair.paging?.pending && repair.paging.held?.mute === mute ? [{ type: 'pageReleased', mute }] : []

type MuteEvent = Extract<RecordedEvent, { type: 'pageHeld' | 'pageReleased' }>

export function applyMute(state: Repair, event: MuteEvent): Repair {
  const { paging } = state
  if (!paging) return state
  const { mute } = event
  return event.type === 'pageHeld'
    ? { ...state, paging: { ...paging, nextAt: event.until, held: { mute, on: event.on } } }
    : { ...state, paging: { ...without(paging, 'held'), nextAt: event.at } }
}
