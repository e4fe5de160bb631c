import { LOSS_NAMES } from '../../state/names.ts'
import type { Lines } from '../lines.ts'
import type { ClaimEvent } from './rules.ts'

export const lines: Lines<ClaimEvent> = {
  claimed: ({ claim: { id, clause, basis, what, clock } }, { say, name, promise, more }) => {
    const loss = name(LOSS_NAMES[basis])
    return (
      say(`登记损失 ${id}（${clause}，${loss}）`, `Loss ${id} recorded (${clause}, ${loss})`) +
      more(clock ? promise(clock) : what)
    )
  },
  claimSettled: ({ claim, outcome, amountFen, reason }, { say, amount, more }) => {
    const sum = amountFen === undefined ? '' : ` ${amount(amountFen)}`
    return (
      (outcome === 'paid'
        ? say(`损失 ${claim} 已赔付${sum}`, `Loss ${claim} paid${sum}`)
        : say(`损失 ${claim} 不予赔付`, `Loss ${claim} refused`)) + more(reason)
    )
  },
}
