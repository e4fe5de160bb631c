import type { Instant } from '../kernel/instant.ts'
import type { RecordedEvent } from './events.ts'
import { isAttended } from './loose-ends.ts'
import { openQuestions } from './state/questions.ts'
import type { Repair } from './state/repair.ts'

// Whose part in a repair lasts: for so long their link works, however long the repair takes.

/** Whether the repair counts on someone of ours, as far as its state says: they have it, are asked to take it, or are to decide. */
export function countsOn(repair: Repair, person: string): boolean {
  if (!isAttended(repair)) return false
  const { assignee, keeper, paging, visitApproval, replacement } = repair
  const asked = paging?.pending ? [paging.person, ...(paging.asked ?? [])] : []
  return [assignee, keeper, visitApproval?.manager, replacement?.manager, ...asked].some((one) => one?.id === person)
}

/** What someone was asked beyond the desk, while it is not answered. */
export const questionFor = (history: readonly RecordedEvent[], repair: Repair, person: string) => {
  if (openQuestions(repair).length === 0) return undefined
  const answered = history.findLastIndex(({ type }) => type === 'advised')
  return history
    .slice(answered + 1)
    .filter((event) => event.type === 'escalated')
    .findLast(({ people }) => people.some(({ id }) => id === person))
}

/** When the repair last passed from someone to another, or closed in their hands. Undefined: it was never theirs, or is. */
export function partEndedAt(history: readonly RecordedEvent[], person: string): Instant | undefined {
  let [isTheirs, ended]: [boolean, Instant | undefined] = [false, undefined]
  for (const event of history) {
    const goesTo = assigneeAfter(event)
    if (goesTo === undefined) continue
    if (isTheirs && goesTo !== person) ended = event.at
    isTheirs = goesTo === person
  }
  return isTheirs ? undefined : ended
}

/** Whose it is after this event; undefined: as before, empty: nobody's. */
function assigneeAfter(event: RecordedEvent): string | undefined {
  switch (event.type) {
    case 'assigned':
      return event.person.id
    case 'handedOver':
    case 'closed':
      return ''
    default:
      return undefined
  }
}
