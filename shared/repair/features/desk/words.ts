import type { Lines } from '../lines.ts'
import type { DeskEvent } from './rules.ts'

export const lines: Lines<DeskEvent> = {
  deskTook: ({ until }, { say, time }) =>
    say(`客服先处理，${time(until)} 未解决即转工程师`, `The service desk tries first, until ${time(until)}`),
  passedOn: ({ note, because }, { say, more }) =>
    (because === 'timeUp'
      ? say('客服时限已到，转给工程师', "The desk's time is up: passed on to an engineer")
      : say('客服转给工程师', 'Passed on to an engineer')) + more(note),
}
