import type { LoanerUnit } from '../../../directory/directory.ts'
import { text } from '../../../kernel/text.ts'
import { rulesOf } from '../../../plan/rules.ts'
import { isBeingRepaired, isOpen, type Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// While a unit is out of use, another of ours stands in for it.

export type LoanerAction =
  | { type: 'reserveLoaner'; serial?: string }
  | { type: 'lendLoaner' }
  | { type: 'returnLoaner' }

export const offers: Offers<LoanerAction> = {
  reserveLoaner: {
    name: text('预留备机', 'Reserve a loaner'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) => {
      const { loaner } = repair
      return isBeingRepaired(repair) && (!loaner || loaner.state === 'returned' || loaner.state === 'released')
    },
  },
  lendLoaner: {
    name: text('备机已交付', 'Loaner handed over'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) => isOpen(repair) && repair.loaner?.state === 'reserved',
  },
  returnLoaner: {
    name: text('备机已收回', 'Loaner returned'),
    role: 'engineer',
    part: 'organise',
    isAllowed: ({ loaner }) => loaner?.state === 'lent',
  },
}

/**
 * Whether a loaner keeps the promise: it is of the same model – without a unit on record any is better than none – and
 * brand-new where the plan says so (R7).
 */
export const isFitLoaner = ({ plan, unit }: Pick<Repair, 'plan' | 'unit'>, { model, used }: LoanerUnit): boolean =>
  (unit?.model === undefined || model === unit.model) && !(used && brandNewClause(plan))

/** The clause that promises a brand-new loaner. */
export const brandNewClause = (plan: Repair['plan']): string | undefined =>
  rulesOf(plan, 'loaner').find(({ brandNew }) => brandNew)?.clause
