import type { Lines } from '../lines.ts'
import type { JunkEvent } from './rules.ts'

export const lines: Lines<JunkEvent> = {
  junk: ({ reason }, { say, more }) => say('按无效报修关闭', 'Closed as junk') + more(reason),
  junkFiled: (_, { say }) => say('已列入经理的当日清单', "On the manager's list of the day"),
}
