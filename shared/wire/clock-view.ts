import { allowance } from '../kernel/allowance.ts'
import { pick } from '../kernel/fields.ts'
import type { Language } from '../kernel/text.ts'
import { type Clock, stoodStill } from '../promise/clock.ts'
import { explain } from '../promise/explain.ts'
import { warnedAt } from '../repair/clocks/warnings.ts'
import type { Repair } from '../repair/state/repair.ts'
import { workingTimeOf } from '../repair/state/working-time.ts'
import type { ClockView } from './repairs.ts'

/** A clock as the API shows it: plain facts, its arithmetic in words, and what a picture of it is drawn from. */
export const clockView = (
  clock: Clock,
  { timezone, plan }: Pick<Repair, 'timezone' | 'plan'>,
  language: Language,
): ClockView => {
  const { id, state, startedAt, dueAt, drives, round, term, limit, promised } = clock
  const warnings = warningsOf(clock, language)
  const warnAt = warnedAt({ timezone, plan }, clock)
  return {
    id,
    state,
    startedAt,
    dueAt,
    drives,
    round,
    clause: term.clause,
    milestone: term.until,
    ...pick(term, 'otherwise'),
    ...pick(clock, 'endedAt', 'lateBy', 'evidence', 'waivedBecause', 'waivedBy', 'endedBecause', 'moves'),
    ...(!promised && { limit: allowance({ limit, window: term.window }, language) }),
    ...(warnAt.length > 0 && { warnAt }),
    ...(clock.pauses.length > 0 && { pauses: stoodStill(clock) }),
    explanation: explain(clock, workingTimeOf({ timezone, plan }), language),
    ...(warnings.length > 0 && { warnings }),
  }
}

const warningsOf = ({ unknownYears }: Clock, language: Language): string[] =>
  unknownYears.map((year) =>
    language === 'zh-CN'
      ? `${year} 年放假安排尚未公布，暂按普通周计算`
      : `The holidays of ${year} are not published yet; ordinary weeks are assumed`,
  )
