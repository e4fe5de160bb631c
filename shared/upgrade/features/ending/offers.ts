import type { Instant } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import type { Upgrade } from '../../state/upgrade.ts'
import type { Offers } from '../feature.ts'

/** How it went, said once its time is over and no step was ticked. */
export const OUTCOMES = ['done', 'rolledBack', 'notDone'] as const
export type Outcome = (typeof OUTCOMES)[number]

export type EndingAction =
  /** `minutes`: how long the service was disturbed in all. */
  | { type: 'finish'; result: string; minutes: number; disturbed?: string }
  | { type: 'callOff'; reason: string; onBehalf?: string }
  | { type: 'sayAfterwards'; outcome: Outcome; result: string; minutes?: number; disturbed?: string }

const isUnbegun = ({ begunAt, ended }: Upgrade): boolean => begunAt === undefined && ended === undefined

/** Its time is over, or it has none, and nobody was seen to begin. */
const isOverdue = ({ agreed, proposal }: Upgrade, now: Instant): boolean =>
  agreed ? agreed.until < now : proposal === undefined

export const offers: Offers<EndingAction> = {
  finish: {
    name: text('结束升级', 'Finish'),
    role: 'engineer',
    isAllowed: ({ begunAt, ended, rolledBack, steps }) =>
      begunAt !== undefined && !ended && (rolledBack !== undefined || steps.every(({ done }) => done)),
    obstacle: ({ begunAt, rolledBack, steps }) => {
      const open = steps.filter(({ done }) => !done).length
      return begunAt && !rolledBack && open > 0
        ? text(`还有 ${open} 步没有做；做不下去请回退`, `${open} steps are not done; if they cannot be, roll back`)
        : undefined
    },
  },
  callOff: {
    name: text('取消升级', 'Call it off'),
    role: 'dispatcher',
    toCustomer: true,
    isAllowed: (upgrade) => isUnbegun(upgrade),
    obstacle: ({ begunAt, ended }) =>
      begunAt && !ended ? text('已经开始：只能完成或回退', 'it has begun: finish it, or roll back') : undefined,
  },
  sayAfterwards: {
    name: text('补登结果', 'Say how it went'),
    role: 'engineer',
    isAllowed: (upgrade, now) => isUnbegun(upgrade) && isOverdue(upgrade, now),
  },
}
