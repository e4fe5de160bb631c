import type { Actor } from '../../../kernel/actor.ts'
import { text } from '../../../kernel/text.ts'
import { isOpen } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

export type TakeBackAction = { type: 'takeBack'; reason?: string }

export const offers: Offers<TakeBackAction> = {
  takeBack: {
    name: text('点错了，撤回', 'Take the last tap back'),
    role: 'engineer',
    part: 'organise',
    toColleague: true,
    isAllowed: (repair, actor) => isOpen(repair) && repair.lastTap !== undefined && repair.lastTap.by === nameOf(actor),
  },
}

export const nameOf = ({ kind, id }: Actor): string => `${kind}/${id ?? ''}`
