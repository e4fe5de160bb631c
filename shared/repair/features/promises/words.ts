import type { ClockEvent } from '../../clocks/events.ts'
import type { Lines } from '../lines.ts'

export const lines: Lines<ClockEvent> = {
  clockStarted: ({ clock }, { say, promise, time }) =>
    say(`承诺 ${promise(clock.id)}：${time(clock.dueAt)} 前`, `Promise ${promise(clock.id)}: by ${time(clock.dueAt)}`),
  clockMoved: ({ clock, because: cause }, { say, promise, time, because }) =>
    say(
      `承诺 ${promise(clock.id)} 改为 ${time(clock.dueAt)} 前（${because(cause)}）`,
      `Promise ${promise(clock.id)} moved to ${time(clock.dueAt)} (${because(cause)})`,
    ),
  clockWarned: ({ clock, share, person }, { say, promise }) => {
    const used = `${Math.round(share * 100)}%`
    return say(
      `${promise(clock)} 时限已用 ${used}${person ? `，提醒 ${person.name}` : ''}`,
      `${promise(clock)}: ${used} of its time used${person ? `, ${person.name} warned` : ''}`,
    )
  },
  clockBroken: ({ clock, liability }, { say, promise }) =>
    say(
      `${promise(clock)} 超时${liability ? '，由此造成的损失由我方承担' : ''}`,
      `${promise(clock)} overdue${liability ? '; the loss it causes is ours' : ''}`,
    ),
  clockEnded: ({ clock, outcome, lateBy, because: cause, approver }, { say, promise, late, because }) => {
    const approved = approver ? say(`；批准：${approver}`, `; approved by ${approver}`) : ''
    const why = cause ? say(`（${because(cause)}${approved}）`, ` (${because(cause)}${approved})`) : ''
    switch (outcome) {
      case 'kept':
        return say(`${promise(clock)} 按时完成`, `${promise(clock)} kept`)
      case 'broken':
        return say(
          `${promise(clock)} ${cause ? '未做到' : '未按时'}${lateBy ? `，晚 ${late(lateBy)}` : ''}${why}`,
          `${promise(clock)} broken${cause ? ' and never done' : ''}${lateBy ? `, late by ${late(lateBy)}` : ''}${why}`,
        )
      case 'waived':
        return say(`${promise(clock)} 免除${why}`, `${promise(clock)} waived${why}`)
      case 'superseded':
        return say(`${promise(clock)} 由正确的承诺取代${why}`, `${promise(clock)} superseded by the right one${why}`)
      case 'fallenAway':
        return say(`${promise(clock)} 不再适用${why}`, `${promise(clock)} fallen away${why}`)
      default:
        return outcome satisfies never
    }
  },
}
