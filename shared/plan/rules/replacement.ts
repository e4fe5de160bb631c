import type { Duration } from '../../kernel/instant.ts'
import { inLanguage, type Language, text } from '../../kernel/text.ts'
import type { RepairRuleKind, RuleForm } from './kit/kind.ts'
import { type Origin, origins } from './kit/origin.ts'
import { lengthOf } from './kit/say.ts'
import { compare, days, fewer, flag, verdict } from './kit/weigh.ts'

/** H16 C6 R2 N22: when repairing gives way to a new unit. */
export interface ReplacementRule {
  readonly rule: 'replacement'
  /** After so many failed repairs; absent: never by count. */
  readonly failures?: number
  /** H16: only failures in a row of the same problem count. */
  readonly sameProblem?: boolean
  readonly consecutive?: boolean
  /** N22: damage of this kind that cannot be repaired replaces at once. */
  readonly irreparable?: readonly ('use' | 'transit')[]
  /** Faults of these origins do not count (R2: not caused by a person). */
  readonly except?: readonly Origin[]
  /** H16 R2 C6: only while the unit is in warranty. */
  readonly onlyInWarranty?: boolean
  /** H16 R2 N22: a manager may set the day, not refuse; a refusal is a breach. */
  readonly unconditional?: boolean
  /** R20: due when the customer wishes it, without waiting for more failures. */
  readonly atWish?: boolean
  readonly with: 'sameModel' | 'notWorse'
  /** Whether the new unit carries the old one's warranty on, or starts a new one on the day it is put in. */
  readonly warranty: 'continues' | 'restarts'
  /** Our planning: the documents name no time. */
  readonly within: Duration
}

export const kind: RepairRuleKind<ReplacementRule> = {
  forRepairs: true,
  describe: (rule) => text(inChinese(rule), inEnglish(rule)),
  weigh: (old, next) =>
    verdict([
      compare(old.failures ?? Infinity, next.failures ?? Infinity),
      flag(old.sameProblem) - flag(next.sameProblem),
      flag(old.consecutive) - flag(next.consecutive),
      fewer(next.irreparable, old.irreparable),
      fewer(old.except, next.except),
      flag(old.onlyInWarranty) - flag(next.onlyInWarranty),
      flag(next.unconditional) - flag(old.unconditional),
      flag(next.atWish) - flag(old.atWish),
      old.with === next.with ? 0 : Number.NaN,
      flag(next.warranty === 'restarts') - flag(old.warranty === 'restarts'),
      days(old.within) - days(next.within),
    ]),
  // A replacement that has fallen due is an obligation like any other.
  clock: ({ clause, within }) => ({
    clause,
    from: 'replacementDue',
    until: 'replaced',
    limit: within,
    window: '7x24',
    pausable: false,
  }),
}

const inChinese = (rule: ReplacementRule): string => {
  const { failures, irreparable = [], except = [], within } = rule
  const when = [
    failures !== undefined &&
      `${rule.sameProblem ? '同一问题' : ''}${rule.consecutive ? '连续' : ''} ${failures} 次维修失败`.trim(),
    rule.atWish && '客户提出更换（质量问题）',
    irreparable.length > 0 && `${damages(irreparable, 'zh-CN').join('或')}损坏无法修复`,
  ]
  return [
    when.filter(Boolean).join('，或'),
    ...(rule.onlyInWarranty ? ['仅限质保期内'] : []),
    `${lengthOf(within, 'zh-CN')}内更换${rule.with === 'sameModel' ? '同型号新机' : '同型号或不低于原机的新机'}，${rule.unconditional ? '无条件，经理只可定日期' : '须经批准'}`,
    rule.warranty === 'continues' ? '质保延续' : '质保重新起算',
    ...(except.length > 0 ? [`${origins(except, 'zh-CN')}造成的除外`] : []),
  ].join('；')
}

const inEnglish = (rule: ReplacementRule): string => {
  const { failures, irreparable = [], except = [], within } = rule
  const when = [
    failures !== undefined &&
      `after ${failures} failed ${failures === 1 ? 'repair' : 'repairs'}${rule.sameProblem ? ' of the same problem' : ''}${rule.consecutive ? ' in a row' : ''}`,
    rule.atWish && 'when the customer wishes it, for a quality problem',
    irreparable.length > 0 && `for irreparable damage in ${damages(irreparable, 'en').join(' or ')}`,
  ]
  return [
    when.filter(Boolean).join(', or '),
    ...(rule.onlyInWarranty ? ['in warranty only'] : []),
    `a new unit, ${rule.with === 'sameModel' ? 'the same model' : 'the same model or one not worse'}, within ${lengthOf(within, 'en')}, ${rule.unconditional ? 'unconditionally: a manager may set the day, not refuse' : 'once approved'}`,
    rule.warranty === 'continues' ? 'the warranty continues' : 'the warranty starts anew',
    ...(except.length > 0 ? [`not for faults by ${origins(except, 'en')}`] : []),
  ].join('; ')
}

const DAMAGE = { use: text('使用中', 'use'), transit: text('运输中', 'transit') } as const
const damages = (kinds: readonly ('use' | 'transit')[], language: Language): string[] =>
  kinds.map((damage) => inLanguage(DAMAGE[damage], language))

export const form: RuleForm<ReplacementRule> = {
  keptBy: ['replacement', 'shared/repair/features/replacement/rules.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('replacement').describe('When repairing gives way to a new unit'),
      failures: z.int().min(1).exactOptional().describe('After so many repairs that failed. "More than two" is 3'),
      sameProblem: z.boolean().exactOptional().describe('Only repairs of the same problem count'),
      consecutive: z.boolean().exactOptional().describe('Only failures in a row count'),
      irreparable: z
        .array(z.enum(['use', 'transit']))
        .min(1)
        .exactOptional()
        .describe('Damage of this kind that cannot be repaired replaces at once'),
      except: field.origins.exactOptional().describe('Faults that come from there do not count'),
      onlyInWarranty: z.boolean().exactOptional().describe('Only while the unit is in warranty'),
      unconditional: z
        .boolean()
        .exactOptional()
        .describe('A manager may set the day, not refuse; a refusal is a breach'),
      atWish: z.boolean().exactOptional().describe('Due when the customer wishes it, for a quality problem'),
      with: z.enum(['sameModel', 'notWorse']),
      warranty: z
        .enum(['continues', 'restarts'])
        .describe("The new unit carries the old one's warranty on, or starts its own on the day it is put in"),
      within: field.length.describe('How long we have, once it is due'),
    }),
  problems: (rules) =>
    rules.flatMap(({ rule, path }) =>
      rule.failures === undefined && rule.irreparable === undefined && !rule.atWish
        ? [{ path, message: 'never comes true: say after how many failures, or which irreparable damage' }]
        : [],
    ),
  inChinese: [[/^never comes true: say after how many failures/, '永远不会发生：写明失败几次，或哪种修不好的损坏']],
}
