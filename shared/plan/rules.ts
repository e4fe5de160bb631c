import type { Duration } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'

/** What a report is about: a unit that fails, or goods that arrived short, damaged or wrong (H8). */
export const MATTERS = ['fault', 'delivery'] as const
export type Matter = (typeof MATTERS)[number]

/** Where a fault comes from, as the engineer judges it. */
export const ORIGINS = [
  'design',
  'manufacture',
  'transport',
  'installation',
  'commissioning',
  'user',
  'wear',
  'unknown',
] as const
export type Origin = (typeof ORIGINS)[number]

/** What a position of a quote is: price lists say it of each code. */
export const CHARGE_CLASSES = ['part', 'wear', 'labour', 'travel', 'lodging', 'service'] as const
export type ChargeClass = (typeof CHARGE_CLASSES)[number]

/** `free`, `cost`, `price`, or a share of either such as `50% of price`. */
export type Charge = 'free' | 'cost' | 'price' | `${number}% of price` | `${number}% of cost`

/** Whom a question goes to beyond the desk; teams are named in the directory. */
export const TEAMS = ['rd', 'production', 'experts'] as const
export type Team = (typeof TEAMS)[number]

/** H12 C1 R1 N1: how long parts and labour are warranted, from the day of acceptance. */
export interface WarrantyRule {
  readonly rule: 'warranty'
  readonly base: Duration
  /** Another term for units of a category (R1: recorders 24 months). */
  readonly byCategory?: Readonly<Record<string, Duration>>
  /** Origins that the warranty does not cover (H12: human damage). */
  readonly except?: readonly Origin[]
}
/** What lengthens a warranty: a fixed time per fault that cannot be removed (H15), or the time out of use (C5). */
export interface ExtensionRule {
  readonly rule: 'extension'
  readonly per: 'unremovableFault' | 'downtime'
  /** H15: 30 days each. Absent for downtime: as long as the unit was out of use, a begun day as a day. */
  readonly by?: Duration
}
/** N11: what a further year costs, and that it keeps the same terms. */
export interface RenewalRule {
  readonly rule: 'renewal'
  readonly percentOfContractPrice: number
  readonly per: Duration
}
/** Who pays: the first rule of the plan that fits matter, warranty and origin decides each position. */
export interface ChargesRule {
  readonly rule: 'charges'
  /** What the report must be about (H8: a bad delivery is made good free); absent: anything. */
  readonly matter?: Matter
  readonly warranty: 'in' | 'out' | 'any'
  readonly origins?: readonly Origin[]
  readonly parts: Charge
  /** Absent: as `parts`. */
  readonly wearParts?: Charge
  readonly labour: Charge
  readonly travel: Charge
  /** Absent: as `travel`. */
  readonly lodging?: Charge
  /** Optional paid services (C12); absent: `price`. */
  readonly services?: Charge
}
/** H16 C6 R2 N22: when repairing gives way to a new unit. */
export interface ReplacementRule {
  readonly rule: 'replacement'
  /** After so many failed repairs; absent: never by count. */
  readonly failures?: number
  /** H16: only failures in a row of the same problem count. */
  readonly sameProblem?: boolean
  readonly consecutive?: boolean
  /** N22: damage of this kind that cannot be repaired replaces at once. */
  readonly irreparable?: readonly ('use' | 'transit')[]
  /** Faults of these origins do not count (R2: not caused by a person). */
  readonly except?: readonly Origin[]
  /** H16 R2 C6: only while the unit is in warranty. */
  readonly onlyInWarranty?: boolean
  /** H16 R2 N22: a manager may set the day, not refuse; a refusal is a breach. */
  readonly unconditional?: boolean
  /** R20: due when the customer wishes it, without waiting for more failures. */
  readonly atWish?: boolean
  readonly with: 'sameModel' | 'notWorse'
  /** Whether the new unit carries the old one's warranty on, or starts a new one on the day it is put in. */
  readonly warranty: 'continues' | 'restarts'
  /** Our planning: the documents name no time. */
  readonly within: Duration
}
/** C4 C5 R7: what a loaner must be, and when it is due besides the clocks that say "otherwise loaned". */
export interface LoanerRule {
  readonly rule: 'loaner'
  readonly whenNotSolvedOnSite?: boolean
  /** R7: only a brand-new one will do. */
  readonly brandNew?: boolean
  /** C5: a fault of the loaner is served like one of the original. */
  readonly sameCommitments?: boolean
}
/**
 * C28 N14: who beyond the desk is called in. `automatic`: by itself, when a promise of the repair is broken, or when its fault
 * is unremovable or judged major.
 */
export interface EscalateRule {
  readonly rule: 'escalate'
  readonly to: readonly Team[]
  readonly severities?: readonly string[]
  readonly automatic?: 'broken' | 'unremovable'
}
export const LOSSES = ['delay', 'defect', 'injury', 'rights', 'elsewhere'] as const
export type Loss = (typeof LOSSES)[number]
/**
 * R8 N4 N12 R18 H22 R21: whose loss it is. `rights`: the goods infringe somebody's; `elsewhere`: the customer had somebody else
 * remedy what we did not in time.
 */
export interface LiabilityRule {
  readonly rule: 'liability'
  readonly for: Loss
  /** Clauses whose breach counts as the delay; absent: every clock. */
  readonly clauses?: readonly string[]
}
/** C10: remote access needs the recorded consent of the end user, and the phone to have failed first. */
export interface RemoteConsentRule {
  readonly rule: 'remoteConsent'
}
/** N16: a unit is sent in with verdict, handling and agreement on record; otherwise someone approves the visit. */
export interface SendInRule {
  readonly rule: 'sendIn'
  readonly visitNeedsApproval: boolean
  /** So long the manager has to approve; then the engineer goes, and the approval follows. Absent: they wait. */
  readonly approvalWithin?: Duration
}
/** H5: whoever goes takes an emergency plan along: a text, or an entry of the knowledge base. */
export interface EmergencyPlanRule {
  readonly rule: 'emergencyPlan'
  /** What goes along where nobody writes one for the case; absent: nobody goes without. */
  readonly standard?: Text
}
/** C25: a keeper is responsible for the archive of a repair, and it closes only on the engineer's feedback. */
export interface ArchiveRule {
  readonly rule: 'archive'
}
/** C16: the record of each maintenance says what we suggest, and the customer signs it. */
export interface RecordRule {
  readonly rule: 'record'
  readonly suggestions?: boolean
  readonly signed?: boolean
}
/** C24: the desk may try for so long before it goes to an engineer by itself. */
export interface DeskRule {
  readonly rule: 'desk'
  readonly within: Duration
}
/** A clause of fact: kept by documents that someone records, shown as missing until then. */
export interface EvidenceRule {
  readonly rule: 'evidence'
  readonly of: 'contract' | 'site' | 'unit'
  readonly needs: readonly { readonly id: string; readonly name: Text }[]
  /** Due so long after this day of the contract (for a unit: of its acceptance); absent: at the day itself. */
  readonly from: 'signed' | 'delivered' | 'accepted'
  readonly within?: Duration
}
/** C27: data leave only by these roles, and every export is on the audit record. */
export interface ExportRule {
  readonly rule: 'export'
  readonly roles: readonly string[]
}
/** H2: every request and how it was handled can be found again. */
export interface KnowledgeRule {
  readonly rule: 'knowledge'
}
/** Kept by the way the system works; each part names what keeps it. */
export const BUILT_IN_PARTS = [
  'intake',
  'hotline',
  'answer',
  'triage',
  'tiers',
  'duty',
  'archive',
  'serviceReport',
  'confirmation',
] as const
export interface BuiltInRule {
  readonly rule: 'builtIn'
  readonly part: (typeof BUILT_IN_PARTS)[number]
}

/** What a repair is decided by besides its clocks. */
export type RepairRule =
  | WarrantyRule
  | ExtensionRule
  | RenewalRule
  | ChargesRule
  | ReplacementRule
  | LoanerRule
  | EscalateRule
  | LiabilityRule
  | RemoteConsentRule
  | SendInRule
  | DeskRule
  | EmergencyPlanRule
  | ArchiveRule
  | RecordRule
/** A rule with the clause that promises it. */
export type PlanRule<R extends RepairRule = RepairRule> = R & { readonly clause: string }

/** The plan's rules of one kind, in plan order. None in a repair opened before plans had rules. */
export const rulesOf = <K extends RepairRule['rule']>(
  plan: { readonly rules?: readonly PlanRule[] },
  kind: K,
): readonly PlanRule<Extract<RepairRule, { rule: K }>>[] =>
  (plan.rules ?? []).filter((rule): rule is PlanRule<Extract<RepairRule, { rule: K }>> => rule.rule === kind)
