import { type Messages, silent } from '../feature.ts'
import { toOurs } from '../telling.ts'
import { filledOf } from './forms.ts'
import type { FillingEvent } from './rules.ts'

export const messages: Messages<FillingEvent> = {
  filled: silent,
  // Whoever answers for the contract hears of a customer who is not content; of a repair it is a complaint, and told as such.
  answersMeant: (event, after) => {
    const manager = after.terms.planners.find(({ id }) => id === after.terms.manager) ?? after.terms.planners.at(-1)
    const isLow = event.sheets.some((sheet) => sheet.about === undefined && filledOf(after, sheet)?.isLow)
    return isLow && manager ? [toOurs(event, after, 'lowScore', manager)] : []
  },
  mendingTold: silent,
  scoreNoted: silent,
  photographed: silent,
  signed: silent,
  faultReported: silent,
}
