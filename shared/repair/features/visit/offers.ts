import type { Actor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { type PlanRule, rulesOf, type SendInRule } from '../../../plan/rules.ts'
import type { How } from '../../../promise/agreement.ts'
import { isOnItsWay, type Repair } from '../../state/repair.ts'
import type { Position } from '../../state/visit.ts'
import type { Offers } from '../feature.ts'

// N16: a visit is approved by the manager, never by whoever goes. What cannot wait does not: at the strictest severity, or
// when nobody answers in the plan's time, the engineer goes and the approval follows, marked as such.

export type VisitAction =
  | {
      type: 'goOnSite'
      visitAt?: Instant
      agreedBy?: string
      how?: How
      parts?: readonly string[]
      emergencyPlan?: string
      knowledge?: string
    }
  | ChooseVisit
  | { type: 'approveVisit' }
  | { type: 'declineVisit'; reason: string }
  | { type: 'depart'; position?: Position }
  | { type: 'arrive'; position?: Position }

/** `later`: a customer wants it though it is later than promised; one of ours says who of them agreed. */
export type ChooseVisit = { type: 'chooseVisit'; visitAt: Instant; later?: boolean; agreedBy?: string; how?: How }

/** The manager, who was asked or not. */
const mayApprove = ({ visitApproval }: Repair, { id, manager }: Actor): boolean =>
  manager === true || (id !== undefined && visitApproval?.manager?.id === id)

export const offers: Offers<VisitAction> = {
  goOnSite: {
    name: text('需要上门', 'Need to go on site'),
    role: 'engineer',
    part: 'work',
    isAllowed: (repair) => isOnItsWay(repair) && repair.stage !== 'arrival' && !isVisitAsked(repair),
    obstacle: (repair) => (isVisitAsked(repair) ? awaitedApproval(repair) : undefined),
  },
  chooseVisit: {
    name: text('约定上门时间', 'Choose the time of the visit'),
    role: 'engineer',
    part: 'organise',
    toCustomer: true,
    // Whoever is on the way is called, not given another date.
    isAllowed: ({ stage, milestones }) => stage === 'arrival' && !milestones.dispatched,
  },
  depart: {
    name: text('我已出发', 'On my way'),
    role: 'engineer',
    part: 'work',
    isAllowed: (repair) => isOnItsWay(repair) && !repair.milestones.dispatched && !awaitsApproval(repair),
    obstacle: missingApproval,
  },
  arrive: {
    name: text('我已到场', 'I have arrived'),
    role: 'engineer',
    part: 'work',
    isAllowed: (repair) => isOnItsWay(repair) && !awaitsApproval(repair),
    obstacle: missingApproval,
  },
  approveVisit: {
    name: text('批准上门', 'Approve the visit'),
    role: 'manager',
    part: 'review',
    isAsked: mayApprove,
    isAllowed: (repair) => isApprovable(repair),
  },
  declineVisit: {
    name: text('不批准上门', 'Refuse the visit'),
    role: 'manager',
    part: 'review',
    isAsked: mayApprove,
    isAllowed: (repair) => isApprovable(repair),
  },
}

function missingApproval(repair: Repair): Text | undefined {
  if (!awaitsApproval(repair)) return undefined
  return isVisitAsked(repair)
    ? awaitedApproval(repair)
    : {
        zh: '上门要先获批准：先登记“上门”申请（goOnSite）',
        en: 'the visit is to be approved first: ask for it with goOnSite',
      }
}

const awaitedApproval = ({ visitApproval }: Repair): Text => ({
  zh: `上门还在等${visitApproval?.manager?.name ?? '经理'}批准`,
  en: `the visit waits for the approval of ${visitApproval?.manager?.name ?? 'a manager'}`,
})

export const visitRule = (plan: Repair['plan']): PlanRule<SendInRule> | undefined =>
  rulesOf(plan, 'sendIn').find(({ visitNeedsApproval }) => visitNeedsApproval)

/** Where the plan wants the visit approved, nobody sets out before it is decided. */
const awaitsApproval = ({ plan, milestones }: Repair): boolean =>
  visitRule(plan) !== undefined && milestones.triaged === undefined

/** The manager was asked, and nobody has set out. */
export const isVisitAsked = ({ visitApproval, milestones }: Repair): boolean =>
  visitApproval?.state === 'asked' && milestones.triaged === undefined

/** It went ahead, and the manager has not yet said whether that was right: they are asked until they do. */
export const awaitsApprovalAfterwards = ({ visitApproval }: Repair): boolean => visitApproval?.state === 'going'

/** There is something for the manager to say: the visit waits, or it went ahead, whatever has become of the repair since. */
const isApprovable = (repair: Repair): boolean =>
  (isVisitAsked(repair) && !repair.closed) || awaitsApprovalAfterwards(repair)
