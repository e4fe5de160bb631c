import { type Bar, barOfRow } from '../../../rail/bar.ts'
import { type RailOptions, rail } from '../../../rail/rail.ts'
import type { Row } from '../data.ts'
import { useLanguage } from '../words.ts'
import { DESK_ZONE } from './time.ts'

/** The promise rail, as every face of ours draws it. */
export function Rail({
  bars,
  size,
  timezone,
  nowMs,
}: { bars: readonly Bar[] } & Omit<RailOptions, 'language' | 'now'> & { nowMs: number }) {
  const language = useLanguage()
  const drawn = rail(bars, { size, timezone, language, now: new Date(nowMs).toISOString() })
  // Made by `html`, which escapes whatever is written in it.
  return <div className={size === 'row' ? 'spark' : 'rail-box'} dangerouslySetInnerHTML={{ __html: drawn }} />
}

/** The promise of a row that hurts most. */
export function Spark({ row, nowMs }: { row: Row; nowMs: number }) {
  const language = useLanguage()
  const bar = barOfRow(row, language)
  return bar ? <Rail bars={[bar]} size="row" timezone={DESK_ZONE} nowMs={nowMs} /> : null
}
