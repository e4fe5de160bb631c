import { HOW_NAMES } from '../../state/names.ts'
import type { Lines } from '../lines.ts'
import type { ConfirmationEvent } from './rules.ts'

export const lines: Lines<ConfirmationEvent> = {
  confirmationReminded: ({ count }, { say }) =>
    say(`第 ${count} 次提醒客户确认`, `Customer reminded to confirm (no. ${count})`),
  confirmed: ({ rating, comment, onBehalf, how, by, paper }, { say, name, more }) => {
    const rated = rating === undefined ? '' : say(`，评分 ${rating}`, `, rated ${rating}`)
    // Only the customer's own tap reads as their confirmation.
    const own = onBehalf === undefined && (by === undefined || by.kind === 'customer')
    const words = own
      ? say('客户确认已修好', 'Repair confirmed by the customer')
      : say(
          `我方记录：${onBehalf ?? '客户'}${name(HOW_NAMES[how ?? 'phone'])}确认已修好`,
          `Recorded by us: ${onBehalf ?? 'the customer'} confirmed it ${name(HOW_NAMES[how ?? 'phone'])}`,
        )
    const kept = paper ? say(`，存于 ${paper.keptAt}`, `, kept at ${paper.keptAt}`) : ''
    return words + kept + rated + more(comment)
  },
  notFixed: ({ what }, { say, more }) => say('客户反馈未修好', 'Not fixed, says the customer') + more(what),
}
