import { text } from '../../kernel/text.ts'
import type { RepairRuleKind, RuleForm } from './kit/kind.ts'
import { joined } from './kit/say.ts'
import { flag, verdict } from './kit/weigh.ts'

/** C4 C5 R7: what a loaner must be, and when it is due besides the clocks that say "otherwise loaned". */
export interface LoanerRule {
  readonly rule: 'loaner'
  readonly whenNotSolvedOnSite?: boolean
  /** R7: only a brand-new one will do. */
  readonly brandNew?: boolean
  /** C5: a fault of the loaner is served like one of the original. */
  readonly sameCommitments?: boolean
}

export const kind: RepairRuleKind<LoanerRule> = {
  forRepairs: true,
  describe: (rule) =>
    joined([
      rule.whenNotSolvedOnSite && text('现场未解决即安排备机', 'a loaner as soon as a visit did not solve it'),
      rule.brandNew && text('备机须为全新', 'loaners are brand-new'),
      rule.sameCommitments && text('备机享受同等承诺', 'a loaner is served like the original'),
    ]),
  weigh: (old, next) =>
    verdict([
      flag(next.whenNotSolvedOnSite) - flag(old.whenNotSolvedOnSite),
      flag(next.brandNew) - flag(old.brandNew),
      flag(next.sameCommitments) - flag(old.sameCommitments),
    ]),
}

export const form: RuleForm<LoanerRule> = {
  keptBy: ['loaner', 'shared/repair/features/loaner/rules.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('loaner').describe('What a loaner must be, and when it is due besides "otherwise: loaned"'),
      whenNotSolvedOnSite: z.boolean().exactOptional().describe('Due as soon as a visit did not solve the fault'),
      brandNew: z.boolean().exactOptional().describe('Only a new one will do'),
      sameCommitments: z.boolean().exactOptional().describe('A fault of the loaner is served like one of the original'),
    }),
}
