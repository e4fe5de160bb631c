import type { PersonRef } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { defined, without } from '../../../kernel/fields.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { How } from '../../../promise/agreement.ts'
import type { Mute } from '../../state/mute.ts'
import type { Muted, PageReason, Paging } from '../../state/page.ts'
import { askedWith, pagingFor, stillAsked, stopPaging, withoutPerson } from '../../state/paging.ts'
import { reach } from '../../state/reach.ts'
import type { RepairStamp } from '../../state/recorded.ts'
import type { Repair } from '../../state/repair.ts'
import { type AskedEvent, heardWith } from '../attention/rules.ts'
import type { Actions, Events, Given } from '../feature.ts'
import type { OnCallAction } from './offers.ts'

export type OnCallEvent =
  | {
      type: 'paged'
      person: PersonRef
      reason: PageReason
      position: number
      tier: number
      round: number
      answerBy?: Instant
      nextAt: Instant
      clock?: string
      /** When their phone rings, should they not answer. */
      rings?: readonly Instant[]
    }
  /** They have not answered, and their phone is rung. */
  | { type: 'phoned'; person: PersonRef }
  | { type: 'pageFailed'; person: PersonRef; cause: string; nextAt: Instant }
  /** It was taken by that channel, and has not arrived: it goes by another, and their phone rings now if it would later. */
  | { type: 'pageUndelivered'; person: PersonRef; channel: string; cause?: string }
  | { type: 'nobodyOnCall'; reason: PageReason; nextAt: Instant }
  /** Planned work: the page that is due waits for its end. */
  | { type: 'pageHeld'; mute: string; on: Muted; until: Instant; reason: string }
  | { type: 'pageReleased'; mute: string }
  /** `how`: the desk recorded that they said so, and how. */
  | { type: 'acknowledged'; person: PersonRef; how?: How }
  /** `outside`: nothing had led them to it, and `reason` says why they took it over. */
  | { type: 'assigned'; person: PersonRef; how: 'acknowledged' | 'takenOver'; reason?: string; outside?: true }
  | { type: 'handedOver'; from?: PersonRef; to?: PersonRef; reason: string }

export const actions: Actions<OnCallAction, OnCallEvent | AskedEvent> = {
  acknowledge: { decide: heardEvents, requires: requirePerson, acknowledges: 'own', isNeverTooMuch: true },
  takeOver: {
    decide: (_, action, { lookedUp }) => takeOverEvents(action, lookedUp),
    requires: requirePerson,
    needs: ['manager'],
  },
  assign: {
    decide: (state, _, { lookedUp }) => [handedOver(state, 'assigned', lookedUp.target)],
    isForEngineers: true,
  },
  handOver: { decide: (state, { reason }, { lookedUp }) => [handedOver(state, reason, lookedUp.target)] },
}

const handedOver = ({ assignee }: Repair, reason: string, to: PersonRef | undefined): OnCallEvent => ({
  type: 'handedOver',
  reason,
  ...defined({ from: assignee, to }),
})

/** What pages, answers and handovers do to the chain and to who is responsible. */
export const events: Events<OnCallEvent> = {
  paged: {
    fold: (state, event) => {
      const { person, position, tier, round, nextAt, rings } = event
      const chain = chainOf(state, event)
      const { first: _asked, ...rest } = chain
      const asked = askedWith(chain, person)
      return { ...state, paging: { ...rest, person, position, tier, round, nextAt, asked, ...defined({ rings }) } }
    },
    heard: (state, event) => heardWith(state, event, true),
  },
  phoned: { fold: (state, { at }) => withoutRings(state, at) },
  pageFailed: {
    fold: (state, event) => {
      const chain = chainOf(state, event)
      // Whose message got lost on its way may be ringing now, and may still take it.
      const asked = state.paging?.undelivered ? chain.asked : withoutPerson(chain, event.person)
      const failures = event.nextAt > event.at ? 0 : chain.failures + 1
      return { ...state, paging: { ...chain, nextAt: event.nextAt, failures, ...defined({ asked }) } }
    },
  },
  pageUndelivered: {
    fold: (state, { at, channel }) => {
      if (!state.paging) return state
      const { rings = [], undelivered = [] } = state.paging
      const [first, ...later] = rings
      const sooner = first === undefined ? {} : { rings: [at, ...later] }
      return { ...state, paging: { ...state.paging, ...sooner, undelivered: [...undelivered, channel] } }
    },
  },
  nobodyOnCall: {
    fold: (state, event) => ({ ...state, paging: { ...chainOf(state, event), nextAt: event.nextAt } }),
  },
  pageHeld: {
    fold: (state, { mute, on, until }) =>
      state.paging ? { ...state, paging: { ...state.paging, nextAt: until, held: { mute, on } } } : state,
  },
  pageReleased: {
    fold: (state, { at }) =>
      state.paging ? { ...state, paging: { ...without(state.paging, 'held'), nextAt: at } } : state,
  },
  acknowledged: { fold: (state) => stopPaging(state) },
  assigned: {
    fold: (state, event) => stopPaging(reach({ ...state, assignee: event.person }, 'passedOn', event)),
    settles: { reaches: ['passedOn'] },
  },
  handedOver: {
    fold: (state, event) => ({
      ...without(state, 'assignee'),
      paging: pagingFor('handover', event.at, {
        ...defined({ first: event.to }),
        ...(event.from && { skip: event.from.id }),
        ...stillAsked(state, event.from?.id === event.by.id ? undefined : event.from),
      }),
    }),
  },
}

const chainOf = ({ paging }: Repair, { at }: RepairStamp): Omit<Paging, 'held' | 'rings' | 'undelivered'> =>
  without(paging ?? pagingFor('report', at), 'held', 'rings', 'undelivered')

/** Of several that were missed, after a standstill, one was enough. */
function withoutRings(state: Repair, until: Instant): Repair {
  if (!state.paging) return state
  const rings = (state.paging.rings ?? []).filter((at) => at > until)
  const paging = without(state.paging, 'rings')
  return { ...state, paging: rings.length > 0 ? { ...paging, rings } : paging }
}

/** Whoever is to be paged is so at the end of the mute. */
export const hold = ({ id, on, until, reason }: Mute): OnCallEvent => ({
  type: 'pageHeld',
  mute: id,
  on,
  until,
  reason,
})

/** The mute ends early: the page that it held back goes now. */
export const release = (repair: Repair, mute: string): OnCallEvent[] =>
  repair.paging?.pending && repair.paging.held?.mute === mute ? [{ type: 'pageReleased', mute }] : []

/**
 * Nobody takes a repair by somebody else's tap: the desk says who of those asked takes it, and how they said so; whoever was asked
 * themselves says nothing more. Throws BadRequestError naming what is missing.
 */
function heardEvents(
  { paging, assignee, desk }: Repair,
  { person: id, how }: OnCallAction & { type: 'acknowledge' },
  { by }: Given,
): OnCallEvent[] {
  if (by.kind === 'engineer' || desk || !paging?.pending) return []
  const person = paging.asked?.find((asked) => asked.id === (id ?? by.id))
  const isOwn = person !== undefined && person.id === by.id
  const missing = [!person && WHO_TAKES_IT, !isOwn && how === undefined && HOW_SAID].filter((one) => one !== false)
  if (!person || missing.length > 0) throw new BadRequestError(missing)
  return [
    { type: 'acknowledged', person, ...(!isOwn && defined({ how })) },
    ...(assignee ? [] : [{ type: 'assigned', person, how: 'acknowledged' } as const]),
  ]
}

const WHO_TAKES_IT = fault(
  'person',
  '写明呼叫过的哪一位说了接单；没呼叫过的请用 assign 指派',
  'say who of those that were paged takes it; anybody else is named with assign',
)
const HOW_SAID = fault('how', '写明怎么说的（如电话）', 'say how they said so, by phone for instance')

/**
 * A colleague of the roster, or whoever was asked, takes over as they like. Whom nothing has led to it says why, and the
 * roster's manager is told. Throws BadRequestError without the reason.
 */
function takeOverEvents(
  { reason }: { readonly reason?: string },
  { person, outside, manager }: Given['lookedUp'],
): (OnCallEvent | AskedEvent)[] {
  if (!person) return []
  if (outside && reason === undefined)
    throw new BadRequestError([
      fault(
        'reason',
        '这单不在您的值班表，也没有派给您：接手请写明理由，经理会收到通知',
        'is missing: it is of a roster that does not name you, and nobody handed it to you; say why you take it over, the manager is told',
      ),
    ])
  return [
    {
      type: 'assigned',
      person,
      how: 'takenOver',
      ...defined({ reason }),
      ...(outside && { outside }),
    },
    ...(outside ? [{ type: 'asked', ...defined({ person: manager }), about: 'takenOver', count: 1 } as const] : []),
  ]
}

/** Acknowledging and taking over say who has it: whoever nobody can name has nothing. Throws BadRequestError. */
function requirePerson({ paging }: Repair, { lookedUp: { person }, by }: Given): void {
  if (by.kind === 'engineer' && !person)
    throw new BadRequestError([
      fault(
        'person',
        `通讯录里没有您（${by.id ?? '无编号'}），接不了单：请经理把您登记进去`,
        `the directory knows nobody with the id "${by.id ?? ''}": ask a manager to put you on file first`,
      ),
    ])
  if (by.kind !== 'engineer' && !paging?.person)
    throw new BadRequestError([
      fault(
        'person',
        '还没有呼叫过任何人，无人可替其接单：请用 assign 指定一位',
        'nobody has been paged yet, so there is nobody to acknowledge for: name one with assign',
      ),
    ])
}
