import type { Language } from '../../../../shared/kernel/text.ts'
import { zoneName } from '../../../../shared/message/format.ts'
import { wallOf } from '../../../rail/wall.ts'
import { DESK_ZONE } from './time.ts'

/** What the time of a zone is called, where its clocks show another one than the desk's. */
export const zoneBeside = (timezone: string, nowMs: number, language: Language): string | undefined =>
  wallOf(nowMs, timezone).time === wallOf(nowMs, DESK_ZONE).time ? undefined : zoneName(timezone, language)
