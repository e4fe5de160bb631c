import { text } from '../../../kernel/text.ts'
import { isBeingRepaired, isOnItsWay } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'
import { awaitsPayer } from '../quote/offers.ts'
import type { Told } from '../work.ts'

// Repaired on site or in the factory, and which part was found to have failed.

export type MendingAction = ({ type: 'complete'; noParts?: boolean } & Told) | { type: 'recordVerdict'; part: string }

export const offers: Offers<MendingAction> = {
  complete: {
    name: text('修复完成', 'Done'),
    role: 'engineer',
    part: 'work',
    // What arrived short, damaged or wrong is made good from the store (H8): nobody has to be there first.
    isAllowed: (repair) =>
      (repair.stage === 'repair' || (repair.matter === 'delivery' && isOnItsWay(repair))) && !awaitsPayer(repair),
    obstacle: (repair) =>
      awaitsPayer(repair)
        ? { zh: '报价还在等客户同意', en: 'its price waits for the customer to accept the quote' }
        : undefined,
  },
  recordVerdict: {
    name: text('硬件判定', 'Hardware verdict'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) => isBeingRepaired(repair) && !repair.milestones.hardwareVerdict,
  },
}
