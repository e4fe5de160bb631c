import type { Duration } from '../../kernel/instant.ts'
import { text } from '../../kernel/text.ts'
import type { RepairRuleKind, RuleForm } from './kit/kind.ts'
import { both } from './kit/say.ts'
import { days, verdict } from './kit/weigh.ts'

/** What lengthens a warranty: a fixed time per fault that cannot be removed (H15), or the time out of use (C5). */
export interface ExtensionRule {
  readonly rule: 'extension'
  readonly per: 'unremovableFault' | 'downtime'
  /** H15: 30 days each. Absent for downtime: as long as the unit was out of use, a begun day as a day. */
  readonly by?: Duration
}

export const kind: RepairRuleKind<ExtensionRule> = {
  forRepairs: true,
  describe: ({ per, by = 'P0D' }) =>
    per === 'downtime'
      ? text('质保期按停用天数顺延', 'the warranty is extended by the days out of use')
      : both((say) => ({
          zh: `每发生一次无法排除的故障，质保期延长 ${say.length(by)}`,
          en: `each fault that cannot be removed extends the warranty by ${say.length(by)}`,
        })),
  weigh: (old, next) =>
    old.by === undefined || next.by === undefined ? undefined : verdict([days(next.by) - days(old.by)]),
}

export const form: RuleForm<ExtensionRule> = {
  keptBy: ['warranty extension', 'shared/warranty/warranty.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('extension').describe('What lengthens the warranty'),
      per: z
        .enum(['unremovableFault', 'downtime'])
        .describe('Each fault that cannot be removed, or the time the unit was out of use'),
      by: field.period.exactOptional().describe('For `unremovableFault`: how long each time'),
    }),
  problems: (rules) =>
    rules.flatMap(({ rule, path }) =>
      (rule.per === 'unremovableFault') === (rule.by !== undefined)
        ? []
        : [
            {
              path: [...path, 'by'],
              message:
                rule.per === 'downtime'
                  ? 'does not go with per: downtime, which extends by the time out of use: remove it'
                  : 'is missing: how long each fault extends the warranty, such as P30D',
            },
          ],
    ),
  inChinese: [
    [/^does not go with per: downtime/, '不能和 per: downtime 一起用（它按停用时间延长）：去掉'],
    [/^is missing: how long each fault extends/, '缺少：每次故障延长多久，例如 P30D'],
  ],
}
