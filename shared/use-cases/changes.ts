import { defined } from '../kernel/fields.ts'
import { idOf, kindOf, type Subject } from '../kernel/subject.ts'
import type { Change, Feed } from '../ports/feed.ts'
import { REPAIR } from '../repair/holds.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { RepairSummary } from '../repair/summary.ts'
import { VISIT } from '../visit/state/subject.ts'
import type { VisitSummary } from '../visit/summary.ts'
import type { Requester } from './audit.ts'
import type { Deps } from './deps.ts'
import { PUBLISHED } from './plans-on-file.ts'
import { type Reach, seesRow } from './reach.ts'
import { seesVisit } from './visit-rights.ts'

/** What a reader is told of a subject that was saved. */
interface ToldChange {
  readonly subject: Subject
  readonly version: Change['version']
  readonly at: Change['at']
  /** A repair's row, as the board shows it. */
  readonly row?: RepairSummary
  /** It is not on their board of open repairs, or no longer. */
  readonly left?: true
}
interface ToldChanges {
  readonly changes: readonly ToldChange[]
  readonly next: string
  readonly more: boolean
}

interface ChangesQuery {
  readonly after?: string
  readonly limit: number
  readonly who: Requester
  /** How far they see; absent: everything. */
  readonly reach: Reach | undefined
  /** Whether they may look into contracts. */
  readonly seesContracts: boolean
}

/** What was saved after a cursor, as far as a board shows it to that reader; `unknown`: they have to ask the board again. */
export async function readChanges(
  deps: Deps & { readonly feed: Pick<Feed, 'read'> },
  { after, limit, ...reader }: ChangesQuery,
): Promise<ToldChanges | 'unknown'> {
  const read = await deps.feed.read({ limit, ...defined({ after }) })
  if (read === 'unknown') return read
  const told = await Promise.all(read.items.map((change) => toldOf(deps, reader, change)))
  return { changes: told.filter((one) => one !== undefined), next: read.cursor, more: read.more }
}

async function toldOf(
  deps: Deps,
  { who, reach, seesContracts }: Omit<ChangesQuery, 'after' | 'limit'>,
  { summary, ...change }: Change,
): Promise<ToldChange | undefined> {
  if (change.subject === PUBLISHED) return change
  if (kindOf(change.subject) === VISIT) {
    // A visit's row is the list's own: who may see it is told that it was saved.
    return seesVisit(summary as VisitSummary, reach, who, deps.clock.now()) ? change : undefined
  }
  if (kindOf(change.subject) !== REPAIR) return seesContracts && !reach ? change : undefined
  const row = summary as RepairSummary
  const shown: ToldChange = { ...change, row, ...(row.stage === 'closed' && { left: true }) }
  if (!reach || (await seesRow(reach, who)(row))) return shown
  const repair = await deps.repairs.load(idOf(change.subject))
  return repair && wasTheirs(repair, reach, who) ? { ...change, left: true } : undefined
}

/** Whether it was on their board, before it went to another roster or person. */
const wasTheirs = ({ formerly = [], reportedAt }: Repair, { ofRoster }: Reach, { actor }: Requester): boolean =>
  formerly.some((one) => {
    const [kind, id = ''] = one.split(/\/(.*)/s)
    return kind === 'roster' ? ofRoster(id, reportedAt) : id === actor.id
  })
