import { type Text, text } from '../../kernel/text.ts'
import type { RepairRuleKind, RuleForm } from './kit/kind.ts'
import { joined } from './kit/say.ts'

/** H5: whoever goes takes an emergency plan along: a text, or an entry of the knowledge base. */
export interface EmergencyPlanRule {
  readonly rule: 'emergencyPlan'
  /** What goes along where nobody writes one for the case; absent: nobody goes without. */
  readonly standard?: Text
}

export const kind: RepairRuleKind<EmergencyPlanRule> = {
  forRepairs: true,
  describe: ({ standard }) =>
    joined([
      text(
        '上门须带应急策略（知识库条目或文字）',
        'whoever goes takes an emergency plan along, an entry of the knowledge base or a text',
      ),
      standard && text(`未另写的：${standard.zh}`, `unless one is written: ${standard.en}`),
    ]),
}

export const form: RuleForm<EmergencyPlanRule> = {
  keptBy: ['emergency plan for whoever goes', 'shared/repair/features/visit/emergency-plan.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('emergencyPlan').describe('Whoever goes to the site takes an emergency plan along'),
      standard: field.text
        .exactOptional()
        .describe('Where nobody writes one for the case. Left out: nobody goes without'),
    }),
}
