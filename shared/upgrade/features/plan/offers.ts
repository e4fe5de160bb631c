import { text } from '../../../kernel/text.ts'
import { isOver } from '../../state/upgrade.ts'
import type { Offers } from '../feature.ts'

export type PlanAction = { type: 'assign'; person: string }

export const offers: Offers<PlanAction> = {
  assign: {
    name: text('指派工程师', 'Assign an engineer'),
    role: 'dispatcher',
    isAllowed: (upgrade) => !isOver(upgrade),
  },
}
