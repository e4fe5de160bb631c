import { text } from '../../../kernel/text.ts'
import type { How } from '../../../promise/agreement.ts'
import { isBeingRepaired, type Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// Whose unit it is, and how bad: the report is read again, and with it what is promised.

export type IdentificationAction =
  | { type: 'changeSeverity'; severity: string; reason: string; agreedBy?: string; how?: How }
  /** A lower severity than stands needs the customer's yes, or a manager. */
  | { type: 'identify'; serial?: string; site?: string; severity?: string; agreedBy?: string; how?: How }

/** Which unit it was is settled once a new one stands in its place: master data and ledger say so. */
const wasReplaced = ({ replacement }: Repair): boolean => replacement?.old !== undefined

export const offers: Offers<IdentificationAction> = {
  changeSeverity: {
    name: text('调整级别', 'Change severity'),
    role: 'dispatcher',
    part: 'organise',
    isAllowed: isBeingRepaired,
  },
  identify: {
    name: text('登记设备', 'Identify the unit'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) => isBeingRepaired(repair) && !wasReplaced(repair),
    obstacle: (repair) =>
      wasReplaced(repair)
        ? {
            zh: `新机已顶替 ${repair.replacement?.old}；别的设备的问题请另报`,
            en: `a new unit stands in the place of ${repair.replacement?.old}; what another unit has is another report`,
          }
        : undefined,
  },
}
