import { fromMs, type Instant, toMs } from '../../kernel/instant.ts'
import { type Subject, subjectOf } from '../../kernel/subject.ts'

/** The kind of subject that a planned visit or call is. */
export const VISIT = 'visit'

export const visitSubject = (id: string): Subject => subjectOf(VISIT, id)

/** So long is a piece of somebody's day. */
const PIECE_MS = 30 * 60_000

/** Nobody is in two places at a time, whichever roster sends them: the pieces of their day that an agreed visit takes. */
export function holdsOfTime(
  person: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): readonly string[] {
  const [first, end] = [Math.floor(toMs(from) / PIECE_MS), Math.ceil(toMs(to) / PIECE_MS)]
  return Array.from({ length: end - first }, (_, piece) => `${TIME_OF}${person}/${fromMs((first + piece) * PIECE_MS)}`)
}
const TIME_OF = 'time/'
export const isOfTime = (hold: string): boolean => hold.startsWith(TIME_OF)

/** What only one open visit may have: a time that planned work of a contract is due, by its key there. */
export const holdOfWork = (contract: string, key: string): string => `work/${contract}/${key}`
