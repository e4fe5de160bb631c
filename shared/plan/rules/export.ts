import { text } from '../../kernel/text.ts'
import type { RuleForm, RuleKind } from './kit/kind.ts'

/** C27: data leave only by these roles, and every export is on the audit record. */
export interface ExportRule {
  readonly rule: 'export'
  readonly roles: readonly string[]
}

export const kind: RuleKind<ExportRule> = {
  describe: ({ roles }) =>
    text(
      `仅 ${roles.join('、')} 可导出数据，每次导出均留审计记录`,
      `only ${roles.join(', ')} may export data, and each export is on the audit record`,
    ),
}

export const form: RuleForm<ExportRule> = {
  keptBy: ['permission and audit', 'shared/use-cases/evidence.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('export').describe('Data leave only by these roles, and every export is on the audit record'),
      roles: z.array(field.id).min(1),
    }),
}
