import { HOW_NAMES } from '../../../repair/state/names.ts'
import type { Lines } from '../feature.ts'
import type { PlanningEvent } from './rules.ts'

export const lines: Lines<PlanningEvent> = {
  proposed: ({ slots, contact }, { say, time, more }) =>
    say(`请 ${contact.name} 选时间`, `${contact.name} is asked to choose`) +
    more(slots.map(({ from }) => time(from)).join(say(' 或 ', ' or '))),
  noneFitted: ({ words }, { say, more }) => say('客户：都不合适', 'The customer: neither fits') + more(words),
  agreed: ({ slot, agreement, late, moved }, { say, time, name, more }) =>
    say(moved ? '改期到' : '约定', moved ? 'Moved to' : 'Agreed for') +
    ` ${time(slot.from)}` +
    say(
      `（${agreement.by} ${name(HOW_NAMES[agreement.how])}同意）`,
      ` (with ${agreement.by}, ${name(HOW_NAMES[agreement.how])})`,
    ) +
    (late ? say('，晚于承诺的日子，承诺不变', ', after the promised day, which stays') : '') +
    more(moved),
}
