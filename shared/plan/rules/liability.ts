import { text } from '../../kernel/text.ts'
import type { RepairRuleKind, RuleForm } from './kit/kind.ts'

export const LOSSES = ['delay', 'defect', 'injury', 'rights', 'elsewhere'] as const
export type Loss = (typeof LOSSES)[number]
/**
 * R8 N4 N12 R18 H22 R21: whose loss it is. `rights`: the goods infringe somebody's; `elsewhere`: the customer had somebody else
 * remedy what we did not in time.
 */
export interface LiabilityRule {
  readonly rule: 'liability'
  readonly for: Loss
  /** Clauses whose breach counts as the delay; absent: every clock. */
  readonly clauses?: readonly string[]
}

export const kind: RepairRuleKind<LiabilityRule> = {
  forRepairs: true,
  files: () => true,
  describe: ({ for: loss, clauses }) =>
    clauses
      ? text(`${LOSS[loss].zh}（${clauses.join('、')}）`, `${LOSS[loss].en} (${clauses.join(', ')})`)
      : LOSS[loss],
}

const LOSS = {
  delay: text(
    '因我方延误造成的损失由我方承担，登记索赔',
    'loss caused by our delay is ours, claimed and settled on record',
  ),
  defect: text(
    '因制造缺陷造成的直接损失由我方赔偿，登记索赔',
    'direct loss from a defect is ours, claimed and settled on record',
  ),
  injury: text(
    '因质量缺陷造成的人身伤害由我方承担，登记索赔',
    'injury by a defect is ours, claimed and settled on record',
  ),
  rights: text(
    '货物侵犯他人权利的，责任由我方承担，登记索赔',
    'if the goods infringe anyone’s rights it is ours, claimed and settled on record',
  ),
  elsewhere: text(
    '我方未按时补救的，客户可另请他人处理，费用和风险由我方承担，登记索赔',
    'what we did not remedy in time the customer may remedy elsewhere at our cost and risk, claimed and settled on record',
  ),
} as const

export const form: RuleForm<LiabilityRule> = {
  keptBy: ['claim for the loss', 'shared/repair/features/claims/rules.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('liability').describe('Whose loss it is: ours'),
      for: z.enum(LOSSES),
      clauses: z
        .array(field.id)
        .min(1)
        .exactOptional()
        .describe('Whose breach counts as the delay. Left out: every clock'),
    }),
  problems: (rules, { clocked }) =>
    rules.flatMap(({ rule, path }) =>
      (rule.clauses ?? []).flatMap((id, index) =>
        clocked.has(id)
          ? []
          : [{ path: [...path, 'clauses', index], message: `${id} is no clause with a clock that can be broken` }],
      ),
    ),
  inChinese: [[/^(\S+) is no clause with a clock that can be broken$/, '$1 不是有时限、可能超时的条款']],
}
