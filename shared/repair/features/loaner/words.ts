import type { Lines } from '../lines.ts'
import type { LoanerEvent } from './rules.ts'

export const lines: Lines<LoanerEvent> = {
  loanerReserved: ({ serial, name, because: cause }, { say, because }) =>
    say(`预留备机 ${name} ${serial}（${because(cause)}）`, `Loaner reserved: ${name} ${serial} (${because(cause)})`),
  noLoanerFree: ({ because: cause, tryAt }, { say, time, because }) =>
    say(
      `暂无可用备机（${because(cause)}），${time(tryAt)} 再试`,
      `No loaner free (${because(cause)}); next attempt ${time(tryAt)}`,
    ),
  loanerLent: (_, { say }) => say('备机已交付客户', 'Loaner handed over to the customer'),
  loanerReturned: (_, { say }) => say('备机已收回', 'Loaner returned'),
  loanerReleased: (_, { say }) => say('备机已不需要，取消预留', 'Loaner no longer needed'),
}
