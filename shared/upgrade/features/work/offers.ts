import { durationMs, later } from '../../../kernel/instant.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { DISPUTED_WITHIN, isBoundTo, type Upgrade } from '../../state/upgrade.ts'
import type { Offers } from '../feature.ts'

export type WorkAction =
  | { type: 'tick'; step: number; note?: string }
  | { type: 'rollBack'; reason: string }
  | { type: 'disturb'; what: string; minutes: number }

/** What must be there before the first step, and when it may be. */
function obstacleToFirst(upgrade: Upgrade, now: string): Text | undefined {
  const { agreed, proposal, backup, noBackup } = upgrade
  if (!agreed)
    return proposal
      ? text('客户还没有同意方案', 'the customer has not agreed to the plan yet')
      : text('还没有方案：先提交方案并请客户同意', 'there is no plan yet: put one to the customer, who has to agree')
  if (isBoundTo(upgrade, 'backup') && !backup && noBackup === undefined)
    return text('先登记全量备份', 'record the full backup first')
  if (now < agreed.from) return text('约定的时间还没有到', 'the time that was agreed has not come yet')
  if (now > agreed.until)
    return text(
      '约定的时间已过：重新提交方案并请客户同意，或补登结果',
      'the time that was agreed is over: put another plan to the customer, or say how it went',
    )
  return undefined
}

const isRunning = ({ begunAt, rolledBack, ended }: Upgrade): boolean =>
  begunAt !== undefined && rolledBack === undefined && ended === undefined

export const offers: Offers<WorkAction> = {
  tick: {
    name: text('完成一步', 'A step is done'),
    role: 'engineer',
    isAllowed: (upgrade, now) =>
      upgrade.ended === undefined &&
      upgrade.rolledBack === undefined &&
      (upgrade.begunAt !== undefined || obstacleToFirst(upgrade, now) === undefined) &&
      upgrade.steps.some(({ done }) => !done),
    obstacle: (upgrade, now) => {
      if (upgrade.rolledBack) return text('已回退，不能再做下去', 'it is rolled back: no further step')
      return upgrade.ended || upgrade.begunAt ? undefined : obstacleToFirst(upgrade, now)
    },
  },
  rollBack: { name: text('回退', 'Roll back'), role: 'engineer', isAllowed: isRunning },
  disturb: {
    name: text('登记业务受影响', 'Record a disturbance'),
    role: 'engineer',
    isAllowed: ({ begunAt, ended }, now) =>
      begunAt !== undefined && (ended === undefined || now <= later(ended.at, durationMs(DISPUTED_WITHIN))),
  },
}
