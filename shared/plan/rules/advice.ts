import type { Duration } from '../../kernel/instant.ts'
import { text } from '../../kernel/text.ts'
import type { RuleForm, RuleKind } from './kit/kind.ts'
import { both } from './kit/say.ts'
import { days, verdict } from './kit/weigh.ts'

/** N21: a warning reaches every customer with such a model, and it is on record that it did. */
export interface AdviceRule {
  readonly rule: 'advice'
  /** By then the customer has acknowledged it, or was told by telephone. */
  readonly within: Duration
}

export const kind: RuleKind<AdviceRule> = {
  describe: ({ within }) =>
    both((say) =>
      text(
        `安全预警免费发给所有用该型号的客户，${say.length(within)}内确认收到`,
        `warnings go to every customer with such a model, free, and are acknowledged, or told by telephone, within ${say.length(within)}`,
      ),
    ),
  weigh: (old, next) => verdict([days(old.within) - days(next.within)]),
}

export const form: RuleForm<AdviceRule> = {
  keptBy: ['advice and warnings', 'shared/advisory/notice.ts'],
  once: true,
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('advice').describe('Warnings go to every customer with a model that they concern'),
      within: field.period.describe('By then they have acknowledged it, or were told by telephone'),
    }),
}
