import * as z from 'zod'
import type { RepairSummary } from '../repair/summary.ts'
import { boardCursor } from './problem.ts'

/** Query of `GET /api/board`. */
export const boardQuerySchema = z.strictObject({
  cursor: boardCursor,
})

/** Of a repair's row what a board shows and searches; what only programs ask for is `GET /api/repairs`'. */
export const BOARD_COLUMNS = [
  ...(['id', 'version', 'stage', 'plan', 'severity', 'reportedAt', 'paused', 'roster'] as const),
  ...(['customer', 'site', 'place', 'unit', 'unitName', 'model', 'symptoms', 'matter'] as const),
  ...(['assignee', 'desk', 'visitAt', 'unread', 'complaint'] as const),
  ...(['next.clause', 'next.milestone', 'next.dueAt', 'next.startedAt', 'next.warnAt', 'next.pauses'] as const),
  ...([
    'broken.clause',
    'broken.milestone',
    'broken.since',
    'broken.startedAt',
    'broken.endedAt',
    'broken.endedBecause',
  ] as const),
  ...(['broken.pauses', 'paged.name', 'paged.answered', 'paged.until'] as const),
] as const satisfies readonly (keyof RepairSummary | PartOf<'next'> | PartOf<'broken'> | PartOf<'paged'>)[]

type PartOf<F extends keyof RepairSummary> = `${F}.${keyof NonNullable<RepairSummary[F]> & string}`

const column = z
  .strictObject({
    name: z.string().meta({ description: 'Which field of a row; `next.dueAt`: a part of one' }),
    values: z
      .array(z.unknown())
      .meta({ description: 'One for each row, null: absent; a single one: of each row; with `at`, each value once' }),
    at: z.array(z.int()).exactOptional().meta({ description: 'For each row the place of its value in `values`' }),
  })
  .meta({ id: 'BoardColumn' })

export const boardSchema = z
  .strictObject({
    next: z.string().meta({ description: 'Ask `GET /api/changes` on with it as `after`: nothing is missed' }),
    count: z.int().meta({ description: 'How many rows are given' }),
    columns: z.array(column).meta({ description: 'All rows, field by field; what no row has is left out' }),
    cursor: z.string().exactOptional().meta({ description: 'There are more rows: ask on with it' }),
  })
  .meta({ id: 'Board' })
