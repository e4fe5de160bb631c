import type { Lines } from '../feature.ts'
import type { CallsEvent } from './rules.ts'

export const lines: Lines<CallsEvent> = {
  callSet: ({ slot }, { say, time }) => say(`${time(slot.from)} 起打电话`, `To be called from ${time(slot.from)}`),
  notReached: ({ note, next, again }, { say, time, more }) =>
    say('没打通', 'Not reached') +
    (again ? say('（同一时段，不另计次）', ' (in the same half of a day: no other try)') : '') +
    (next ? say(`，${time(next.from)} 再打`, `: again ${time(next.from)}`) : '') +
    more(note),
}
