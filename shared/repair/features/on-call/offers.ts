import type { Actor } from '../../../kernel/actor.ts'
import { text } from '../../../kernel/text.ts'
import type { How } from '../../../promise/agreement.ts'
import { isBeingRepaired, isOpen, isSomeoneElses, type Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// Who is paged until someone has it, and who has it.

export type OnCallAction =
  /** `person`, `how`: what the desk owes, who of those asked takes it and how they said so. */
  | { type: 'acknowledge'; person?: string; how?: How }
  /** `reason`: what whoever it is not brought to owes. */
  | { type: 'takeOver'; reason?: string }
  | { type: 'assign'; person: string }
  | { type: 'handOver'; person?: string; reason: string }

export const offers: Offers<OnCallAction> = {
  acknowledge: {
    name: text('接单', 'Acknowledge'),
    role: 'engineer',
    part: 'first',
    toColleague: true,
    isAllowed: (repair, { id }) => isOpen(repair) && (repair.paging?.pending === true || repair.assignee?.id === id),
  },
  takeOver: {
    name: text('我来接手', 'Take over'),
    role: 'engineer',
    part: 'takeOver',
    toColleague: true,
    isAllowed: (repair, actor) => isBeingRepaired(repair) && isSomeoneElses(repair, actor),
  },
  assign: {
    name: text('指派', 'Assign'),
    role: 'dispatcher',
    part: 'desk',
    isAllowed: isBeingRepaired,
  },
  handOver: {
    name: text('转交', 'Hand over'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) => isBeingRepaired(repair) && repair.assignee !== undefined,
  },
}

/** What an engineer may do to a repair that is none of theirs: take it over, whoever has it, while there is work to do. */
export const waysIn = ({ stage, assignee }: Repair, { id }: Actor): readonly OnCallAction['type'][] =>
  stage !== 'closed' && stage !== 'confirmation' && assignee?.id !== id ? ['takeOver'] : []
