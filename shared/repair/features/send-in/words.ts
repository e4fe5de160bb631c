import type { Lines } from '../lines.ts'
import type { SendInEvent } from './rules.ts'

export const lines: Lines<SendInEvent> = {
  sentIn: ({ note, verdict, handling, agreedBy }, { say, more, details }) =>
    say('返厂维修', 'Sent in to the factory') +
    more(
      details(
        note,
        { zh: '判定', en: 'verdict', is: verdict },
        { zh: '处理方式', en: 'handling', is: handling },
        { zh: '客户同意', en: 'agreed by', is: agreedBy },
      ),
    ),
}
