import { agreedWith, type Lines } from '../lines.ts'
import type { AgreementEvent } from './rules.ts'

export const lines: Lines<AgreementEvent> = {
  paused: ({ reason, until, agreement }, words) => {
    const { say, time, more } = words
    const end = until ? say(`至 ${time(until)}`, ` until ${time(until)}`) : ''
    return (
      say(`暂停计时，等待客户${end}`, `Paused, waiting for the customer${end}`) +
      agreedWith(agreement, words) +
      more(reason)
    )
  },
  resumed: ({ because }, { say }) =>
    because === 'over' ? say('暂停到期，恢复计时', 'The pause is over: resumed') : say('恢复计时', 'Resumed'),
  agreed: ({ clock, until, reason, agreement }, words) => {
    const { say, time, promise, more } = words
    const what = say(`约定 ${promise(clock)} 改为 ${time(until)} 前`, `Agreed: ${promise(clock)} by ${time(until)}`)
    return what + agreedWith(agreement, words) + more(reason)
  },
  disagreed: ({ what, agreement }, { say, more }) =>
    say(`客户未同意第 ${agreement} 条的约定，已恢复原时限`, `The customer did not agree to no. ${agreement}: undone`) +
    more(what),
}
