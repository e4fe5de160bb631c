import * as z from 'zod'
import type { Column } from '../kernel/packed.ts'
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
  ['next', 'clause', 'milestone', 'dueAt', 'startedAt', 'warnAt', 'pauses'],
  ['broken', 'clause', 'milestone', 'since', 'startedAt', 'endedAt', 'pauses'],
  ['paged', 'name', 'answered', 'until'],
] as const satisfies readonly (
  | keyof RepairSummary
  | readonly [keyof RepairSummary, ...string[]]
)[] satisfies readonly Column[]

export const boardSchema = z
  .strictObject({
    next: z.string().meta({ description: 'Ask `GET /api/changes` on with it as `after`: nothing is missed' }),
    columns: z.array(z.union([z.string(), z.array(z.string())])).meta({
      description: 'What each value of a row is; a list: a part of the row, and what each value of that is',
    }),
    rows: z.array(z.array(z.unknown())).meta({ description: 'Values in the order of `columns`; null: absent' }),
    cursor: z.string().exactOptional().meta({ description: 'There are more rows: ask on with it' }),
  })
  .meta({ id: 'Board' })
