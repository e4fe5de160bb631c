import { nameOf } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import { broken } from '../../state/promises.ts'
import { isBoundTo, mayDisturb, type Upgrade } from '../../state/upgrade.ts'
import { peaksIn } from '../../state/window.ts'
import type { Actions, Events, Given, Told } from '../feature.ts'
import { inPeak } from '../meeting/rules.ts'
import type { WorkAction } from './offers.ts'

export type WorkEvent =
  | { type: 'begun' }
  | { type: 'ticked'; step: number; what: string; note?: string }
  | ({ type: 'rolledBack'; reason: string } & Told)
  /** `tell`: with this it is longer than agreed. */
  | ({ type: 'disturbed'; what: string; minutes: number } & Told)

export const actions: Actions<WorkAction, WorkEvent> = {
  tick: (state, { step, note }, given) => {
    const known = state.steps[step - 1]
    if (!known || known.done) throw new BadRequestError([noStep(state)])
    const ticked = { type: 'ticked', step, what: known.what, ...defined({ note }) } as const
    if (state.begunAt) return [ticked]
    requireQuiet(state, given)
    return [{ type: 'begun' }, ticked]
  },
  rollBack: (_state, { reason }, { office }) => [{ type: 'rolledBack', reason, tell: office }],
  disturb: (state, { what, minutes }, { office }) => [
    { type: 'disturbed', what, minutes, ...(isNewlyTooLong(state, state.disturbed + minutes) && { tell: office }) },
  ],
}

/** So many minutes in all are more than was agreed, and it was not so before. */
export const isNewlyTooLong = (state: Upgrade, minutes: number): boolean =>
  minutes > mayDisturb(state) && state.disturbed <= mayDisturb(state)

const noStep = ({ steps }: Upgrade) => {
  const open = steps.flatMap(({ done }, index) => (done ? [] : [index + 1])).join(', ')
  return fault('step', `还没有做的是第 ${open} 步`, `must be one that is not done yet: ${open}`)
}

/** Throws BadRequestError where the customer's calendar names a peak since that they have not agreed to. */
function requireQuiet(state: Upgrade, { busy }: Given): void {
  const { agreed } = state
  if (!agreed || !isBoundTo(state, 'outsidePeak')) return
  const known = new Set(agreed.inPeak?.peaks.map(({ from, until }) => `${from} ${until}`))
  const news = peaksIn(agreed, busy).filter(({ from, until }) => !known.has(`${from} ${until}`))
  if (news.length > 0) throw new BadRequestError([inPeak('step', news, state.hours.timezone)])
}

export const events: Events<WorkEvent> = {
  begun: (state, { at }) => ({ ...state, begunAt: at }),
  ticked: (state, { step, at, seq, by }) => {
    const known = state.steps[step - 1]
    if (!known) return state
    return { ...state, steps: state.steps.with(step - 1, { ...known, done: { at, seq, by: nameOf(by) } }) }
  },
  rolledBack: (state, { reason, at, seq }) => ({ ...state, rolledBack: { at, reason, seq } }),
  disturbed: (state, event) => {
    const disturbed = state.disturbed + event.minutes
    const after = { ...state, disturbed }
    return disturbed > mayDisturb(state) ? broken(after, 'undisturbed', event.at, event) : after
  },
}
