import { without } from '../../../kernel/fields.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import type { How } from '../../../promise/agreement.ts'
import { HOW_NAMES } from '../../../repair/state/names.ts'
import type { Offers, VisitField } from '../feature.ts'
import { isAgreed, isPlanning, mayChoose } from '../stages.ts'

// A date is found: two are offered to the customer, who chooses one by their link; or somebody of ours agrees on one by telephone.

/** `late`: the promise stays where it is, and is broken; `agreed`: the customer agrees that it moves, which a manager records. */
export type Beyond = 'late' | 'agreed'
interface Appointed {
  readonly from: Instant
  readonly to?: Instant
  readonly agreedBy: string
  readonly how: How
  readonly beyond?: Beyond
  readonly person?: string
}
export type PlanningAction =
  | { readonly type: 'propose'; readonly first?: Instant; readonly second?: Instant; readonly contact?: string }
  | { readonly type: 'choose'; readonly slot: Instant }
  | { readonly type: 'noneFits'; readonly words?: string }
  | ({ readonly type: 'agree' } & Appointed)
  | ({ readonly type: 'reschedule'; readonly reason: string } & Appointed)

const BEYOND = {
  late: text('承诺不动，这次按逾期算', 'The promise stays, and is broken'),
  agreed: text('客户同意承诺改期（由经理登记）', 'The customer agrees that it moves (a manager records that)'),
}
/** A tap on a link is the customer's own. */
export const HEARD = without(HOW_NAMES, 'link')
const APPOINTED: readonly VisitField[] = [
  { name: 'from', kind: 'time', label: text('什么时候', 'When'), required: true },
  { name: 'to', kind: 'time', label: text('到什么时候（可不填）', 'Until when (optional)') },
  { name: 'agreedBy', kind: 'line', label: text('客户方谁同意', "Who at the customer's agreed"), required: true },
  { name: 'how', kind: 'choice', choices: HEARD, label: text('怎么说的', 'How they said so'), required: true },
  {
    name: 'person',
    kind: 'person',
    label: text('谁负责', 'Who sees to it'),
    none: text('由系统安排', 'Whom the system suggests'),
  },
  { name: 'beyond', kind: 'choice', choices: BEYOND, label: text('晚于承诺时', 'If that is after the promised day') },
]

export const offers: Offers<PlanningAction> = {
  propose: {
    name: text('给客户两个时间选', 'Offer the customer two dates'),
    role: 'dispatcher',
    parts: ['planner'],
    fields: [
      { name: 'first', kind: 'time', label: text('第一个时间（可不填）', 'The first (optional)') },
      { name: 'second', kind: 'time', label: text('第二个时间（可不填）', 'The second (optional)') },
      { name: 'contact', kind: 'contact', label: text('问客户方的谁', "Whom at the customer's to ask") },
    ],
    isAllowed: (visit) => isPlanning(visit) && visit.way === 'visit',
  },
  choose: {
    name: text('就定这个时间', 'Take this date'),
    role: 'dispatcher',
    parts: ['customer'],
    fields: [{ name: 'slot', kind: 'slot', label: text('哪个时间', 'Which date'), required: true }],
    isAllowed: mayChoose,
  },
  noneFits: {
    name: text('都不合适，请联系我', 'Neither: please call me'),
    role: 'dispatcher',
    parts: ['customer'],
    fields: [{ name: 'words', kind: 'prose', label: text('什么时间方便（可不填）', 'What would suit you (optional)') }],
    isAllowed: mayChoose,
  },
  agree: {
    name: text('已与客户约定时间', 'A date is agreed with the customer'),
    role: 'engineer',
    parts: ['planner', 'worker'],
    fields: APPOINTED,
    isAllowed: isPlanning,
  },
  reschedule: {
    name: text('改期', 'Move it'),
    role: 'engineer',
    parts: ['planner', 'worker'],
    fields: [...APPOINTED, { name: 'reason', kind: 'prose', label: text('原因', 'Reason'), required: true }],
    isAllowed: isAgreed,
  },
}
