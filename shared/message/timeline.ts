import type { Language } from '../kernel/text.ts'
import { lineOf } from '../repair/event-lines.ts'
import type { RecordedEvent } from '../repair/events.ts'
import { wordsFor } from './event-words.ts'

/**
 * One line of the timeline: what happened, in words. When and who stand beside it and are not repeated; other times are
 * local to `timezone`.
 */
export const describeEvent = (event: RecordedEvent, language: Language, timezone: string): string =>
  lineOf(event.type)(event, wordsFor(language, timezone))
