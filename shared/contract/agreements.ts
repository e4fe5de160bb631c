import { nameOf } from '../kernel/actor.ts'
import { lastMinuteOf } from '../kernel/deadline.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { type Agreement, isDisputedInTime } from '../promise/agreement.ts'
import type { ContactEffect, Effect } from '../subject/effect.ts'
import { effectBase, inBoth, toContactOf } from '../subject/effect-base.ts'
import type { ContractState, Paper } from './contract.ts'
import { clauseOf } from './due.ts'
import type { RecordedContractEvent } from './events.ts'
import { type Agreed, type FactEvent, paperKey } from './facts.ts'
import { contractSubject } from './subject.ts'

// Planned work is due on a later day by the customer's yes alone, which ours put on record: they are told, and may deny it.

/** What they are said to have agreed to, of which time of planned work. */
export interface OnRecord {
  readonly paper: Paper
  readonly event: FactEvent & { readonly fact: Agreed }
}

/** The same as its customer reads it. */
export interface AgreedDay extends Agreement {
  /** The number of its record. */
  readonly seq: number
  readonly name: Text
  readonly site?: string
  readonly timezone: string
  readonly before: Instant
  readonly dueAt: Instant
}

/** What of it the customer may still deny. */
export const deniable = ({ facts, papers }: ContractState, now: Instant): readonly OnRecord[] =>
  facts.flatMap((event) => {
    const paper = papers.find(({ key, work }) => work !== undefined && key === paperKey(event))
    return paper && isDisputedInTime(paper.endedAt, now) && isAgreed(event) ? [{ paper, event }] : []
  })

export const isAgreed = (event: FactEvent): event is OnRecord['event'] => event.fact.type === 'agreed'

type Told = RecordedContractEvent & { readonly type: 'agreementTold' }
type Denied = RecordedContractEvent & { readonly type: 'agreementDenied' }

/** To whoever is said to have agreed: what, from which day to which, by whose word, and how to deny it. */
export function agreementLetter(event: Told, { id, terms }: ContractState): readonly ContactEffect[] {
  if (!terms) return []
  const { contact, key, name, before, dueAt, timezone, agreement, site } = event
  const about = contractSubject(id)
  const lastMinute = (at: Instant) => lastMinuteOf(at, timezone)
  const moved = [{ clause: clauseOf({ key }), name, from: lastMinute(before), dueAt: lastMinute(dueAt) }]
  const values = {
    repair: id,
    contact: contact.name,
    customer: terms.customerName,
    site,
    agreedBy: agreement.by,
    how: agreement.how,
    moved: JSON.stringify(moved),
    sentAt: event.at,
  }
  const base = { event, about, timezone, template: 'agreement', recipient: contact.id, values } as const
  return [toContactOf(effectBase({ ...base, reason: 'agreed' }), 'agreement', contact.id, terms.customer)]
}

/** Whoever answers for the contract hears at once that the customer denies it: the work is due when it was. */
export function denialNews(event: Denied, { id, terms }: ContractState): readonly Effect[] {
  if (!terms) return []
  const about = contractSubject(id)
  const { key, name } = event
  return event.people.map((person): Effect => {
    const values = {
      repair: id,
      site: terms.customerName,
      asked: 'denied',
      person: nameOf(event.by),
      unit: clauseOf({ key }),
      sentAt: event.at,
      ...inBoth('paper', name),
    }
    const link = { about, kind: 'engineer', holder: person.id } as const
    const { timezone } = terms
    const base = effectBase({
      event,
      about,
      timezone,
      template: 'papers',
      recipient: person.id,
      values,
      reason: event.type,
    })
    return { ...base, template: 'papers', channel: 'sms', person: person.id, turn: 'timely', link }
  })
}
