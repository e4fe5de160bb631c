import { useCallback, useMemo, useRef, useState } from 'react'
import type { Row } from '../data.ts'
import { MOST_PICKED } from './bulk.ts'
import type { Line } from './order.ts'

export interface Picks {
  readonly ids: ReadonlySet<string>
  /** As they stand now; one that has left the board, as it was last. */
  readonly rows: readonly Row[]
  /** `isRange`: all from the one that was picked before to this. */
  pick(id: string, isRange?: boolean): void
  pickAll(): void
  clear(): void
}

/** Which rows are picked, so that something is done to all of them. */
export function usePicks(shown: readonly Line<Row>[]): Picks {
  const [picked, setPicked] = useState<ReadonlyMap<string, Row>>(new Map())
  const last = useRef<string>(undefined)
  const rows = useMemo(() => {
    if (picked.size === 0) return []
    const now = new Map(shown.map(({ row }) => [row.id, row]))
    return [...picked].map(([id, row]) => now.get(id) ?? row)
  }, [picked, shown])
  const placeOf = (id: string | undefined) => shown.findIndex(({ row }) => row.id === id)
  const withRows = (added: readonly Line<Row>[]) =>
    new Map([...picked, ...added.map(({ row }) => [row.id, row] as const)].slice(0, MOST_PICKED))

  const pick = (id: string, isRange: boolean) => {
    const [from, to] = [placeOf(last.current), placeOf(id)]
    last.current = id
    if (isRange && from >= 0 && to >= 0) setPicked(withRows(shown.slice(Math.min(from, to), Math.max(from, to) + 1)))
    else if (picked.has(id)) setPicked(new Map([...picked].filter(([one]) => one !== id)))
    else setPicked(withRows(shown.slice(to, to + 1)))
  }
  // One and the same for all rows, so that a row is drawn anew only when it has changed itself.
  const latest = useRef(pick)
  latest.current = pick
  return {
    ids: useMemo(() => new Set(picked.keys()), [picked]),
    rows,
    pick: useCallback((id, isRange = false) => latest.current(id, isRange), []),
    pickAll: () => setPicked(withRows(shown)),
    clear: () => setPicked(new Map()),
  }
}
