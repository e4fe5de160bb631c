import { ownOf } from '../kernel/own-of.ts'
import { text } from '../kernel/text.ts'
import type { CustomerEffect } from '../subject/effect.ts'
import type { Template } from './mail-rows.ts'

const WHEN = ['upgrade', 'from', 'until'] as const
const PLAN = [...WHEN, 'downtime', 'steps', 'risks', 'rollback', 'inPeak', 'cost', 'engineer'] as const
const SEE = text('查看升级', 'See the upgrade')

/** What the customer is told of an upgrade, turn by turn. */
const TURNS: Readonly<Record<string, Template>> & { readonly proposed: Template } = {
  proposed: {
    heading: text('升级方案，请同意或提出意见', 'An upgrade: please agree, or say what is wrong'),
    message: text(
      '我们计划为贵方设备升级，时间、步骤和风险如下。贵方同意后我们才会开始；时间不合适也请告诉我们。',
      'We plan to upgrade your equipment, at the time, in the steps and with the risks below. We begin only once you agree; if the time does not suit you, please say so.',
    ),
    rows: PLAN,
    button: text('同意或不同意', 'Agree or decline'),
  },
  agreed: {
    heading: text('升级方案已确定', 'The upgrade is agreed'),
    message: text(
      '以下升级记录为贵方已同意。如果没有同意过，请点下面的按钮告诉我们。',
      'The upgrade below is on record as agreed with you. If you did not agree, tell us by the button below.',
    ),
    rows: [...PLAN, 'agreedBy', 'how'],
    button: text('查看，或告诉我们没有同意过', 'See it, or say that you did not agree'),
  },
  begun: {
    heading: text('升级已开始', 'The upgrade has begun'),
    message: text(
      '升级按约定开始，完成后会通知贵方。',
      'The upgrade has begun as agreed. We tell you when it is done.',
    ),
    rows: [...WHEN, 'engineer'],
    button: SEE,
  },
  rolledBack: {
    heading: text('升级正在回退', 'The upgrade is being rolled back'),
    message: text(
      '升级没有按计划进行，我们正在恢复到升级前的状态，恢复后会通知贵方。',
      'The upgrade did not go as planned. We are putting everything back as it was, and tell you when it is.',
    ),
    rows: ['upgrade', 'reason', 'engineer'],
    button: SEE,
  },
  late: {
    heading: text('升级超出了约定的时间', 'The upgrade takes longer than agreed'),
    message: text(
      '约定的时间已过，升级还没有结束，抱歉。我们正在处理，结束后会通知贵方。',
      'The time that was agreed is over, and the upgrade is not. We are sorry. We are at it, and tell you when it is over.',
    ),
    rows: [...WHEN, 'engineer'],
    button: SEE,
  },
  disturbed: {
    heading: text('业务中断超过了约定', 'Your service is disturbed longer than agreed'),
    message: text(
      '升级使贵方业务中断的时间超过了约定，抱歉。情况如下。',
      'The upgrade disturbs your service longer than was agreed. We are sorry. This is how it stands.',
    ),
    rows: ['upgrade', 'disturbed', 'engineer'],
    button: SEE,
  },
  restored: {
    heading: text('升级未成功，已恢复原状', 'The upgrade failed; all is as it was before'),
    message: text(
      '这次升级没有成功，已恢复到升级前的状态，情况如下。要再次升级，会先请贵方同意新的方案。',
      'This upgrade did not succeed, and everything is as it was before. For another try we put another plan to you first.',
    ),
    rows: ['upgrade', 'reason', 'result', 'disturbed', 'engineer'],
    button: SEE,
  },
  notDone: {
    heading: text('升级没有按约定进行', 'The upgrade did not happen'),
    message: text(
      '约定的时间里升级没有进行，抱歉。原因如下。要再次升级，会先请贵方同意新的方案。',
      'The upgrade did not happen at the time that was agreed. We are sorry. For another try we put another plan to you first.',
    ),
    rows: ['upgrade', 'reason'],
    button: SEE,
  },
  done: {
    heading: text('升级已结束', 'The upgrade is over'),
    message: text('升级已经结束，结果如下。', 'The upgrade is over. This is how it went.'),
    rows: ['upgrade', 'result', 'disturbed', 'engineer'],
    button: SEE,
  },
  calledOff: {
    heading: text('升级已取消', 'The upgrade is called off'),
    message: text('这次升级已经取消。', 'This upgrade is called off.'),
    rows: ['upgrade', 'reason'],
    button: SEE,
  },
}

export const ofUpgrade = ({ turn = '' }: CustomerEffect['values']): Template => ownOf(TURNS, turn) ?? TURNS.proposed
