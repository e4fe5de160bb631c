import { durationMs, earlierOf, type Instant, later, laterOf, toMs } from '../../../shared/kernel/instant.ts'
import { sha256 } from '../digest.ts'

// How a reader follows an index that shows what was written in the order of its own clocks, a little late, and now and then one
// entry after another that was written later. Places are texts that begin with the instant of the save, and sort by it.

/**
 * Nothing turns up later than this after its place: a save gives up after some ten seconds (`client-options.ts`), clocks of AWS
 * agree within one, and the rest is for the index, which mostly takes well under a second.
 */
const WINDOW_MS = durationMs('PT1M')
/** What is so young is read and given again: most of what turns up late turns up within this. */
const TAIL_MS = durationMs('PT2S')
/** Writers' clocks may be ahead of the reader's. */
const AHEAD_MS = durationMs('PT5S')
/** Whoever is further behind is quicker with the board. */
const OLDEST_MS = durationMs('P1D')

/** Up to `settled` nothing turns up any more; of what stands between there and `given`, those with this digest were given. */
export interface Cursor {
  readonly settled: string
  readonly given: string
  readonly digest: string
}

const digestOf = (places: readonly string[]): string =>
  places.length === 0 ? '' : sha256(places.join('\n')).slice(0, 12)

/** From here on nothing is missed, whatever was read a moment ago. */
export const cursorAt = (now: Instant): Cursor => {
  const settled = later(now, -WINDOW_MS)
  return { settled, given: settled, digest: '' }
}

export const written = ({ settled, given, digest }: Cursor): string =>
  Buffer.from(JSON.stringify([settled, given, digest])).toString('base64url')

/** Undefined: too old, or none of ours. */
export function readCursor(text: string, now: Instant): Cursor | undefined {
  const [settled, given, digest] = partsOf(text)
  if (typeof settled !== 'string' || typeof given !== 'string' || typeof digest !== 'string') return undefined
  const [from, to] = [instantIn(settled), instantIn(given)]
  if (from === undefined || to === undefined || settled > given) return undefined
  const isOurs =
    from > later(now, -OLDEST_MS) && from < later(now, WINDOW_MS) && to <= later(from, WINDOW_MS + AHEAD_MS)
  return isOurs ? { settled, given, digest } : undefined
}

const instantIn = (place: string): Instant | undefined => {
  const found = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/.exec(place)?.[0]
  return found !== undefined && Number.isNaN(toMs(found)) ? undefined : found
}

function partsOf(text: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}

/** What the index shows of places after a cursor: all up to `given`, and the first of those behind it. */
export interface Shown {
  readonly upToGiven: readonly string[]
  readonly behind: readonly string[]
}

/**
 * What is to be given of it, in order; `known`: what was given before. Where something turned up late among that, all of it is
 * given again.
 */
export function toGive({ digest }: Cursor, { upToGiven, behind }: Shown, limit: number) {
  const isAsGiven = digestOf(upToGiven) === digest
  const all = isAsGiven ? behind : [...upToGiven, ...behind]
  return { places: all.slice(0, limit), more: all.length > limit, known: isAsGiven ? upToGiven : [] }
}

/** Where to go on once these were given. What was not is not in the digest, and so is read again. */
export function cursorAfter(from: Cursor, { places, known, more }: ReturnType<typeof toGive>, now: Instant): Cursor {
  const given = more ? (places.at(-1) ?? from.given) : laterOf(from.given, later(now, -TAIL_MS))
  const settled = laterOf(from.settled, earlierOf(given, later(now, -WINDOW_MS)))
  const isKept = (place: string) => place > settled && place <= given
  return { settled, given, digest: digestOf([...known, ...places].filter(isKept)) }
}
