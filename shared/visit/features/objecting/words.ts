import { HOW_NAMES } from '../../../repair/state/names.ts'
import type { Lines } from '../feature.ts'
import type { ObjectingEvent } from './rules.ts'

export const lines: Lines<ObjectingEvent> = {
  otherTimeWanted: ({ slot, words }, { say, time, more }) =>
    say(`客户请求改期，原定 ${time(slot.from)}`, `The customer asks for another time than ${time(slot.from)}`) +
    more(words),
  disagreed: ({ slot, agreement: { by, how }, words }, { say, time, name, more }) =>
    say(
      `客户说没有约定过 ${time(slot.from)}（记录为${by}${name(HOW_NAMES[how])}同意）；由此改过的承诺恢复原样`,
      `The customer never agreed to ${time(slot.from)} (recorded: ${by}, ${name(HOW_NAMES[how])}); what it moved stands as it was`,
    ) + more(words),
  absenceDenied: ({ slot, words }, { say, time, more }) =>
    say(
      `客户说 ${time(slot.from)} 在场，没有人来；待经理核定`,
      `The customer was there at ${time(slot.from)}, they say, and nobody came: for a manager to decide`,
    ) + more(words),
  judged: ({ finding, reason }, { say, more }) =>
    (finding === 'ours'
      ? say('经理核定：是我方没有到', 'Decided by a manager: we did not come')
      : say('经理核定：客户不在，原记录成立', 'Decided by a manager: the customer was not there')) + more(reason),
}
