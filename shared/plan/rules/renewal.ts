import type { Duration } from '../../kernel/instant.ts'
import type { RepairRuleKind, RuleForm } from './kit/kind.ts'
import { both } from './kit/say.ts'
import { days, verdict } from './kit/weigh.ts'

/** N11: what a further year costs, and that it keeps the same terms. */
export interface RenewalRule {
  readonly rule: 'renewal'
  readonly percentOfContractPrice: number
  readonly per: Duration
}

export const kind: RepairRuleKind<RenewalRule> = {
  forRepairs: true,
  describe: ({ percentOfContractPrice, per }) =>
    both((say) => ({
      zh: `续保：每 ${say.length(per)}收合同价的 ${percentOfContractPrice}%，待遇不变`,
      en: `renewal on the same terms: ${percentOfContractPrice} % of the contract price per ${say.length(per)}`,
    })),
  weigh: (old, next) =>
    verdict([old.percentOfContractPrice - next.percentOfContractPrice, days(next.per) - days(old.per)]),
}

export const form: RuleForm<RenewalRule> = {
  keptBy: ['renewal', 'shared/warranty/warranty.ts'],
  once: true,
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('renewal').describe('What a further term of the same commitment costs after the warranty'),
      percentOfContractPrice: z.number().gt(0).max(100),
      per: field.period.describe('The term it buys, such as P1Y'),
    }),
}
