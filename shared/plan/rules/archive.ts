import { text } from '../../kernel/text.ts'
import type { RepairRuleKind, RuleForm } from './kit/kind.ts'

/** C25: a keeper is responsible for the archive of a repair, and it closes only on the engineer's feedback. */
export interface ArchiveRule {
  readonly rule: 'archive'
}

export const kind: RepairRuleKind<ArchiveRule> = {
  forRepairs: true,
  describe: () =>
    text(
      '每份档案有责任人，凭工程师反馈方可销案',
      'each archive has a keeper, and closes only on the engineer’s feedback',
    ),
}

export const form: RuleForm<ArchiveRule> = {
  keptBy: ['keeper of the archive, and the engineer’s feedback', 'shared/repair/features/archive/rules.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z
        .literal('archive')
        .describe("A keeper answers for the archive; it closes only on the engineer's feedback"),
    }),
}
