import type { Lines } from '../feature.ts'
import type { WorkEvent } from './rules.ts'

export const lines: Lines<WorkEvent> = {
  begun: (_event, { say }) => say('开始升级', 'The upgrade begins'),
  ticked: ({ step, what, note }, { say, more }) =>
    say(`第 ${step} 步完成：${what}`, `Step ${step} done: ${what}`) + more(note),
  rolledBack: ({ reason }, { say, more }) => say('回退', 'Rolled back') + more(reason),
  disturbed: ({ what, minutes }, { say, more }) =>
    say(`业务受影响 ${minutes} 分钟`, `The service was disturbed for ${minutes} min`) + more(what),
}
