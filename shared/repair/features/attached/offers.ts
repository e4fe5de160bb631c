import { text } from '../../../kernel/text.ts'
import { isOpen } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// Photos, papers and the customer's signature beside a repair. The file itself comes with the request that names the action; what
// is recorded is its digest, so that a later change of it shows.

export type AttachedAction = { type: 'attach'; note?: string } | { type: 'sign'; signer: string }

export const offers: Offers<AttachedAction> = {
  attach: {
    name: text('拍照、添附件', 'Add a photo'),
    role: 'engineer',
    part: 'last',
    toColleague: true,
    toCustomer: true,
    isAllowed: isOpen,
  },
  sign: {
    name: text('客户签字', 'Customer signs'),
    role: 'engineer',
    part: 'last',
    isAllowed: (repair) => repair.stage === 'repair' || repair.stage === 'confirmation',
  },
}
