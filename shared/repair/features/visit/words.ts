import type { Words } from '../../../kernel/words.ts'
import type { Position } from '../../state/visit.ts'
import { agreedWith, type Lines } from '../lines.ts'
import type { ChosenEvent } from './chosen.ts'
import type { EmergencyPlanEvent } from './emergency-plan.ts'
import type { VisitEvent } from './rules.ts'

const where = ({ lat, lon, accuracyM }: Position, say: Words['say']): string =>
  say(`（位置 ${lat}, ${lon} ±${accuracyM} 米）`, ` (at ${lat}, ${lon} ±${accuracyM} m)`)

export const lines: Lines<VisitEvent | ChosenEvent | EmergencyPlanEvent> = {
  visitAsked: ({ visitAt, manager, parts = [] }, { say, time, more, details }) =>
    say(
      `申请上门${manager ? `，请 ${manager.name} 批准` : ''}`,
      `Visit asked for${manager ? `; ${manager.name} is asked to approve it` : ''}`,
    ) + more(details(visitAt && time(visitAt), { zh: '领用配件', en: 'parts drawn', is: parts.join(say('、', ', ')) })),
  visitDecided: ({ visitAt, approvedBy, unapproved, parts = [] }, { say, time, more, details }) =>
    (visitAt ? say('约定上门', 'Visit agreed') : say('决定上门处理', 'Visit decided')) +
    (unapproved === 'unanswered' ? say('（未及批复，先行上门）', ' (nobody answered: approval to follow)') : '') +
    (unapproved === 'strictest' ? say('（最高级别，先行上门）', ' (highest severity: approval to follow)') : '') +
    more(
      details(
        visitAt && time(visitAt),
        { zh: '批准', en: 'approved by', is: approvedBy },
        { zh: '领用配件', en: 'parts drawn', is: parts.join(say('、', ', ')) },
      ),
    ),
  visitChosen: ({ visitAt, agreement }, words) =>
    words.say(`约定 ${words.time(visitAt)} 上门`, `Visit at ${words.time(visitAt)}`) + agreedWith(agreement, words),
  visitApproved: ({ approver, afterwards }, { say }) =>
    afterwards
      ? say(`${approver} 事后补批上门`, `Visit approved afterwards by ${approver}`)
      : say(`${approver} 批准上门`, `Visit approved by ${approver}`),
  visitDeclined: ({ approver, reason, afterwards }, { say, more }) =>
    (afterwards
      ? say(`${approver} 事后未批准上门`, `Visit refused afterwards by ${approver}`)
      : say(`${approver} 未批准上门`, `Visit refused by ${approver}`)) + more(reason),
  // Where they set off may be their home: that it is on record is enough here.
  dispatched: ({ position }, { say }) =>
    say('工程师已出发', 'Engineer on the way') + (position ? say('（附位置）', ' (with position)') : ''),
  arrived: ({ position }, { say }) => say('工程师已到场', 'Engineer arrived') + (position ? where(position, say) : ''),
  emergencyPlanGiven: ({ to, text, from, clause }, { say, more }) =>
    say(
      `应急策略已交 ${to.name}（${clause}${from ? `，参考 ${from}` : ''}）`,
      `Emergency plan given to ${to.name} (${clause}${from ? `, from ${from}` : ''})`,
    ) + more(typeof text === 'string' ? text : say(text.zh, text.en)),
}
