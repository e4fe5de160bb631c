import { BadRequestError, fault } from '../../../kernel/errors.ts'
import type { Text } from '../../../kernel/text.ts'
import { rulesOf } from '../../../plan/rules.ts'
import type { How } from '../../../promise/agreement.ts'
import { sendIn } from '../../clocks/moving.ts'
import { occurrenceOf, reach } from '../../state/reach.ts'
import type { Repair } from '../../state/repair.ts'
import { withAgreement } from '../agreed.ts'
import type { Actions, Events } from '../feature.ts'
import type { SendInAction } from './offers.ts'

export type SendInEvent = {
  type: 'sentIn'
  note?: string
  verdict?: string
  handling?: string
  agreedBy?: string
  how?: How
}

export const actions: Actions<SendInAction, SendInEvent> = {
  sendIn: { decide: sentInEvents, acknowledges: 'paged', isForEngineers: true },
}

export const events: Events<SendInEvent> = {
  sentIn: {
    fold: (state, event) => {
      const { agreedBy, how } = event
      const agreed =
        agreedBy !== undefined && how ? withAgreement(state, event, { by: agreedBy, how }, { about: 'sendIn' }) : state
      return { ...reach(agreed, 'triaged', event), sentIn: occurrenceOf(event) }
    },
    settles: { isDecision: true, voids: ['dispatched', 'arrived'] },
    clocks: sendIn,
    starts: true,
    tap: 'undoable',
  },
}

/** Throws BadRequestError naming each field that the plan's clause asks for. */
function sentInEvents({ plan }: Repair, action: SendInAction & { readonly id?: string }): SendInEvent[] {
  const { type: _type, id: _id, ...fields } = action
  const [rule] = rulesOf(plan, 'sendIn')
  if (rule)
    require(rule.clause, [
      ['verdict', fields.verdict, { zh: '硬件有什么问题', en: 'what is wrong with the hardware' }],
      ['handling', fields.handling, { zh: '约定怎么处理', en: 'what was agreed to do with it' }],
    ])
  return [{ type: 'sentIn', ...fields }]
}

type Needed = readonly [field: string, value: string | undefined, what: Text]

const require = (clause: string, needed: readonly Needed[]): void => {
  const missing = needed.filter(([, value]) => value === undefined)
  if (missing.length > 0)
    throw new BadRequestError(
      missing.map(([field, , what]) => fault(field, `按 ${clause} 要写明${what.zh}`, `${clause} asks ${what.en}`)),
    )
}
