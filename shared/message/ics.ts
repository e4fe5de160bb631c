import { addDays, type Day } from '../kernel/calendar.ts'
import type { Instant } from '../kernel/instant.ts'

/** What stands in somebody's own calendar: days as a whole, or a time. */
export interface IcsEvent {
  /** The same for good, wherever it moves: by it a calendar knows what it has already. */
  readonly uid: string
  /** How often it has moved. */
  readonly sequence: number
  readonly summary: string
  readonly description?: string
  readonly location?: string
  readonly at: { readonly from: Instant; readonly to: Instant } | { readonly day: Day }
  readonly isCancelled?: boolean
}

/** A calendar that phones subscribe to (RFC 5545). Times are in UTC, so that it needs no table of zones. */
export function icsOf(name: string, events: readonly IcsEvent[], now: Instant): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Chengnuo//Planned service//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...events.flatMap((event) => linesOf(event, now)),
    'END:VCALENDAR',
  ]
  return `${lines.flatMap(folded).join('\r\n')}\r\n`
}

function linesOf(event: IcsEvent, now: Instant): readonly string[] {
  const { uid, sequence, summary, description, location, at, isCancelled } = event
  const when =
    'day' in at
      ? [`DTSTART;VALUE=DATE:${dateOf(at.day)}`, `DTEND;VALUE=DATE:${dateOf(addDays(at.day, 1))}`, 'TRANSP:TRANSPARENT']
      : [`DTSTART:${timeOf(at.from)}`, `DTEND:${timeOf(at.to)}`]
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${timeOf(now)}`,
    ...when,
    `SUMMARY:${escaped(summary)}`,
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    ...(location ? [`LOCATION:${escaped(location)}`] : []),
    ...(isCancelled ? ['STATUS:CANCELLED'] : []),
    'END:VEVENT',
  ]
}

/** `20270301`, `20270301T010000Z`. */
const dateOf = (day: Day): string => day.replaceAll('-', '')
const timeOf = (instant: Instant): string => `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`

/** What has a meaning of its own is escaped; other control characters are nobody's. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (found) => `\\${found}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/[^\P{Cc}\t]/gu, '')

/** At most 75 bytes a line, and no letter torn apart: the rest follows on lines that begin with a blank. */
const MOST_BYTES = 75

function folded(line: string): readonly string[] {
  const lines: string[] = []
  let [text, bytes] = ['', 0]
  for (const letter of line) {
    const size = bytesOf(letter)
    if (bytes + size > MOST_BYTES) {
      lines.push(text)
      ;[text, bytes] = [' ', 1]
    }
    text += letter
    bytes += size
  }
  return [...lines, text]
}

/** Of a letter in UTF-8. */
const bytesOf = (letter: string): number => {
  const code = letter.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}
