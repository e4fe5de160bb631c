import { addDays, dayOf, startOfDay, type WorkingTime } from '../kernel/calendar.ts'
import { defined } from '../kernel/fields.ts'
import { type Duration, type Instant, later, laterOf } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { clausesWith, type PlanDocument } from '../plan/document.ts'
import { days } from '../plan/rules/kit/weigh.ts'
import { type PaymentRule, type PaymentStage, stagesDue } from '../plan/rules/payment.ts'
import { isUnpaid, type Payment } from './contract.ts'
import type { ContractEvent } from './events.ts'
import { type ContractDates, type FactEvent, ofBefore } from './facts.ts'
import type { BoundContract } from './lines.ts'

type Standing = Exclude<Payment['state'], 'fallenAway'>

/** A stage of a contract's plan; without a payment while the day that it counts from is not known. */
export interface StageOf {
  readonly clause: string
  readonly stage: PaymentStage
  readonly payment?: Payment & { readonly state: Standing }
}

export function stagesOf(
  { contract, document, sites, timezone: usual, facts }: BoundContract,
  now: Instant,
): StageOf[] {
  const { workingHours, holidays } = document
  const timezone = sites[0]?.timezone ?? usual
  const workingTime = { timezone, workingHours, ...defined({ holidays }) }
  return clausesWith(document, 'payment').flatMap((rule) =>
    dueBy(rule, contract, workingTime).map(({ stage, dueAt: promisedAt }, place) => {
      const { clause } = rule
      if (promisedAt === undefined) return { clause, stage }
      const key = `${clause}/${stage.id}`
      const dueAt = agreedUntil(facts, key, promisedAt, timezone)
      const before = ofBefore(facts, key, dueAt, (dates) => dueBy(rule, dates, workingTime)[place]?.dueAt)
      const state = standing(facts, key, before, dueAt, now)
      const noticeAt = rule.notice && noticeFor(dueAt, rule.notice, timezone)
      return { clause, stage, payment: { key, dueAt, since: now, state, ...defined({ noticeAt }) } }
    }),
  )
}

/** Until the end of which day each stage is to be paid, by these dates of the contract. */
const dueBy = (rule: PaymentRule, dates: ContractDates, workingTime: WorkingTime) => {
  const { signedOn: signed, deliveredOn: delivered, acceptedOn: accepted } = dates
  return stagesDue(rule, { signed, delivered, accepted }, workingTime).map(({ stage, due }) => ({
    stage,
    dueAt: due && startOfDay(addDays(due.day, 1), workingTime.timezone),
  }))
}

/** The customer may pay later where that was agreed on record, and that is later. */
function agreedUntil(facts: BoundContract['facts'], key: string, promisedAt: Instant, timezone: string): Instant {
  const last = facts.findLast(({ clause, need, fact }) => `${clause}/${need}` === key && fact.type === 'agreed')?.fact
  return last?.type === 'agreed' ? laterOf(startOfDay(addDays(last.until, 1), timezone), promisedAt) : promisedAt
}

/** That many days before the last day on which it may be paid; months and years are counted as days here. */
const noticeFor = (dueAt: Instant, notice: Duration, timezone: string): Instant =>
  startOfDay(addDays(dayOf(later(dueAt, -1), timezone), -Math.round(days(notice))), timezone)

function standing(
  facts: BoundContract['facts'],
  key: string,
  before: FactEvent | undefined,
  dueAt: Instant,
  now: Instant,
): Standing {
  const said = facts.find(({ clause, need, fact }) => `${clause}/${need}` === key && fact.type !== 'agreed')?.fact.type
  if (said === 'recorded') return 'paid'
  if (said === 'waived') return 'waived'
  if (before) return 'notRecorded'
  return dueAt < now ? 'pastDue' : 'open'
}

/** How what is recorded of each payment differs from how it should stand. */
export function paymentChanges(
  known: readonly Payment[],
  stages: readonly StageOf[],
  now: Instant,
): readonly ContractEvent[] {
  const wanted = stages.flatMap(({ payment }) => payment ?? [])
  const gone = known.filter((one) => isUnpaid(one) && !wanted.some(({ key }) => key === one.key))
  return [
    ...wanted.flatMap((payment) => {
      const old = known.find(({ key }) => key === payment.key)
      const isAsKnown =
        old?.dueAt === payment.dueAt && old.noticeAt === payment.noticeAt && !(isUnpaid(payment) && !isUnpaid(old))
      const next = { ...payment, ...(isAsKnown && { since: old.since }), ...defined({ told: old?.told }) }
      return isAsKnown && old.state === next.state ? [] : [{ type: 'payment', payment: next } as const]
    }),
    ...gone.map((payment) => ({ type: 'payment', payment: { ...payment, since: now, state: 'fallenAway' } }) as const),
  ]
}

/** What a stage is called in the plan. */
export const stageName = (document: PlanDocument, { key }: Pick<Payment, 'key'>): Text =>
  clausesWith(document, 'payment')
    .flatMap(({ clause, stages }) => stages.map(({ id, name }) => ({ key: `${clause}/${id}`, name })))
    .find((one) => one.key === key)?.name ?? { zh: key, en: key }
