import { type Text, text } from '../../../../shared/kernel/text.ts'
import type { ColumnName } from './narrowing.ts'
import type { Filter, Group } from './order.ts'

export const GROUP_NAMES: Readonly<Record<Group, Text>> = {
  nobody: text('没有人接', 'Nobody has it'),
  late: text('已超时', 'Overdue'),
  soon: text('2 时内到期', 'Due within 2 h'),
  onTime: text('按时进行', 'On time'),
  waiting: text('等客户', 'Waiting for the customer'),
}
export const GROUP_NOTES: Readonly<Partial<Record<Group, Text>>> = {
  nobody: text('请立即指派或代接', 'assign it, or take it yourself'),
  late: text('最重、最久的在前', 'heaviest and longest first'),
  soon: text('先到期的在前', 'first due first'),
}
export const FILTER_NAMES: Readonly<Record<Filter, Text>> = {
  nobody: text('没有人接', 'unanswered'),
  late: text('超时', 'overdue'),
  due: text('30 分内到期', 'due in 30 min'),
  all: text('全部', 'all'),
}
export const EMPTY: Readonly<Record<Filter, Text>> = {
  nobody: text('每一单都有人接。', 'Somebody has every repair.'),
  late: text('没有超时的承诺。', 'No promise is overdue.'),
  due: text('30 分内没有到期的承诺。', 'No promise falls due within 30 minutes.'),
  all: text('现在没有未关闭的报修。', 'No repair is open.'),
}
export const TAKE_THE_NEXT = text('来电时打开“接听”登记。', 'When somebody calls, open “Take a call”.')

export const COLUMN_NAMES: Readonly<Record<ColumnName, Text>> = {
  cl: text('承诺', 'Promise'),
  left: text('离时限', 'Time left'),
  rail: text('承诺轨', 'Rail'),
  stage: text('阶段', 'Stage'),
  who: text('谁在处理', 'Who has it'),
  reported: text('报修时间', 'Reported'),
  serial: text('序列号', 'Serial'),
  id: text('单号', 'Number'),
}
