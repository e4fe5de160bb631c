import { queryOptions } from '@tanstack/react-query'
import { rowsIn } from '../../../../shared/kernel/columns.ts'
import type { Schemas } from '../../generated/api.ts'
import { call } from './api.ts'

type Summary = Schemas['RepairSummary']
/** Of a repair's row what `GET /api/board` gives of it; a change brings the whole row. */
export type Row = Pick<Summary, 'id' | 'version' | 'stage' | 'plan' | 'severity' | 'reportedAt' | 'paused' | 'roster'> &
  Pick<Summary, 'customer' | 'site' | 'place' | 'unit' | 'unitName' | 'model' | 'symptoms' | 'matter'> &
  Pick<Summary, 'assignee' | 'desk' | 'visitAt' | 'unread' | 'complaint' | 'next' | 'broken' | 'paged'>

export interface ReadBoard {
  readonly rows: readonly Row[]
  /** From where on changes are told. */
  readonly next: string
}

/** Read by `live.ts` alone, before it listens; kept for as long as somebody is signed in. */
export const boardQuery = queryOptions({
  queryKey: ['board'],
  queryFn: async ({ signal }): Promise<ReadBoard> => {
    const first = await call('GET /api/board', { signal })
    const rows = rowsIn<Row>(first.columns, first.count)
    for (let { cursor } = first; cursor; ) {
      const page = await call('GET /api/board', { query: { cursor }, signal })
      rows.push(...rowsIn<Row>(page.columns, page.count))
      cursor = page.cursor
    }
    return { rows, next: first.next }
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: false,
  // A row that has changed is another one: ten thousand are not compared to find that out.
  structuralSharing: false,
})
