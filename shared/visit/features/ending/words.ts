import type { Lines } from '../feature.ts'
import type { EndingEvent } from './rules.ts'

export const lines: Lines<EndingEvent> = {
  cancelled: ({ reason }, { say, more }) => say('已取消', 'Cancelled') + more(reason),
  fellAway: (_, { say }) => say('不再需要：各项已办完或不再承诺', 'Needed no more: all is settled, or owed no more'),
}
