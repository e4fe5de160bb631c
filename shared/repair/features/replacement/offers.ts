import type { Actor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import { type Origin, type PlanRule, type ReplacementRule, rulesOf } from '../../../plan/rules.ts'
import type { How } from '../../../promise/agreement.ts'
import { isBeingRepaired, isOpen, type Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'
import type { Told } from '../work.ts'

// A new unit instead (H16 C6 R2 N22 R20), or another way out that the customer accepts (N26).

export type ReplacementAction =
  | { type: 'declareIrreparable'; damage: 'use' | 'transit'; what: string }
  | { type: 'requestExchange'; origin?: Origin; agreedBy?: string; how?: How }
  | { type: 'acceptAlternative'; what: string; agreedBy?: string; how?: How }
  | ({ type: 'replaceUnit'; serial: string; model?: string } & Partial<Pick<Told, 'cause' | 'done' | 'suggestions'>>)
  | { type: 'approveReplacement' }
  | { type: 'dateReplacement'; on: Instant }
  | { type: 'declineReplacement'; reason: string }

/** A new unit is due until it stands there or a manager decides against it: till then the repair does not end. */
export const isReplacementPending = ({ replacement }: Repair): boolean =>
  replacement?.state === 'due' || replacement?.state === 'approved'

/** H16 C6 R2 N22: a new unit is the manager's to approve, by the link that asked for it too. */
const isManagers = ({ replacement }: Repair, { id }: Actor): boolean =>
  id !== undefined && replacement?.manager?.id === id

const isUndecided = (repair: Repair): boolean => isOpen(repair) && repair.replacement?.state === 'due'

export const offers: Offers<ReplacementAction> = {
  declareIrreparable: {
    name: text('判定无法修复', 'Cannot be repaired'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) =>
      isBeingRepaired(repair) &&
      !isReplacementPending(repair) &&
      rulesOf(repair.plan, 'replacement').some(({ irreparable }) => irreparable !== undefined),
  },
  requestExchange: {
    name: text('要求换新', 'Ask for a new unit'),
    role: 'engineer',
    part: 'organise',
    toCustomer: true,
    isAllowed: (repair) =>
      isBeingRepaired(repair) && !isReplacementPending(repair) && exchangeRule(repair) !== undefined,
  },
  acceptAlternative: {
    name: text('登记替代方案', 'Record an accepted alternative'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) =>
      isBeingRepaired(repair) &&
      !repair.milestones.alternative &&
      repair.clocks.some((clock) => clock.state === 'open' && clock.term.alternative),
  },
  replaceUnit: {
    name: text('已换新机', 'Unit replaced'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) => isOpen(repair) && repair.replacement?.state === 'approved',
  },
  approveReplacement: {
    name: text('批准换新', 'Approve the replacement'),
    role: 'manager',
    part: 'office',
    isAsked: isManagers,
    isAllowed: isUndecided,
  },
  dateReplacement: {
    name: text('定换新日期', 'Set the day of replacement'),
    role: 'manager',
    part: 'office',
    isAsked: isManagers,
    isAllowed: isUndecided,
  },
  declineReplacement: {
    name: text('不批准换新', 'Refuse the replacement'),
    role: 'manager',
    part: 'office',
    isAsked: isManagers,
    isAllowed: isUndecided,
  },
}

/** H16 R2 C6: in warranty; where nobody can say, the promise holds. */
export const isCovered = (
  { inWarranty }: { readonly inWarranty?: boolean | undefined },
  { onlyInWarranty }: ReplacementRule,
): boolean => !(onlyInWarranty && inWarranty === false)

/** R20: the rule by which the customer may have the unit exchanged at its first failure. */
export const exchangeRule = (state: Repair): PlanRule<ReplacementRule> | undefined =>
  rulesOf(state.plan, 'replacement').find((rule) => rule.atWish && isCovered(state, rule))
