import { text } from '../../../kernel/text.ts'
import type { How } from '../../../promise/agreement.ts'
import { isOnItsWay } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// N16: first the phone, then remotely (see `../remote`), then sent in by agreement, otherwise an approved visit (see `../visit`).

export type SendInAction = {
  type: 'sendIn'
  note?: string
  verdict?: string
  handling?: string
  agreedBy: string
  how: How
}

export const offers: Offers<SendInAction> = {
  sendIn: {
    name: text('返厂维修', 'Send to the factory'),
    role: 'engineer',
    part: 'work',
    isAllowed: (repair) => (isOnItsWay(repair) || repair.stage === 'repair') && !repair.sentIn,
  },
}
