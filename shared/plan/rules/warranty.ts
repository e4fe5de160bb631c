import type { Duration } from '../../kernel/instant.ts'
import type { RepairRuleKind, RuleForm } from './kit/kind.ts'
import { type Origin, origins } from './kit/origin.ts'
import { both } from './kit/say.ts'
import { days, fewer, verdict } from './kit/weigh.ts'

/** H12 C1 R1 N1: how long parts and labour are warranted, from the day of acceptance. */
export interface WarrantyRule {
  readonly rule: 'warranty'
  readonly base: Duration
  /** Another term for units of a category (R1: recorders 24 months). */
  readonly byCategory?: Readonly<Record<string, Duration>>
  /** Origins that the warranty does not cover (H12: human damage). */
  readonly except?: readonly Origin[]
}

export const kind: RepairRuleKind<WarrantyRule> = {
  forRepairs: true,
  describe: ({ base, byCategory = {}, except = [] }) =>
    both((say) => ({
      zh: [
        `自验收起质保 ${say.length(base)}`,
        ...Object.entries(byCategory).map(([category, term]) => `${category} 为 ${say.length(term)}`),
        ...(except.length > 0 ? [`不含${origins(except, 'zh-CN')}造成的故障`] : []),
      ].join('；'),
      en: [
        `warranty of ${say.length(base)} from acceptance`,
        ...Object.entries(byCategory).map(([category, term]) => `${category}: ${say.length(term)}`),
        ...(except.length > 0 ? [`not for faults by ${origins(except, 'en')}`] : []),
      ].join('; '),
    })),
  weigh: (old, next) => {
    const categories = new Set([...Object.keys(old.byCategory ?? {}), ...Object.keys(next.byCategory ?? {})])
    return verdict([
      days(next.base) - days(old.base),
      ...[...categories].map(
        (name) => days(next.byCategory?.[name] ?? next.base) - days(old.byCategory?.[name] ?? old.base),
      ),
      fewer(old.except, next.except),
    ])
  },
}

export const form: RuleForm<WarrantyRule> = {
  keptBy: ['warranty term', 'shared/warranty/warranty.ts'],
  once: true,
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('warranty').describe('How long parts and labour are warranted, from the day of acceptance'),
      base: field.period.describe('P2Y: two years. P24M: 24 months'),
      byCategory: z
        .record(field.id, field.period)
        .exactOptional()
        .describe('Another term for units of a category of the directory, such as `recorder: P24M`'),
      except: field.origins.exactOptional().describe('Where a fault comes from that the warranty does not cover'),
    }),
}
