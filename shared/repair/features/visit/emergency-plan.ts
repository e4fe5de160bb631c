import type { PersonRef } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import { type EmergencyPlanRule, type PlanRule, rulesOf } from '../../../plan/rules.ts'
import type { Repair } from '../../state/repair.ts'
import type { ChosenPlan } from '../../state/visit.ts'
import type { Events } from '../feature.ts'

// H5: what the phone cannot solve goes to the field with an emergency plan (应急策略): how the customer gets on until it is
// mended. It is written for the case, or taken from a repair like it, or the standard one of the commitment; whoever goes has
// it on their page, and that they were given it is on record. Whoever takes the visit over is given it too.

/** H5: who goes has it. */
export type EmergencyPlanEvent = {
  type: 'emergencyPlanGiven'
  clause: string
  to: PersonRef
  text: ChosenPlan['text']
  from?: string
}

export const events: Events<EmergencyPlanEvent> = {
  emergencyPlanGiven: {
    fold: (state, { text, from, to }) => ({
      ...state,
      emergencyPlan: { text, ...defined({ from }), to },
    }),
  },
}

const planRule = ({ plan, matter }: Repair): PlanRule<EmergencyPlanRule> | undefined =>
  matter === 'delivery' ? undefined : rulesOf(plan, 'emergencyPlan')[0]

/** The visit is decided, and it does not work yet. */
export const isGoing = ({ stage, sentIn }: Repair): boolean => (stage === 'arrival' || stage === 'repair') && !sentIn

/** What `goOnSite` says of it: words, or a repair like this one. */
export const chosenPlan = (
  { emergencyPlan: text }: { readonly emergencyPlan?: string },
  known: ChosenPlan | undefined,
): ChosenPlan | undefined => (text === undefined ? known : { text })

/** Throws BadRequestError when somebody would go without one. */
export function requireEmergencyPlan(state: Repair, chosen?: ChosenPlan): void {
  const rule = planRule(state)
  if (rule && !chosen && !state.emergencyPlan && !rule.standard)
    throw new BadRequestError([
      fault(
        'emergencyPlan',
        `按 ${rule.clause} 要给上门的人应急策略：写文字，或用 knowledge 写类似的报修单号；随 goOnSite 一起写`,
        `${rule.clause} asks for an emergency plan for whoever goes: words, or knowledge: the number of a repair like it; say so with goOnSite`,
      ),
    ])
}

/** Whoever goes now and has not been given it is given it. */
export function giveEmergencyPlan(state: Repair): EmergencyPlanEvent[] {
  const rule = planRule(state)
  const { assignee, emergencyPlan } = state
  if (!rule || !assignee || !isGoing(state) || emergencyPlan?.to?.id === assignee.id) return []
  const text = emergencyPlan?.text ?? rule.standard
  if (text === undefined) return []
  const source = emergencyPlan?.from === undefined ? {} : { from: emergencyPlan.from }
  return [{ type: 'emergencyPlanGiven', clause: rule.clause, to: assignee, text, ...source }]
}
