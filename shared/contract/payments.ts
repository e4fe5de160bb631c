import { addDays, startOfDay } from '../kernel/calendar.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { clausesWith, type PlanDocument } from '../plan/document.ts'
import { type PaymentStage, stagesDue } from '../plan/rules/payment.ts'
import { isUnpaid, type Payment } from './contract.ts'
import type { ContractEvent } from './events.ts'
import type { ContractFile } from './lines.ts'

type Standing = Exclude<Payment['state'], 'fallenAway'>

/** A stage of a contract's plan; without a payment while the day that it counts from is not known. */
export interface StageOf {
  readonly clause: string
  readonly stage: PaymentStage
  readonly payment?: Payment & { readonly state: Standing }
}
export function stagesOf({ contract, document, sites, timezone: usual, facts }: ContractFile, now: Instant): StageOf[] {
  const { workingHours, holidays } = document
  const timezone = sites[0]?.timezone ?? usual
  const { signedOn: signed, deliveredOn: delivered, acceptedOn: accepted } = contract
  return clausesWith(document, 'payment').flatMap((rule) =>
    stagesDue(rule, { signed, delivered, accepted }, { timezone, workingHours, ...(holidays && { holidays }) }).map(
      ({ stage, due }) => {
        if (!due) return { clause: rule.clause, stage }
        const dueAt = startOfDay(addDays(due.day, 1), timezone)
        const key = `${rule.clause}/${stage.id}`
        return {
          clause: rule.clause,
          stage,
          payment: { key, dueAt, since: now, state: standing(facts, key, dueAt, now) },
        }
      },
    ),
  )
}

function standing(facts: ContractFile['facts'], key: string, dueAt: Instant, now: Instant): Standing {
  const said = facts.find(({ clause, need }) => `${clause}/${need}` === key)?.fact.type
  if (said === 'recorded') return 'paid'
  if (said === 'waived') return 'waived'
  const isOfBefore = facts.some(
    ({ at, fact }) => dueAt < at && (fact.type === 'filed' || (fact.type === 'moved' && !fact.needed.includes(key))),
  )
  if (isOfBefore) return 'notRecorded'
  return dueAt < now ? 'pastDue' : 'open'
}

/** How what is recorded of each payment differs from how it should stand. */
export function paymentChanges(known: readonly Payment[], stages: readonly StageOf[]): readonly ContractEvent[] {
  const wanted = stages.flatMap(({ payment }) => payment ?? [])
  const gone = known.filter((one) => isUnpaid(one) && !wanted.some(({ key }) => key === one.key))
  return [
    ...wanted.flatMap((payment) => {
      const old = known.find(({ key }) => key === payment.key)
      const isAsKnown = old?.dueAt === payment.dueAt && !(isUnpaid(payment) && !isUnpaid(old))
      const next = isAsKnown ? { ...payment, since: old.since } : payment
      return isAsKnown && old.state === next.state ? [] : [{ type: 'payment', payment: next } as const]
    }),
    ...gone.map((payment) => ({ type: 'payment', payment: { ...payment, state: 'fallenAway' } }) as const),
  ]
}

/** What a stage is called in the plan. */
export const stageName = (document: PlanDocument, { key }: Pick<Payment, 'key'>): Text =>
  clausesWith(document, 'payment')
    .flatMap(({ clause, stages }) => stages.map(({ id, name }) => ({ key: `${clause}/${id}`, name })))
    .find((one) => one.key === key)?.name ?? { zh: key, en: key }
