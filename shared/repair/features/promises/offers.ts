import { text } from '../../../kernel/text.ts'
import { isOpen } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// The promises themselves: what becomes of their clocks, whose loss a broken one is, and that one is let off.

export type PromiseAction = { type: 'waive'; clock: string; reason: string }

export const offers: Offers<PromiseAction> = {
  waive: {
    name: text('免除承诺', 'Waive a promise'),
    role: 'manager',
    part: 'office',
    isAllowed: (repair) => isOpen(repair) && repair.clocks.some((clock) => clock.state === 'open'),
  },
}
