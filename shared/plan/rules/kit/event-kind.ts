import { type Text, text } from '../../../kernel/text.ts'

/** What stands on a customer's calendar, as plans name it: days that promises lead to, cover, or follow. */
export const EVENT_KINDS = [
  'schoolYear',
  'term',
  'exam',
  'meeting',
  'holiday',
  'sensitive',
  'peak',
  'systemChange',
  'shipment',
  'endOfLife',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

export const isEventKind = (name: string | undefined): name is EventKind =>
  (EVENT_KINDS as readonly string[]).includes(name ?? '')

/** `each important meeting`. */
export const EVENT_KIND: Readonly<Record<EventKind, Text>> = {
  schoolYear: text('开学', 'beginning of a school year'),
  term: text('学期', 'term'),
  exam: text('考试', 'exam'),
  meeting: text('重要会议', 'important meeting'),
  holiday: text('节假日', 'holiday'),
  sensitive: text('敏感时期', 'sensitive period'),
  peak: text('业务高峰', 'peak time'),
  systemChange: text('系统变更', 'system change'),
  shipment: text('到货', 'arrival of goods'),
  endOfLife: text('停产退役', 'end of life'),
}
