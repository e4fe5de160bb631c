import type { SubjectStore } from '../ports/store.ts'
import type { RecordedVisitEvent } from '../visit/events.ts'
import { visitSubject } from '../visit/state/subject.ts'
import type { VisitState } from '../visit/state/visit.ts'
import { OPEN_VISITS, type VisitSummary } from '../visit/summary.ts'

type Source = { readonly store: SubjectStore }

const PAGE = 500

export const loadVisit = async ({ store }: Source, id: string): Promise<VisitState | undefined> =>
  (await store.load(visitSubject(id))) as VisitState | undefined

/** All that happened to it, in order. */
export const historyOfVisit = async ({ store }: Source, id: string): Promise<readonly RecordedVisitEvent[]> =>
  (await store.history(visitSubject(id))) as readonly RecordedVisitEvent[]

/** The rows of a board of visits, by the instant that they stand at: from one on, up to another. */
export async function* visitRows(
  { store }: Source,
  {
    board = OPEN_VISITS,
    from,
    until,
  }: { readonly board?: string; readonly from?: string; readonly until?: string } = {},
): AsyncGenerator<{ readonly row: VisitSummary; readonly at: string }> {
  let cursor = from
  do {
    const page = await store.list({ board, order: 'ascending', limit: PAGE, ...(cursor && { cursor }) })
    for (const row of page.items as readonly VisitSummary[]) {
      const at = row.ended?.at ?? row.slot?.from ?? row.dueAt ?? ''
      if (until !== undefined && at >= until) return
      yield { row, at }
    }
    cursor = page.cursor
  } while (cursor)
}
