import type { Language } from '../../../../shared/kernel/text.ts'
import { barOfRow } from '../../../rail/bar.ts'
import { rail } from '../../../rail/rail.ts'
import type { Row } from '../data.ts'
import { DESK_ZONE } from './time.ts'

interface Props {
  readonly row: Row
  readonly nowMs: number
  readonly language: Language
}

/** The promise that hurts, as a small rail. */
export function Spark({ row, nowMs, language }: Props) {
  const bar = barOfRow(row, language)
  if (!bar) return null
  const drawn = rail([bar], { size: 'row', now: new Date(nowMs).toISOString(), language, timezone: DESK_ZONE })
  // The rail escapes whatever is written in it.
  return <span dangerouslySetInnerHTML={{ __html: drawn }} />
}
