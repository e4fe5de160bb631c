import { text } from '../../kernel/text.ts'
import type { RuleForm, RuleKind } from './kit/kind.ts'

/** H2: every request and how it was handled can be found again. */
export interface KnowledgeRule {
  readonly rule: 'knowledge'
}

export const kind: RuleKind<KnowledgeRule> = {
  describe: () =>
    text('进入知识库，可按产品、现象和词语检索', 'goes to the knowledge base, found by product, symptom and words'),
}

export const form: RuleForm<KnowledgeRule> = {
  keptBy: ['knowledge base', 'shared/knowledge/record.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('knowledge').describe('Every request and how it was handled can be found again'),
    }),
}
