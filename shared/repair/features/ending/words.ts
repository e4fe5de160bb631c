import type { ClosedEvent } from '../closing.ts'
import { agreedWith, type Lines } from '../lines.ts'
import type { EndingEvent } from './rules.ts'

export const lines: Lines<EndingEvent | ClosedEvent> = {
  withdrawn: ({ reason, agreement, approver }, words) =>
    words.say('报修撤销', 'Report withdrawn') +
    (approver ? words.say(`（批准：${approver}）`, ` (approved by ${approver})`) : agreedWith(agreement, words)) +
    words.more(reason),
  reopened: ({ reason }, { say, more }) => say('重新打开', 'Reopened') + more(reason),
  closed: ({ how }, { say }) =>
    ({
      confirmed: say('已确认，维修关闭', 'Confirmed and closed'),
      withdrawn: say('报修撤销，维修关闭', 'Closed, withdrawn'),
      junk: say('无效报修，维修关闭', 'Closed as junk'),
    })[how],
}
