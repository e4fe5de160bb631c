import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Schemas } from '../../generated/api.ts'
import { ApiError, call } from './api.ts'
import { createStore } from './store.ts'
import { hostSays } from './time.ts'

type Changes = Schemas['Changes']
type Change = Changes['changes'][number]
type Row = Schemas['RepairSummary']

/** Queries whose key begins so follow what others do. */
export const LIVE = 'live'
export const BOARD_KEY = [LIVE, 'board'] as const

/** `starting`: it is not known yet from where on; a board that is read now could miss something. */
export const liveStore = createStore<'starting' | 'on' | 'cut'>('starting')

const ASK_EVERY_MS = 1500
const AGAIN_AFTER_MS = 2000
const REPAIR = 'repair/'

/** What was saved since we look, by repair: whatever was read before it is behind. */
const changed = new Map<string, Change>()

/** Rows as they were read, with what has come since. */
export function withChanges(rows: readonly Row[]): readonly Row[] {
  if (changed.size === 0) return rows
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const [id, { row, left, version }] of changed) {
    if ((byId.get(id)?.version ?? 0) >= version) continue
    if (row && !left) byId.set(id, row)
    else byId.delete(id)
  }
  return [...byId.values()]
}

/** Everything that others do shows here within a moment; a cut line shows, and catches up without a gap. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => follow(queries), [queries])
}

function follow(queries: QueryClient): () => void {
  let isOver = false
  let source: EventSource | undefined
  let after = ''

  async function begin(): Promise<void> {
    try {
      const { next } = await call('GET /api/changes')
      if (isOver) return
      after = next
      changed.clear()
      liveStore.set('on')
      await queries.invalidateQueries({ queryKey: [LIVE] })
      listen()
    } catch {
      again(begin)
    }
  }

  /** One machine streams; AWS is asked instead. */
  function listen(): void {
    if (isOver) return
    source = new EventSource(`/api/changes?after=${encodeURIComponent(after)}`)
    source.onopen = () => liveStore.set('on')
    source.onmessage = ({ data }) => take(JSON.parse(data))
    source.onerror = () => {
      if (isOver) return
      const isForGood = source?.readyState === EventSource.CLOSED
      if (!isForGood) liveStore.set('cut')
      else void ask()
    }
  }

  async function ask(): Promise<void> {
    if (isOver) return
    try {
      const answer = await call('GET /api/changes', { query: { after } })
      liveStore.set('on')
      take(answer)
      setTimeout(ask, answer.more ? 0 : ASK_EVERY_MS)
    } catch (error) {
      if (isOver) return
      liveStore.set('cut')
      // Too long ago to catch up: the board is read anew.
      if (error instanceof ApiError && error.status === 410) void begin()
      else if (!(error instanceof ApiError && error.status === 401)) again(ask)
    }
  }

  function take({ changes, next }: Changes): void {
    after = next
    if (isOver || changes.length === 0) return
    const repairs = changes.filter(({ subject }) => subject.startsWith(REPAIR))
    for (const change of repairs) changed.set(change.subject.slice(REPAIR.length), change)
    hostSays(
      changes.reduce((latest, { at }) => (at > latest ? at : latest), ''),
      true,
    )
    queries.setQueryData<readonly Row[]>(BOARD_KEY, (rows) => rows && withChanges(rows))
    for (const { subject } of repairs) {
      const id = subject.slice(REPAIR.length)
      void queries.invalidateQueries({ queryKey: [LIVE, 'repair', id] })
      void queries.invalidateQueries({ queryKey: [LIVE, 'forms', id] })
    }
  }

  const again = (what: () => Promise<void>) => setTimeout(() => void (isOver || what()), AGAIN_AFTER_MS)

  void begin()
  return () => {
    isOver = true
    source?.close()
    liveStore.set('starting')
  }
}
