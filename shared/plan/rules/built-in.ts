import { type Text, text } from '../../kernel/text.ts'
import type { RuleForm, RuleKind } from './kit/kind.ts'

/** Kept by the way the system works; each part names what keeps it. */
export interface BuiltInRule {
  readonly rule: 'builtIn'
  readonly part: Part
}
const PARTS = [
  'intake',
  'hotline',
  'answer',
  'triage',
  'tiers',
  'duty',
  'archive',
  'serviceReport',
  'confirmation',
] as const
type Part = (typeof PARTS)[number]

export const kind: RuleKind<BuiltInRule> = { describe: ({ part }) => PART[part] }

const PART: Readonly<Record<Part, Text>> = {
  intake: text(
    '任何渠道的报修都登记受理，并有指定责任人',
    'a report by any way in is taken, and a named person answers for it',
  ),
  hotline: text('热线随时接听', 'the hotline answers at any hour'),
  answer: text('报修时即告知单号和承诺时限', 'whoever reports is told the number and the promised times at once'),
  triage: text('先电话、后远程、再上门，每一步都有记录', 'phone first, then remote, then a visit, each step on record'),
  tiers: text('逐级呼叫，直到有人接手', 'pages climb tier by tier until someone takes it'),
  duty: text('值班表全天候有人', 'someone is on the duty roster at every hour'),
  archive: text('报修即建档，只增不改', 'the archive opens with the report and is only added to'),
  serviceReport: text('每次服务出具服务报告', 'every service ends with a report'),
  confirmation: text('由客户确认并评分', 'the customer confirms and rates it'),
}

export const form: RuleForm<BuiltInRule> = {
  keptBy: ['the system itself', 'shared/repair/events.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('builtIn').describe('Kept by the way the system works'),
      part: z.enum(PARTS),
    }),
}
