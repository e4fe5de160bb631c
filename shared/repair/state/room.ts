import { BadRequestError, fault } from '../../kernel/errors.ts'
import { defined } from '../../kernel/fields.ts'
import type { Call } from './call.ts'
import type { Repair } from './repair.ts'

// What one repair may hold. Its state is saved as a whole, and a store takes no more than 400 kB at once: one that grows past
// that is never saved again, and its promises are neither kept nor broken. So texts live once, in the log; the state keeps
// their beginnings, and every list has an end.

const BRIEF = 300

/** The beginning of a text, as the state keeps it beside others of its kind. */
export const brief = (text: string, most = BRIEF): string =>
  // Half a character at the end is none.
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`

/** Of what the report said: more than anybody says on the telephone. */
export const LONGEST_SYMPTOMS = 2000

/** A call as the first of its repair. */
export const firstCall = ({ problems, ...call }: Call): readonly Call[] => {
  const unread = problems?.slice(0, PROBLEMS_OF_THE_FIRST).map((problem) => brief(problem))
  return [{ ...call, symptoms: brief(call.symptoms, 150), ...defined({ problems: unread }) }]
}
const PROBLEMS_OF_THE_FIRST = 22

/** The first call and so many of the latest: a device that reports its fault every minute fills no repair. */
const LATEST_CALLS = 6
/** What could not be read of a call that joins another: the archive has all of it. */
const PROBLEMS_OF_A_CALL = 1

export const callsWith = (calls: readonly Call[], call: Call): readonly Call[] => {
  const { problems, ...rest } = call
  const unread = problems?.slice(0, PROBLEMS_OF_A_CALL).map((problem) => brief(problem, 100))
  const said = { ...rest, symptoms: brief(call.symptoms, 150), ...defined({ problems: unread }) }
  return [...calls.slice(0, 1), ...[...calls.slice(1), said].slice(-LATEST_CALLS)]
}

/** So many questions, losses and refused repairs at once are more than any repair has. */
export const MOST_LISTED = 12
/** Pauses of one round. */
export const MOST_PAUSES = 12
/** Promises of all rounds: a dozen refused repairs and more. */
const MOST_CLOCKS = 80

/** What begins another round sooner or later starts its promises anew. */
export const hasNoRoomForClocks = ({ clocks }: Repair): boolean => clocks.length >= MOST_CLOCKS

/** Throws BadRequestError for what would add to a list that is full. */
export function requireRoom(state: Repair, isFull: (state: Repair) => boolean): void {
  if (isFull(state)) throw new BadRequestError([FULL])
}

/** Throws BadRequestError where an action started promises beyond what a repair has room for. */
export function requireClocksFit(before: Repair, after: Repair): void {
  if (after.clocks.length > before.clocks.length && after.clocks.length > MOST_CLOCKS) throw new BadRequestError([FULL])
}

const FULL = fault(
  'repair',
  '记录已满；请经理撤销后另行报修，并在备注里写明原单号',
  'is full: let a manager withdraw it and report it anew, with its number in a note',
)
