import type { Words } from '../../../kernel/words.ts'
import type { Call } from '../../state/call.ts'
import { CHANNEL_NAMES } from '../../state/names.ts'
import { type Lines, severityName } from '../lines.ts'
import type { CallEvent } from './rules.ts'

/** Through which channel; what an inspection found says which. */
const wayOf = ({ channel, visit }: Call, { name }: Words): string =>
  [name(CHANNEL_NAMES[channel]), visit].filter(Boolean).join(' ')

export const lines: Lines<CallEvent> = {
  opened: (event, words) => {
    const { say, more } = words
    const channel = wayOf(event.call, words)
    const severity = severityName(event, words)
    return (
      say(`收到报修（${channel}，${severity}）`, `Fault reported (${channel}, ${severity})`) + more(event.call.symptoms)
    )
  },
  callJoined: ({ call, counted }, words) =>
    words.say(
      `${call.visit ? '再次报修' : '客户再次来电'}（${wayOf(call, words)}${counted ? '，来电过多，只记次数' : ''}）`,
      `Reported again (${wayOf(call, words)}${counted ? ', too often: only counted' : ''})`,
    ) + words.more(call.symptoms),
  callSplit: ({ to }, { say }) => say(`其中一次来电另立报修 ${to}`, `One of its calls became repair ${to}`),
  contactAdmitted: (_, { say }) => say('允许一位报修人查看进展', 'Someone who reported may look at the repair'),
}
