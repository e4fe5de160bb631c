import { HOW_NAMES, PAGE_REASON_NAMES } from '../../state/names.ts'
import type { Lines } from '../lines.ts'
import type { OnCallEvent } from './rules.ts'

/** Of a repair that the desk gave to somebody: no reason that anybody wrote. */
const ASSIGNED = 'assigned'

export const lines: Lines<OnCallEvent> = {
  paged: ({ person, reason, answerBy }, { say, name, time }) => {
    const why = name(PAGE_REASON_NAMES[reason])
    const until = answerBy ? say(`，${time(answerBy)} 前接单`, `, to answer by ${time(answerBy)}`) : ''
    return say(`呼叫 ${person.name}（${why}）${until}`, `Paged ${person.name} (${why})${until}`)
  },
  phoned: ({ person }, { say }) => say(`未接单，打电话给 ${person.name}`, `Not answered: ${person.name} is rung up`),
  pageFailed: ({ person, cause }, { say, more }) =>
    say(`发给 ${person.name} 的短信未能送出`, `The message to ${person.name} could not be sent`) + more(cause),
  pageUndelivered: ({ person, cause }, { say, more }) =>
    say(
      `发给 ${person.name} 的短信没有送达，换别的方式再叫`,
      `The message to ${person.name} did not arrive: tried by other ways`,
    ) + more(cause),
  nobodyOnCall: ({ nextAt }, { say, time }) =>
    say(`值班表无人可呼叫，${time(nextAt)} 再试`, `Nobody on call; next attempt ${time(nextAt)}`),
  pageHeld: ({ until, reason }, { say, time }) =>
    say(
      `计划作业（${reason}），呼叫推迟到 ${time(until)}`,
      `Planned work (${reason}): pages wait until ${time(until)}`,
    ),
  pageReleased: (_, { say }) => say('计划作业提前结束，立即呼叫', 'Planned work has ended early: pages go now'),
  acknowledged: ({ person, how }, { say, name }) =>
    say(`${person.name} 已接单`, `${person.name} acknowledged`) +
    (how ? say(`（${name(HOW_NAMES[how])}所说）`, ` (${name(HOW_NAMES[how])}, recorded for them)`) : ''),
  assigned: ({ person, how, reason, outside }, { say, more }) =>
    how === 'takenOver'
      ? say(
          `${person.name}${outside ? '（不在本值班表）' : ' '}接手`,
          `${person.name} took over${outside ? ' (not of this roster)' : ''}`,
        ) + more(reason)
      : say(`由 ${person.name} 负责`, `Assigned to ${person.name}`),
  handedOver: ({ from, to, reason }, { say, more }) =>
    say(
      `${from ? `${from.name} ` : ''}转交${to ? `给 ${to.name}` : ''}`,
      `Handed over${from ? ` by ${from.name}` : ''}${to ? ` to ${to.name}` : ''}`,
    ) + more(reason === ASSIGNED ? undefined : reason),
}
