import { text } from '../../kernel/text.ts'
import type { RuleForm, RuleKind } from './kit/kind.ts'
import { verdict } from './kit/weigh.ts'

/** C1 N1: for how long software and signature updates cost the customer nothing. */
export interface UpdatesRule {
  readonly rule: 'updates'
  readonly free: 'life' | 'warranty'
}

export const kind: RuleKind<UpdatesRule> = {
  describe: ({ free }) =>
    free === 'life'
      ? text('软件升级终身免费', 'software updates are free for life')
      : text('质保期内软件和特征库升级免费', 'software and signature updates are free in warranty'),
  weigh: (old, next) => verdict([Number(next.free === 'life') - Number(old.free === 'life')]),
}

export const form: RuleForm<UpdatesRule> = {
  keptBy: ['what an update costs', 'shared/upgrade/state/cost.ts'],
  once: true,
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('updates').describe('What software and signature updates cost the customer'),
      free: z.enum(['life', 'warranty']).describe('Free for life, or in warranty; after it labour is charged as ever'),
    }),
}
