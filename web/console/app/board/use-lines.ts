import { useMemo } from 'react'
import { type Row, useBoard, usePlans } from '../data.ts'
import { useNow } from '../outside/time.ts'
import { type Line, ordered, ranksOf } from './order.ts'

/** So often the order is looked at anew; what a row says ticks each second. */
const ORDER_EVERY_MS = 10_000

/** The board in its order, and as of when. */
export function useLines(): {
  readonly lines: readonly Line<Row>[]
  readonly moment: number
  readonly board: ReturnType<typeof useBoard>
} {
  const board = useBoard()
  const { data: plans } = usePlans()
  const moment = useNow(ORDER_EVERY_MS)
  const lines = useMemo(() => ordered(board.data ?? [], ranksOf(plans ?? []), moment), [board.data, plans, moment])
  return { lines, moment, board }
}
