import { text } from '../../../kernel/text.ts'
import { rulesOf } from '../../../plan/rules.ts'
import type { Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// C24: the service desk may try first; what it does not solve in its time goes to an engineer by itself.

export type DeskAction = { type: 'takeAtDesk' } | { type: 'passOn'; note?: string }

export const offers: Offers<DeskAction> = {
  takeAtDesk: {
    name: text('客服先处理', 'Handle at the desk'),
    role: 'dispatcher',
    part: 'desk',
    isAllowed: (repair) => mayTakeAtDesk(repair),
  },
  passOn: {
    name: text('转给工程师', 'Pass on to an engineer'),
    role: 'dispatcher',
    part: 'desk',
    isAllowed: ({ desk }) => desk !== undefined,
  },
}

/** Once per round, before any engineer has it, and not while a broken promise is being chased. */
export const mayTakeAtDesk = ({ plan, stage, desk, milestones, paging }: Repair): boolean =>
  rulesOf(plan, 'desk').length > 0 &&
  stage === 'response' &&
  !desk &&
  !milestones.passedOn &&
  !milestones.desk &&
  paging?.reason !== 'breach'
