import * as advice from './advice.ts'
import * as archive from './archive.ts'
import * as builtIn from './built-in.ts'
import * as charges from './charges.ts'
import * as clock from './clock.ts'
import * as desk from './desk.ts'
import * as duty from './duty.ts'
import * as emergencyPlan from './emergency-plan.ts'
import * as escalate from './escalate.ts'
import * as evidence from './evidence.ts'
import * as exports from './export.ts'
import * as extension from './extension.ts'
import type { RuleForm, RuleKind } from './kit/kind.ts'
import * as knowledge from './knowledge.ts'
import * as liability from './liability.ts'
import * as loaner from './loaner.ts'
import * as payment from './payment.ts'
import * as record from './record.ts'
import * as recurring from './recurring.ts'
import * as remoteConsent from './remote-consent.ts'
import * as renewal from './renewal.ts'
import * as replacement from './replacement.ts'
import * as sendIn from './send-in.ts'
import * as updates from './updates.ts'
import * as upgrade from './upgrade.ts'
import * as warranty from './warranty.ts'

/**
 * What an engine of ours can do to keep a clause, kind by kind; each is whole in its file. Two tables, because a bundle keeps a
 * table as a whole or not at all: programs that keep plans go without the one by which plans are checked. Editors offer the kinds
 * in this order.
 */
const KINDS = {
  clock: clock.kind,
  warranty: warranty.kind,
  extension: extension.kind,
  renewal: renewal.kind,
  charges: charges.kind,
  replacement: replacement.kind,
  loaner: loaner.kind,
  escalate: escalate.kind,
  liability: liability.kind,
  remoteConsent: remoteConsent.kind,
  sendIn: sendIn.kind,
  desk: desk.kind,
  emergencyPlan: emergencyPlan.kind,
  archive: archive.kind,
  record: record.kind,
  evidence: evidence.kind,
  payment: payment.kind,
  recurring: recurring.kind,
  duty: duty.kind,
  upgrade: upgrade.kind,
  updates: updates.kind,
  advice: advice.kind,
  export: exports.kind,
  knowledge: knowledge.kind,
  builtIn: builtIn.kind,
}
export const FORMS: { readonly [K in RuleName]: RuleForm<Rules[K]> } = {
  clock: clock.form,
  warranty: warranty.form,
  extension: extension.form,
  renewal: renewal.form,
  charges: charges.form,
  replacement: replacement.form,
  loaner: loaner.form,
  escalate: escalate.form,
  liability: liability.form,
  remoteConsent: remoteConsent.form,
  sendIn: sendIn.form,
  desk: desk.form,
  emergencyPlan: emergencyPlan.form,
  archive: archive.form,
  record: record.form,
  evidence: evidence.form,
  payment: payment.form,
  recurring: recurring.form,
  duty: duty.form,
  upgrade: upgrade.form,
  updates: updates.form,
  advice: advice.form,
  export: exports.form,
  knowledge: knowledge.form,
  builtIn: builtIn.form,
}

export type RuleName = keyof typeof KINDS
type Kinds = typeof KINDS
export type Rules = {
  readonly [K in RuleName]: Kinds[K] extends RuleKind<infer R extends { readonly rule: K }> ? R : never
}

/** What an engine of ours does to keep a clause. */
export type Rule = Rules[RuleName]
/** What a repair is decided by besides its clocks. */
export type RepairRule = {
  [K in RuleName]: Kinds[K] extends { readonly forRepairs: true } ? Rules[K] : never
}[RuleName]

const kinds: { readonly [K in RuleName]: RuleKind<Rules[K]> } = KINDS

/** The kind of a rule. */
export const kindOf = <K extends RuleName>(rule: Rules[K]): RuleKind<Rules[K]> => kinds[rule.rule as K]

export const isForRepairs = (rule: Rule): rule is RepairRule => 'forRepairs' in KINDS[rule.rule]
