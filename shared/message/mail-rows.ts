import { type Text, text } from '../kernel/text.ts'

/** What a mail says: the heading, the message, the rows that belong to it, and where its button leads. */
export interface Template {
  readonly heading: Text
  readonly message: Text
  readonly rows: readonly (keyof typeof ROWS)[]
  readonly button: Text
  readonly path?: string
}

/** What a value is, if not the words themselves. */
export type ValueKind = 'agreed' | 'how' | 'time' | 'money' | 'milestone' | 'warranty'

/** How each value is labelled and read. */
export const ROWS = {
  roster: { label: text('值班表', 'Roster') },
  contract: { label: text('合同', 'Contract') },
  missing: { label: text('逾期', 'Overdue') },
  paper: { label: text('最早一份', 'The first of them') },
  repair: { label: text('单号', 'Number') },
  works: { label: text('内容', 'What for') },
  firstSlot: { label: text('时间一', 'First date'), as: 'time' },
  secondSlot: { label: text('时间二', 'Second date'), as: 'time' },
  customer: { label: text('单位', 'Customer') },
  site: { label: text('地点', 'Site') },
  unit: { label: text('设备', 'Unit') },
  severity: { label: text('级别', 'Severity') },
  symptoms: { label: text('故障现象', 'Symptoms') },
  engineer: { label: text('工程师', 'Engineer') },
  visitAt: { label: text('约定上门时间', 'Visit agreed for'), as: 'time' },
  plannedUntil: { label: text('现场正在计划作业，至', 'Planned work on site until'), as: 'time' },
  milestone: { label: text('延误事项', 'Delayed'), as: 'milestone' },
  promise: { label: text('承诺事项', 'Promise'), as: 'milestone' },
  dueAt: { label: text('原承诺时间', 'Promised by'), as: 'time' },
  reason: { label: text('情况说明', 'Details') },
  newTime: { label: text('新的时间', 'New time'), as: 'time' },
  agreed: { label: text('约定内容', 'Agreed'), as: 'agreed' },
  agreedBy: { label: text('贵方同意人', 'Agreed by') },
  confirmedBy: { label: text('贵方确认人', 'Confirmed by') },
  how: { label: text('方式', 'How'), as: 'how' },
  loaner: { label: text('备机', 'Loaner') },
  loanerDueAt: { label: text('备机送达期限', 'Loaner due by'), as: 'time' },
  resolutionAt: { label: text('预计解决时间', 'To be solved by'), as: 'time' },
  clause: { label: text('依据条款', 'Clause') },
  newUnit: { label: text('新设备', 'New unit') },
  warranty: { label: text('质保', 'Warranty'), as: 'warranty' },
  cause: { label: text('故障原因', 'Cause') },
  done: { label: text('处理情况', 'What was done') },
  count: { label: text('提醒次数', 'Reminder no.') },
  title: { label: text('主题', 'Subject') },
  level: { label: text('级别', 'Severity') },
  models: { label: text('涉及型号', 'Models') },
  versions: { label: text('涉及版本', 'Versions') },
  advice: { label: text('说明', 'What it is') },
  suggestion: { label: text('建议', 'Advice') },
  answer: { label: text('答复', 'Answer') },
  todo: { label: text('请这样做', 'What to do') },
  upgrade: { label: text('升级内容', 'Upgrade') },
  from: { label: text('开始', 'From'), as: 'time' },
  gaps: { label: text('空档数', 'How many') },
  until: { label: text('最晚结束', 'Until'), as: 'time' },
  downtime: { label: text('业务中断', 'Interruption') },
  steps: { label: text('步骤', 'Steps') },
  risks: { label: text('风险', 'Risks') },
  rollback: { label: text('如何回退', 'How it is rolled back') },
  inPeak: { label: text('在高峰进行的原因', 'Why in peak hours') },
  cost: { label: text('费用', 'Cost') },
  result: { label: text('结果', 'Result') },
  disturbed: { label: text('业务受影响', 'Disturbed') },
  stage: { label: text('款项', 'Payment') },
  upTo: { label: text('付至合同价', 'Up to, of the price') },
  fen: { label: text('本期金额', 'Amount'), as: 'money' },
  payBefore: { label: text('原日期', 'Before'), as: 'time' },
  payBy: { label: text('最晚付款', 'To be paid by'), as: 'time' },
} as const satisfies Record<string, { label: Text; as?: ValueKind }>

/** Rows that every mail ends with. */
export const ABOUT = ['repair', 'customer', 'site', 'unit', 'severity', 'symptoms'] as const
