import { inLanguage, type Language, text } from '../../kernel/text.ts'
import { type Around, type RepairRuleKind, type RuleForm, unknownNames } from './kit/kind.ts'
import { list, names } from './kit/say.ts'

/** Whom a question goes to beyond the desk; teams are named in the directory. */
export const TEAMS = ['rd', 'production', 'experts'] as const
export type Team = (typeof TEAMS)[number]

/**
 * C28 N14: who beyond the desk is called in. `automatic`: by itself, when a promise of the repair is broken, or when its fault
 * is unremovable or judged major.
 */
export interface EscalateRule {
  readonly rule: 'escalate'
  readonly to: readonly Team[]
  readonly severities?: readonly string[]
  readonly automatic?: 'broken' | 'unremovable'
}

export const kind: RepairRuleKind<EscalateRule> = {
  forRepairs: true,
  describe: (rule, plan) => ({
    zh: `${whose(plan, rule, 'zh-CN')}可请${teams(rule, 'zh-CN')}支援${rule.automatic ? AUTOMATIC[rule.automatic].zh : ''}`,
    en: `${whose(plan, rule, 'en')}${teams(rule, 'en')} can be called in${rule.automatic ? AUTOMATIC[rule.automatic].en : ''}`,
  }),
}

const TEAM = {
  rd: text('研发', 'R&D'),
  production: text('生产', 'production'),
  experts: text('专家', 'experts'),
} as const
const AUTOMATIC = {
  broken: text('；承诺超时后自动请求', ', by itself once a promise is broken'),
  unremovable: text(
    '；故障无法排除或判为重大时自动请求',
    ', by itself when a fault cannot be removed or is judged major',
  ),
} as const

const teams = ({ to }: EscalateRule, language: Language): string =>
  list(
    to.map((team) => inLanguage(TEAM[team], language)),
    language,
  )

/** `Urgent, Serious: `, or nothing where it holds for all. */
const whose = ({ severities }: Around, { severities: ids }: EscalateRule, language: Language): string => {
  if (!ids) return ''
  const named = severities.filter(({ id }) => ids.includes(id))
  return `${names(named, language)}${language === 'en' ? ': ' : '：'}`
}

export const form: RuleForm<EscalateRule> = {
  keptBy: ['escalation beyond the desk', 'shared/repair/features/beyond/rules.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('escalate').describe('Who is called in beyond the desk'),
      to: z.array(z.enum(TEAMS)).min(1).describe('Teams of the directory'),
      severities: field.severities,
      automatic: z
        .enum(['broken', 'unremovable'])
        .exactOptional()
        .describe('Called in by itself when a promise is broken, or when the fault is unremovable or judged major'),
    }),
  problems: (rules, plan) =>
    rules.flatMap(({ rule, path }) =>
      unknownNames(rule.severities, plan.severities, [...path, 'severities'], 'severity'),
    ),
}
