import { earliest, type Instant, laterOf } from '../kernel/instant.ts'
import { clausesWith, type PlanDocument } from '../plan/document.ts'
import { askingFrom, mayBeAskedAt } from '../promise/asking-hours.ts'
import { type ContractState, isUnpaid, type Payment, type PaymentTold, type Terms } from './contract.ts'
import type { Asked, ContractEvent } from './events.ts'

// Manager and customer are told of a stage of payment before it is due, once; again only where what they were told is no longer so.

/** Whom a contract's payments are spoken of to. */
export interface Payers {
  readonly money: readonly Asked[]
  /** Whoever at the customer's can be written to. */
  readonly contact?: { readonly id: string; readonly name: string }
}

/** When somebody is next to be told of a payment: not before now, and where that is no time to write, at the next that is. */
export const nextToldAt = ({ terms, payments = [] }: ContractState, now: Instant): Instant | undefined => {
  if (!terms) return undefined
  const due = earliest(payments.flatMap((payment) => toldAt(terms, payment) ?? []))
  if (due === undefined) return undefined
  const at = laterOf(due, now)
  return mayBeAskedAt(terms, at) ? at : askingFrom(terms, at)
}

/** They were told that it is due, and it no longer is. */
export const isToWithdraw = ({ told, state }: Payment): boolean =>
  told !== undefined && (state === 'fallenAway' || state === 'waived')

function toldAt(terms: Terms, payment: Payment): Instant | undefined {
  const { told, noticeAt, since, dueAt } = payment
  if (isToWithdraw(payment)) return askingFrom(terms, since)
  if (!isUnpaid(payment)) return undefined
  if (told) return told.dueAt === dueAt ? undefined : askingFrom(terms, since)
  return noticeAt && askingFrom(terms, laterOf(noticeAt, since))
}

/** What is to be said now. */
export function tellings(
  { terms, payments = [] }: ContractState,
  document: PlanDocument,
  priceFen: number | undefined,
  payers: Payers,
  now: Instant,
): readonly ContractEvent[] {
  if (!terms || !mayBeAskedAt(terms, now)) return []
  return payments
    .filter((payment) => (toldAt(terms, payment) ?? '~') <= now)
    .flatMap((payment): ContractEvent[] => {
      const { key, told: before, dueAt } = payment
      // Whoever was told of it hears that it is not so, whoever they are by now.
      if (before && isToWithdraw(payment))
        return [{ type: 'paymentTold', about: 'withdrawn', payment: key, told: before }]
      const stage = stageOf(document, key)
      if (!stage) return []
      const { money: people, contact } = payers
      const told: PaymentTold = {
        dueAt,
        name: stage.name,
        upToPercent: stage.upToPercent,
        ...(priceFen !== undefined && { amountFen: Math.round((priceFen * stage.percent) / 100) }),
        people: people.map(({ id, name }) => ({ id, name })),
        ...(contact && { contact }),
      }
      return before
        ? [{ type: 'paymentTold', about: 'moved', payment: key, told, before: before.dueAt }]
        : [{ type: 'paymentTold', about: 'due', payment: key, told }]
    })
}

/** A stage of the plan, and the share of the price that is paid with it. */
const stageOf = (document: PlanDocument, key: string) =>
  clausesWith(document, 'payment')
    .flatMap(({ clause, stages }) =>
      stages.map(({ id, name, upToPercent }, place) => ({
        key: `${clause}/${id}`,
        name,
        upToPercent,
        percent: upToPercent - (stages[place - 1]?.upToPercent ?? 0),
      })),
    )
    .find((one) => one.key === key)
