import type { PersonRef } from '../../kernel/actor.ts'
import { lastMinuteOf } from '../../kernel/deadline.ts'
import type { Text } from '../../kernel/text.ts'
import type { Agreement } from '../../promise/agreement.ts'
import type { ContactEffect, Effect } from '../../subject/effect.ts'
import { effectBase, inBoth, toContactOf, type Values } from '../../subject/effect-base.ts'
import type { Message } from '../../subject/inbox.ts'
import { visitSubject } from '../state/subject.ts'
import type { ContactRef, Recorded, Slot, VisitState } from '../state/visit.ts'
import { firstDueOf } from '../state/visit.ts'

type Told = Recorded<{ readonly type: string }>

/** What a text message to one of ours is about: a question (see `VISIT_QUESTIONS`), or news. */
type SaidToOurs = 'assigned' | 'moved' | 'off' | 'remind' | 'noneFits' | (string & {})

interface ToldWith {
  readonly contact?: ContactRef | undefined
  readonly slot?: Slot | undefined
  readonly reason?: string
  /** Who of theirs said so, and how, where that is not who agreed to the date. */
  readonly agreed?: Agreement
  readonly values?: Values
}

const MOST_NAMED = 3

/** What it settles, in words: the first of its works, and how many more. */
function worksIn(visit: VisitState): Text {
  const names = [...new Map(itsWorks(visit).map(({ name }) => [name.zh, name])).values()]
  const shown = names.slice(0, MOST_NAMED)
  const more = names.length > shown.length
  return {
    zh: shown.map(({ zh }) => zh).join('、') + (more ? '等' : ''),
    en: shown.map(({ en }) => en).join(', ') + (more ? ' …' : ''),
  }
}

const clausesIn = (visit: VisitState): string =>
  [...new Set(itsWorks(visit).map(({ key }) => key.split('/')[0]))].join(' ')

/** What it was for, where nothing is left of it. */
const itsWorks = ({ works, lapsed = [] }: VisitState) => (works.length > 0 ? works : lapsed)

const baseOf = (event: Told, { id, terms }: VisitState, template: string, recipient: string, values: Values) =>
  effectBase({
    event,
    about: visitSubject(id),
    timezone: terms.timezone,
    template,
    recipient,
    values,
    reason: `visit ${event.type}`,
  })

/** A text message to one of ours. */
export function toOurs(
  event: Told,
  visit: VisitState,
  said: SaidToOurs,
  { id }: PersonRef,
  turn: Message['turn'] = 'timely',
): Effect {
  const { terms, slot } = visit
  const names = worksIn(visit)
  const dueAt = firstDueOf(visit)
  const values = {
    repair: visit.id,
    site: terms.site?.shortName ?? terms.customerName,
    unit: clausesIn(visit),
    asked: said,
    way: visit.way,
    sentAt: event.at,
    slotFrom: slot?.from,
    dueAt: dueAt && lastMinuteOf(dueAt, terms.timezone),
    ...inBoth('paper', names),
  }
  const link = { kind: 'engineer', about: visitSubject(visit.id), holder: id } as const
  return { ...baseOf(event, visit, 'planned', id, values), template: 'planned', channel: 'sms', person: id, turn, link }
}

/** To choose, also where nobody says what came of a date; what they chose, what is agreed, that it is tomorrow, that nobody comes, that nobody met; and what was decided where they denied that. */
type SaidToContact =
  | 'proposed'
  | 'unsaid'
  | 'chosen'
  | 'agreed'
  | 'remind'
  | 'off'
  | 'report'
  | 'absent'
  | 'notCome'
  | 'ourFault'
  | 'stands'
  | 'ourFaultOff'
  | 'standsOff'
  | 'misfit'
  | 'adviceNoted'
  | 'adviceDone'

/** Which promises are kept by that date because the customer agreed to a later day: when each was due at first, and when it is now. */
function movedBy({ works, slot, terms: { timezone } }: VisitState): string | undefined {
  const moved = works.flatMap(({ key, name, dueAt, firstDueAt }) =>
    slot && firstDueAt && firstDueAt < slot.to && slot.to <= dueAt
      ? [
          {
            clause: key.split('/')[0],
            name,
            from: lastMinuteOf(firstDueAt, timezone),
            dueAt: lastMinuteOf(dueAt, timezone),
          },
        ]
      : [],
  )
  return moved.length > 0 ? JSON.stringify(moved) : undefined
}

/** What the customer is told. `slot`: of a date that is agreed no more. */
export function toContact(
  event: Told,
  visit: VisitState,
  said: SaidToContact,
  { contact = visit.contact, slot = visit.slot, reason, agreed = visit.agreed, values: more }: ToldWith = {},
): readonly ContactEffect[] {
  if (!contact) return []
  const { terms, proposal, engineer } = visit
  const names = worksIn(visit)
  const [first, second] = proposal?.slots ?? []
  const values = {
    repair: visit.id,
    said,
    contact: contact.name,
    customer: terms.customerName,
    site: terms.site?.name,
    siteShort: terms.site?.shortName,
    sentAt: event.at,
    ...((said === 'proposed' || said === 'unsaid') && { firstSlot: first?.from, secondSlot: second?.from }),
    ...(said !== 'proposed' && { ...(visit.way === 'visit' && { visitAt: slot?.from }), engineer: engineer?.name }),
    ...((said === 'agreed' || said === 'adviceNoted') && { agreedBy: agreed?.by, how: agreed?.how }),
    ...(said === 'agreed' && { moved: movedBy(visit) }),
    ...more,
    reason,
    ...inBoth('works', names),
  }
  const base = baseOf(event, visit, 'plannedVisit', contact.id, values)
  return [toContactOf(base, 'plannedVisit', contact.id, terms.customer)]
}
