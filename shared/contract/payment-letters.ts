import { lastMinuteOf } from '../kernel/deadline.ts'
import type { Effect, SubjectLink } from '../subject/effect.ts'
import { effectBase, inBoth, toContactOf } from '../subject/effect-base.ts'
import type { ContractState } from './contract.ts'
import type { RecordedContractEvent } from './events.ts'
import { contractSubject } from './subject.ts'

type Told = RecordedContractEvent & { readonly type: 'paymentTold' }

/** A stage of payment: a text message to whoever answers for the money, a letter to the customer. */
export function paymentLetters(event: Told, { id, terms }: ContractState): readonly Effect[] {
  if (!terms) return []
  const { about: turn, told, before, payment } = event
  const { timezone } = terms
  const about = contractSubject(id)
  const reason = `payment ${turn}`
  const lastMinute = (dueAt: string) => lastMinuteOf(dueAt, timezone)
  const dueAt = lastMinute(told.dueAt)
  const toPeople = told.people.map((person): Effect => {
    const link: SubjectLink = { about, kind: 'engineer', holder: person.id }
    const values = {
      repair: id,
      site: terms.customerName,
      asked: 'paymentDue',
      turn,
      // Nobody there can be written to: somebody of ours hands the letter over.
      ...(!told.contact && { byHand: '1' }),
      unit: payment.slice(0, payment.indexOf('/')),
      dueAt,
      sentAt: event.at,
      ...inBoth('paper', told.name),
    }
    const base = { event, about, timezone, template: 'papers', recipient: person.id, values, reason } as const
    return { ...effectBase(base), template: 'papers', channel: 'sms', person: person.id, turn: 'routine', link }
  })
  if (!told.contact) return toPeople
  const { id: contact, name } = told.contact
  const values = {
    turn,
    contract: id,
    contact: name,
    customer: terms.customerName,
    ...inBoth('stage', told.name),
    upTo: `${told.upToPercent}%`,
    ...(told.amountFen !== undefined && { fen: String(told.amountFen) }),
    payBy: dueAt,
    ...(before && { payBefore: lastMinute(before) }),
    repair: id,
    sentAt: event.at,
  }
  const base = effectBase({ event, about, timezone, template: 'payment', recipient: contact, values, reason })
  return [...toPeople, toContactOf(base, 'payment', contact, terms.customer)]
}
