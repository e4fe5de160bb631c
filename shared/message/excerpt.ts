import type { Text } from '../kernel/text.ts'
import type { RecordedEvent } from '../repair/events.ts'

/**
 * As much of an archive as one answer shows, by the length of its events in characters: Lambda hands over 6 MB at most, a
 * character may take three bytes, and a view says each event twice, as data and in words.
 */
const LONGEST = 800_000

export interface Excerpt {
  /** In order: the first, and the latest that fit. */
  readonly events: readonly RecordedEvent[]
  /** So many between the first and the others. */
  readonly omitted: number
}

/** How a repair began and how it stands. No repair that is any good comes near the end of the room. */
export function excerptOf(history: readonly RecordedEvent[]): Excerpt {
  const [first, ...rest] = history
  if (!first) return { events: [], omitted: 0 }
  let room = LONGEST - lengthOf(first)
  let from = rest.length
  for (const event of rest.toReversed()) {
    room -= lengthOf(event)
    if (room < 0) break
    from--
  }
  return { events: [first, ...rest.slice(from)], omitted: from }
}

const lengthOf = (event: RecordedEvent): number => JSON.stringify(event).length

/** Where they would stand. */
export const OMITTED = (count: number): Text => ({
  zh: `（中间 ${count} 条从略，档案里都有）`,
  en: `(${count} in between are left out here; the archive keeps them)`,
})
