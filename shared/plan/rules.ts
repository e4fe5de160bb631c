import type { RepairRule } from './rules/kinds.ts'

export type { ArchiveRule } from './rules/archive.ts'
export { CHARGE_CLASSES, type Charge, type ChargeClass, type ChargesRule } from './rules/charges.ts'
export type { EmergencyPlanRule } from './rules/emergency-plan.ts'
export { type EscalateRule, TEAMS, type Team } from './rules/escalate.ts'
export type { EvidenceRule } from './rules/evidence.ts'
export type { ExtensionRule } from './rules/extension.ts'
export { MATTERS, type Matter } from './rules/kit/matter.ts'
export { ORIGINS, type Origin } from './rules/kit/origin.ts'
export { type LiabilityRule, LOSSES, type Loss } from './rules/liability.ts'
export type { RecordRule } from './rules/record.ts'
export type { RecurringRule } from './rules/recurring.ts'
export type { RenewalRule } from './rules/renewal.ts'
export type { ReplacementRule } from './rules/replacement.ts'
export type { SendInRule } from './rules/send-in.ts'
export type { UpgradeRule } from './rules/upgrade.ts'

/** A rule with the clause that promises it. */
export type PlanRule<R extends RepairRule = RepairRule> = R & { readonly clause: string }

/** The plan's rules of one kind, in plan order. None in a repair opened before plans had rules. */
export const rulesOf = <K extends RepairRule['rule']>(
  plan: { readonly rules?: readonly PlanRule[] },
  kind: K,
): readonly PlanRule<Extract<RepairRule, { rule: K }>>[] =>
  (plan.rules ?? []).filter((rule): rule is PlanRule<Extract<RepairRule, { rule: K }>> => rule.rule === kind)
