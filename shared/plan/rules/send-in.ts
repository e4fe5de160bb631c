import type { Duration } from '../../kernel/instant.ts'
import type { RepairRuleKind, RuleForm } from './kit/kind.ts'
import { lengthOf } from './kit/say.ts'

/** N16: a unit is sent in with verdict, handling and agreement on record; otherwise someone approves the visit. */
export interface SendInRule {
  readonly rule: 'sendIn'
  readonly visitNeedsApproval: boolean
  /** So long the manager has to approve; then the engineer goes, and the approval follows. Absent: they wait. */
  readonly approvalWithin?: Duration
}

export const kind: RepairRuleKind<SendInRule> = {
  forRepairs: true,
  describe: ({ visitNeedsApproval, approvalWithin }) => ({
    zh: `寄修须登记检测结论、处理方式和用户同意${visitNeedsApproval ? `；不寄修的，上门须经批准${approvalWithin ? `，${lengthOf(approvalWithin, 'zh-CN')}内未批复的先行上门、事后补批` : ''}` : ''}`,
    en: `sending in needs verdict, handling and agreement on record${visitNeedsApproval ? `; a visit instead needs approval${approvalWithin ? `, which follows afterwards when nobody answers within ${lengthOf(approvalWithin, 'en')}` : ''}` : ''}`,
  }),
}

export const form: RuleForm<SendInRule> = {
  keptBy: ['send-in or approved visit', 'shared/repair/features/send-in/rules.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('sendIn').describe('A unit is sent in with verdict, agreed handling and agreement on record'),
      visitNeedsApproval: z.boolean().describe('If it is not sent in, someone approves the visit'),
      approvalWithin: field.elapsed
        .exactOptional()
        .describe('So long the manager has to approve it; then the engineer goes, and the approval follows'),
    }),
}
