import { CHANNEL_NAMES } from '../../state/names.ts'
import { type Lines, severityName } from '../lines.ts'
import type { CallEvent } from './rules.ts'

export const lines: Lines<CallEvent> = {
  opened: (event, words) => {
    const { say, name, more } = words
    const channel = name(CHANNEL_NAMES[event.call.channel])
    const severity = severityName(event, words)
    return (
      say(`收到报修（${channel}，${severity}）`, `Fault reported (${channel}, ${severity})`) + more(event.call.symptoms)
    )
  },
  callJoined: ({ call, counted }, { say, name, more }) =>
    say(
      `客户再次来电（${name(CHANNEL_NAMES[call.channel])}${counted ? '，来电过多，只记次数' : ''}）`,
      `Reported again (${name(CHANNEL_NAMES[call.channel])}${counted ? ', too often: only counted' : ''})`,
    ) + more(call.symptoms),
  callSplit: ({ to }, { say }) => say(`其中一次来电另立报修 ${to}`, `One of its calls became repair ${to}`),
  contactAdmitted: (_, { say }) => say('允许一位报修人查看进展', 'Someone who reported may look at the repair'),
}
