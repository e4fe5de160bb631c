import type { Effect } from '../subject/effect.ts'
import { effectBase, inBoth, toContactOf, type Values } from '../subject/effect-base.ts'
import type { Story } from '../subject/story.ts'
import { SEVERITY_NAMES } from './advice.ts'
import { evolve, isAnswered, linesOf, type Notice, noticeSummary, type RecordedNoticeEvent } from './notice.ts'
import { nextAt } from './notice-decide.ts'
import { NOTICE, noticeSubject, noticesBoard } from './subject.ts'

/** What one customer is told of an advisory, until they have acknowledged it or were called. */
export const noticeStory: Story<Notice, RecordedNoticeEvent> = {
  kind: NOTICE,
  write: (state) => state,
  read: (kept) => kept as Notice,
  fold: (id, events) =>
    (events as readonly RecordedNoticeEvent[]).reduce<Notice | undefined>(
      (state, event) => evolve(id, state, event),
      undefined,
    ),
  messages: (events, _before, after) => events.flatMap((event) => messagesOf(event, after)),
  lines: linesOf,
  holds: () => [],
  entry: (state) => ({
    board: noticesBoard(state.advisory),
    position: state.customer.id,
    summary: noticeSummary(state),
  }),
  isAttended: (state) => !isAnswered(state) || state.promise?.state === 'open',
  nextAt,
  waitsFor: (state) => (isAnswered(state) ? 'done' : 'receipt'),
  figures: (events) => events.flatMap(({ type }) => (type === 'missed' ? (['ClocksBroken'] as const) : [])),
}

function messagesOf(event: RecordedNoticeEvent, notice: Notice): readonly Effect[] {
  switch (event.type) {
    case 'sent': {
      const { text, todo, versions, models } = event.advice
      const values = {
        ...inBoth('advice', text),
        ...(todo && inBoth('todo', todo)),
        versions,
        models: models.join(', '),
      }
      return toContacts(event, notice, 'sent', values)
    }
    case 'reminded':
      return toContacts(event, notice, 'reminded', event.advice.todo ? inBoth('todo', event.advice.todo) : {})
    case 'acknowledged':
    case 'asked':
      return toOurs(event, notice)
    case 'opened':
    case 'told':
    case 'notTold':
    case 'missed':
      return []
    // Whoever has it hears that it is no more, whether they had answered or not.
    case 'withdrawn':
      return toContacts(event, notice, 'withdrawn', { reason: event.reason })
    default:
      return event satisfies never
  }
}

const base = (event: RecordedNoticeEvent, { id, hours }: Notice, recipient: string, values: Values) =>
  effectBase({
    event,
    about: noticeSubject(id),
    timezone: hours.timezone,
    template: 'advisory',
    recipient,
    values,
    reason: event.type,
  })

/** To each contact whom it goes to. */
function toContacts(event: RecordedNoticeEvent, notice: Notice, turn: string, more: Values): readonly Effect[] {
  const { advisory, customer, contacts, title, severity, unitCount } = notice
  const values = {
    turn,
    ...inBoth('title', title),
    ...inBoth('level', SEVERITY_NAMES[severity]),
    ...inBoth('unit', { zh: `${unitCount} 台`, en: `${unitCount} ${unitCount === 1 ? 'unit' : 'units'}` }),
    customer: customer.name,
    repair: advisory,
    sentAt: event.at,
    ...more,
  }
  return contacts.map(({ id, name }) =>
    toContactOf(base(event, notice, id, { ...values, contact: name }), 'advisory', id, customer.id),
  )
}

/** Whoever is to call them; whoever answers for their contract hears what they ask. */
function toOurs(event: RecordedNoticeEvent & { type: 'acknowledged' | 'asked' }, notice: Notice): readonly Effect[] {
  const person = event.type === 'asked' ? event.person : event.question ? notice.coordinator : undefined
  if (!person) return []
  const { advisory, customer, title } = notice
  const asked = event.type === 'asked' ? 'call' : 'question'
  const values = { repair: advisory, site: customer.name, asked, sentAt: event.at, ...inBoth('unit', title) }
  return [
    {
      ...base(event, notice, person.id, values),
      channel: 'sms',
      template: 'advisory',
      person: person.id,
      turn: 'routine',
      link: { kind: 'engineer', about: noticeSubject(notice.id), holder: person.id },
    },
  ]
}
