import type { Actor } from '../../kernel/actor.ts'
import { pick } from '../../kernel/fields.ts'
import type { Origin } from '../../plan/rules.ts'
import type { Repair } from '../state/repair.ts'
import type { Work } from '../state/work.ts'

// What was found and done: the engineer's feedback, the service report, the record in the knowledge base.

/** What whoever did it tells. */
export interface Told {
  cause: string
  done: string
  problem?: string
  origin?: Origin
  parts?: readonly string[]
  suggestions?: string
}

/** It is the work of whoever has the repair, whoever records it. */
export const workOf = (action: Told, state: Repair, by: Actor): Work => {
  const engineer = state.assignee?.name ?? (by.kind === 'engineer' ? by.name : undefined)
  return {
    cause: action.cause,
    done: action.done,
    parts: action.parts ?? [],
    ...(engineer && { engineer }),
    ...pick(action, 'problem', 'origin'),
    ...(action.suggestions && { suggestions: action.suggestions }),
  }
}

/** What was found and done when a new unit was put in; absent where nobody asked for it. */
export const workOfReplacement = (
  { cause, done, suggestions }: Partial<Told>,
  { assignee }: Repair,
): Work | undefined =>
  cause === undefined || done === undefined
    ? undefined
    : { cause, done, parts: [], ...(assignee && { engineer: assignee.name }), ...(suggestions && { suggestions }) }
