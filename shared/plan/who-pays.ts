import type { Plan } from './plan.ts'
import {
  CHARGE_CLASSES,
  type Charge,
  type ChargeClass,
  type ChargesRule,
  type Matter,
  ORIGINS,
  type Origin,
  type PlanRule,
  rulesOf,
} from './rules.ts'

/** The circumstances that decide who pays. */
export interface Circumstances {
  /** What the report is about; absent: a fault. */
  readonly matter?: Matter
  readonly warranty: 'in' | 'out'
  readonly origin: Origin
}
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
export const chargesRuleFor = (
  plan: Plan,
  { matter = 'fault', warranty, origin }: Circumstances,
): PlanRule<ChargesRule> | undefined =>
  rulesOf(plan, 'charges').find(
    (rule) =>
      (rule.matter === undefined || rule.matter === matter) &&
      (rule.warranty === 'any' || rule.warranty === warranty) &&
      (rule.origins?.includes(origin) ?? true),
  )

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
