import { text } from '../../../../shared/kernel/text.ts'
import type { SignName } from '../parts/signs.tsx'
import type { Line, RatedBy } from './data.ts'

export const STATE_NAMES = {
  open: text('未到期', 'open'),
  kept: text('做到', 'kept'),
  broken: text('超时', 'broken'),
  waived: text('免除', 'waived'),
  superseded: text('改判', 'superseded'),
  fallenAway: text('不再适用', 'fallen away'),
} as const satisfies Readonly<Record<Line['state'], unknown>>

/** What each end means, for whoever reads the word for the first time. */
export const STATE_NOTES = {
  open: text('还没到时限', 'Not due yet'),
  kept: text('在时限内做到', 'Done within its limit'),
  broken: text('过了时限才做到，或还没做到', 'Done after its limit, or not yet'),
  waived: text('经理说明原因后免除，不计入履约率', 'Waived by a manager with a reason; counts for neither side'),
  superseded: text(
    '后来发现不是这份承诺或这个级别，不计入履约率',
    'Plan or severity turned out to be another; counts for neither side',
  ),
  fallenAway: text('对象已不在，或无从查证，不计入履约率', 'Its object is gone; counts for neither side'),
} as const satisfies Readonly<Record<Line['state'], unknown>>

export const STATE_SIGNS: Readonly<Partial<Record<Line['state'], SignName>>> = {
  kept: 'kept',
  broken: 'late',
  open: 'run',
}

export const BY_NAMES = {
  engineer: text('工程师', 'Engineers'),
  roster: text('值班表', 'Rosters'),
  customer: text('客户', 'Customers'),
  site: text('现场', 'Sites'),
  month: text('月份', 'Months'),
} as const satisfies Readonly<Record<RatedBy, unknown>>

/** What has no id is nobody's. */
export const NOBODY = {
  engineer: text('无人接手', 'nobody had it'),
  roster: text('–', '–'),
  customer: text('客户未确认', 'customer not known'),
  site: text('现场未确认', 'site not known'),
  month: text('–', '–'),
} as const satisfies Readonly<Record<RatedBy, unknown>>
