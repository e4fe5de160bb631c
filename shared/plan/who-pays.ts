import type { Plan } from './plan.ts'
import {
  CHARGE_CLASSES,
  type Charge,
  type ChargeClass,
  type ChargesRule,
  type Circumstances,
  chargesFit,
} from './rules/charges.ts'
import type { Matter } from './rules/kit/matter.ts'
import { ORIGINS } from './rules/kit/origin.ts'
import { type PlanRule, rulesOf } from './rules.ts'

/** How the plan charges a class; undefined when none of its rules fits. */
export const chargeFor = (plan: Plan, given: Circumstances, kind: ChargeClass): Charge | undefined => {
  const rule = chargesRuleFor(plan, given)
  return rule && chargeOf(rule, kind)
}

/** One row of the table of who pays. */
export interface ChargesRow extends Circumstances {
  readonly clause: string
  readonly charges: Readonly<Record<ChargeClass, Charge>>
}
/** Who pays, for every warranty and origin that the plan has a rule for. */
export const matrixOf = (plan: Plan, matter: Matter = 'fault'): ChargesRow[] =>
  (['in', 'out'] as const).flatMap((warranty) =>
    ORIGINS.flatMap((origin): ChargesRow[] => {
      const rule = chargesRuleFor(plan, { matter, warranty, origin })
      if (!rule) return []
      const charges = Object.fromEntries(CHARGE_CLASSES.map((kind) => [kind, chargeOf(rule, kind)]))
      return [{ warranty, origin, clause: rule.clause, charges: charges as Record<ChargeClass, Charge> }]
    }),
  )

/** The first charges rule of the plan that fits. */
export const chargesRuleFor = (plan: Plan, given: Circumstances): PlanRule<ChargesRule> | undefined =>
  rulesOf(plan, 'charges').find((rule) => chargesFit(rule, given))

/** What a rule charges for a class. */
export function chargeOf(rule: ChargesRule, kind: ChargeClass): Charge {
  switch (kind) {
    case 'part':
      return rule.parts
    case 'wear':
      return rule.wearParts ?? rule.parts
    case 'labour':
      return rule.labour
    case 'travel':
      return rule.travel
    case 'lodging':
      return rule.lodging ?? rule.travel
    case 'service':
      return rule.services ?? 'price'
    default:
      return kind satisfies never
  }
}
