import { text } from '../../kernel/text.ts'
import type { RepairRuleKind, RuleForm } from './kit/kind.ts'
import { joined } from './kit/say.ts'
import { flag, verdict } from './kit/weigh.ts'

/** C16: the record of each maintenance says what we suggest, and the customer signs it. */
export interface RecordRule {
  readonly rule: 'record'
  readonly suggestions?: boolean
  readonly signed?: boolean
}

export const kind: RepairRuleKind<RecordRule> = {
  forRepairs: true,
  describe: ({ suggestions, signed }) =>
    joined([
      text('每次维护均有记录', 'each maintenance is on record'),
      suggestions && text('记录须有建议', 'with our suggestions'),
      signed && text('由客户确认或签字', 'confirmed or signed by the customer'),
    ]),
  weigh: (old, next) => verdict([flag(next.suggestions) - flag(old.suggestions), flag(next.signed) - flag(old.signed)]),
}

export const form: RuleForm<RecordRule> = {
  keptBy: ['record of each maintenance', 'shared/repair/features/maintenance-record.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('record').describe('Each maintenance yields a record'),
      suggestions: z.boolean().exactOptional().describe('With our suggestions'),
      signed: z.boolean().exactOptional().describe('Confirmed or signed by the customer'),
    }),
}
