import type { Lines } from '../feature.ts'
import { MISSED_NAMES } from './offers.ts'
import type { DoingEvent } from './rules.ts'

export const lines: Lines<DoingEvent> = {
  passed: (_, { say }) => say('约定时间已过，等结果', 'The date has passed: what came of it?'),
  done: ({ found }, { say, more }) => say('已完成', 'Done') + more(found),
  missed: ({ why, reason }, { say, name, more }) =>
    say(`没有办成（${name(MISSED_NAMES[why])}）`, `Nobody met (${name(MISSED_NAMES[why])})`) + more(reason),
  contractTold: (_, { say }) => say('合同已登记', 'On record with the contract'),
}
