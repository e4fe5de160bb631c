import type { PersonRef } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { How } from '../promise/agreement.ts'
import type { AskingHours } from '../promise/asking-hours.ts'
import type { Obligation } from '../promise/obligation.ts'
import { isUnended, outcomeAt } from '../promise/promised.ts'
import type { Climbed } from '../promise/reminding.ts'
import type { Stamp } from '../subject/recording.ts'
import type { State } from '../subject/story.ts'
import type { Advice, AdviceSeverity } from './advice.ts'
import { noticeSubject } from './subject.ts'

/** What one customer is told of an advisory, and how it stands with them. */
export interface Addressed {
  readonly advisory: string
  readonly customer: { readonly id: string; readonly name: string }
  readonly title: Text
  readonly severity: AdviceSeverity
  /** Some of their units that it concerns, and how many there are. */
  readonly units: readonly string[]
  readonly unitCount: number
  readonly contacts: readonly PersonRef[]
  /** Who of ours hears what they ask. */
  readonly coordinator?: PersonRef
  readonly hours: AskingHours
  /** What the plan of their contract promises of warnings, and by when. */
  readonly bound?: Bound
}
export interface Bound {
  readonly clause: string
  readonly plan: string
  readonly planVersion: number
  readonly contract: string
  readonly dueAt: Instant
  readonly month: string
}

export type NoticeEvent =
  | { type: 'sent'; to: Addressed; advice: Advice }
  /** Their link was opened, by a person or by a machine that looks through mails: it is shown, and proves nothing. Once more since it was withdrawn. */
  | { type: 'opened'; contact: PersonRef }
  | { type: 'acknowledged'; contact: PersonRef; question?: string }
  /** One of ours has spoken with them. */
  | { type: 'told'; whom: string; how: How }
  | { type: 'reminded'; advice: Pick<Advice, 'title' | 'todo'> }
  | { type: 'asked'; person?: PersonRef; count: number }
  | { type: 'notTold'; contact: string; cause: string }
  | { type: 'missed' }
  | { type: 'withdrawn'; reason: string }
export type RecordedNoticeEvent = NoticeEvent & Stamp

export interface Notice extends State, Addressed {
  readonly sentAt: Instant
  readonly opened: readonly (PersonRef & { readonly at: Instant })[]
  readonly acknowledged: readonly (PersonRef & { readonly at: Instant; readonly question?: string })[]
  readonly told?: { readonly whom: string; readonly how: How; readonly by: string; readonly at: Instant }
  readonly remindedAt?: Instant
  readonly asked?: Climbed
  /** Contacts who could not be reached. */
  readonly unreached: readonly string[]
  readonly withdrawn?: Instant
  readonly withdrawnBecause?: string
  readonly promise?: Pick<Obligation, 'state' | 'brokenAt' | 'endedAt' | 'evidence' | 'endedBecause' | 'lateBy'>
}

/** `sent`: no answer yet. */
export const NOTICE_STAGES = ['sent', 'opened', 'acknowledged', 'told', 'withdrawn'] as const
export type NoticeStage = (typeof NOTICE_STAGES)[number]

export const stageOfNotice = ({ withdrawn, told, acknowledged, opened }: Notice): NoticeStage => {
  if (acknowledged.length > 0) return 'acknowledged'
  if (told) return 'told'
  if (withdrawn) return 'withdrawn'
  return opened.length > 0 ? 'opened' : 'sent'
}

/** They know, or need not: nobody has to do anything more. */
export const isAnswered = (notice: Notice): boolean =>
  notice.acknowledged.length > 0 || notice.told !== undefined || notice.withdrawn !== undefined

export function evolve(id: string, before: Notice | undefined, event: RecordedNoticeEvent): Notice {
  if (event.type === 'sent') {
    const { seq, at, to } = event
    const promise = to.bound && { promise: { state: 'open' as const } }
    return {
      id,
      version: 0,
      seq,
      updatedAt: at,
      ...to,
      sentAt: at,
      opened: [],
      acknowledged: [],
      unreached: [],
      ...promise,
    }
  }
  if (!before) throw new RangeError(`${id} begins with ${event.type}`)
  return folded({ ...before, seq: event.seq, updatedAt: event.at }, event)
}

function folded(state: Notice, event: Exclude<RecordedNoticeEvent, { type: 'sent' }>): Notice {
  const { at } = event
  switch (event.type) {
    case 'opened':
      return { ...state, opened: [...state.opened, { ...event.contact, at }] }
    case 'acknowledged': {
      const { contact, question } = event
      const acknowledged = [...state.acknowledged, { ...contact, at, ...(question && { question }) }]
      return kept({ ...state, acknowledged }, event)
    }
    case 'told': {
      const { whom, how, by } = event
      return kept({ ...state, told: { whom, how, by: by.name ?? by.id ?? by.kind, at } }, event)
    }
    case 'reminded':
      return { ...state, remindedAt: at }
    case 'asked':
      return { ...state, asked: { at, count: event.count } }
    case 'notTold':
      return { ...state, unreached: [...new Set([...state.unreached, event.contact])] }
    case 'missed':
      return state.promise && state.bound
        ? { ...state, promise: { ...state.promise, state: 'broken', brokenAt: state.bound.dueAt } }
        : state
    case 'withdrawn':
      return fallenAway({ ...state, withdrawn: at, withdrawnBecause: event.reason }, event)
    default:
      return event satisfies never
  }
}

/** They have it in hand: in time, or late. */
function kept(state: Notice, { at, seq }: Stamp): Notice {
  const { promise, bound } = state
  if (!promise || !bound || !isUnended(promise)) return state
  const outcome = outcomeAt(at, bound.dueAt)
  const isBroken = promise.state === 'broken' || outcome.state === 'broken'
  const broken = { state: 'broken', brokenAt: promise.brokenAt ?? bound.dueAt } as const
  return { ...state, promise: { ...promise, ...outcome, ...(isBroken && broken), endedAt: at, evidence: seq } }
}

function fallenAway(state: Notice, { at, seq }: Stamp): Notice {
  const { promise } = state
  if (!promise || !isUnended(promise)) return state
  const end = { endedAt: at, evidence: seq, endedBecause: 'adviceWithdrawn' }
  return { ...state, promise: { ...promise, ...end, ...(promise.state === 'open' && { state: 'fallenAway' }) } }
}

/** The line of the ledger, where the plan of their contract promises warnings. */
export const linesOf = ({ id, customer, bound, promise, sentAt }: Notice): readonly Obligation[] => {
  if (!bound || !promise) return []
  const { clause, plan, planVersion, contract, dueAt, month } = bound
  return [
    {
      id: `${noticeSubject(id)}/${clause}/warned`,
      clause,
      plan,
      planVersion,
      what: 'advice:warned',
      notice: id,
      customer: customer.id,
      contract,
      startedAt: sentAt,
      dueAt,
      month,
      ...promise,
    },
  ]
}

/** What lists show of it. */
export const noticeSummary = (notice: Notice) => {
  const { id, customer, unitCount, contacts, told, remindedAt, asked, unreached, sentAt, withdrawn } = notice
  return {
    id,
    customer: customer.id,
    customerName: customer.name,
    units: unitCount,
    stage: stageOfNotice(notice),
    sentAt,
    contacts: contacts.map((contact) => ({
      ...contact,
      ...receiptOf(contact, notice),
      ...(unreached.includes(contact.name) && { unreached: true as const }),
    })),
    ...(told && { told }),
    ...(remindedAt && { remindedAt }),
    ...(asked && { askedToCall: asked.at }),
    ...(withdrawn && { withdrawn }),
  }
}
export type NoticeSummary = ReturnType<typeof noticeSummary>

/** Whether their link was opened since it was withdrawn: what says so to them. */
export const sawWithdrawal = ({ opened, withdrawn }: Notice, contact: string): Instant | undefined =>
  withdrawn && opened.findLast(({ id, at }) => id === contact && at >= withdrawn)?.at

const receiptOf = ({ id }: PersonRef, notice: Notice) => {
  const { opened, acknowledged } = notice
  const sawAt = sawWithdrawal(notice, id)
  const openedAt = opened.find((one) => one.id === id)?.at
  const answers = acknowledged.filter((one) => one.id === id)
  const [first] = answers
  const question = answers.find((one) => one.question !== undefined)?.question
  return {
    ...(openedAt && { openedAt }),
    ...(first && { acknowledgedAt: first.at }),
    ...(question && { question }),
    ...(sawAt && { sawWithdrawalAt: sawAt }),
  }
}
