import type { Duration } from '../../kernel/instant.ts'
import { text } from '../../kernel/text.ts'
import type { RuleForm, RuleKind } from './kit/kind.ts'
import { both, joined } from './kit/say.ts'
import { days, flag, verdict } from './kit/weigh.ts'

/** N24: what an upgrade of units at a customer's is bound to. */
export interface UpgradeRule {
  readonly rule: 'upgrade'
  /** The customer has agreed to the plan (risks, times) before the first step; not agreed so long before the window, somebody is asked. */
  readonly agreedBefore?: Duration
  readonly outsidePeak?: boolean
  /** A full backup of the configuration is on record before the first step. */
  readonly backup?: boolean
  /** How it is rolled back is planned beforehand. */
  readonly rollback?: boolean
  /** The service is disturbed no longer than was agreed. */
  readonly undisturbed?: boolean
}

export const kind: RuleKind<UpgradeRule> = {
  describe: ({ agreedBefore, outsidePeak, backup, rollback, undisturbed }) =>
    joined([
      agreedBefore !== undefined &&
        both((say) =>
          text(
            `升级方案须经客户同意才能开始；窗口前 ${say.length(agreedBefore)}仍未同意的提醒我方`,
            `an upgrade starts once the customer has agreed to its plan; not agreed ${say.length(agreedBefore)} before, we are asked`,
          ),
        ),
      outsidePeak && text('避开高峰', 'outside peak hours'),
      backup && text('第一步之前先做全量配置备份', 'a full configuration backup before the first step'),
      rollback && text('事先写明如何回退', 'how to roll back is planned beforehand'),
      undisturbed && text('业务中断不超过约定', 'the service is disturbed no longer than agreed'),
    ]),
  weigh: (old, next) =>
    verdict([
      flag(next.agreedBefore) - flag(old.agreedBefore) ||
        days(next.agreedBefore ?? 'P0D') - days(old.agreedBefore ?? 'P0D'),
      flag(next.outsidePeak) - flag(old.outsidePeak),
      flag(next.backup) - flag(old.backup),
      flag(next.rollback) - flag(old.rollback),
      flag(next.undisturbed) - flag(old.undisturbed),
    ]),
}

export const form: RuleForm<UpgradeRule> = {
  keptBy: ['upgrade', 'shared/upgrade/state/promises.ts'],
  once: true,
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('upgrade').describe('What an upgrade of units at a customer is bound to'),
      agreedBefore: field.period
        .exactOptional()
        .describe(
          'The customer agrees to the plan before the first step; not agreed so long before the window, we are asked. Left out: no agreement is needed',
        ),
      outsidePeak: z.boolean().exactOptional().describe("Not in the customer's peak hours, unless they ask for it"),
      backup: z
        .boolean()
        .exactOptional()
        .describe('A full backup of the configuration is on record before the first step'),
      rollback: z.boolean().exactOptional().describe('How it is rolled back is planned beforehand'),
      undisturbed: z.boolean().exactOptional().describe('The service is disturbed no longer than was agreed'),
    }),
}
