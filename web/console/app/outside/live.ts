import type { QueryClient } from '@tanstack/react-query'
import type { Schemas } from '../../generated/api.ts'
import { ApiError, call } from './api.ts'
import { boardQuery, type Row } from './board.ts'
import { afterSilence } from './silence.ts'
import { createStore } from './store.ts'
import { hostSays } from './time.ts'

type Changes = Schemas['Changes']
type Change = Changes['changes'][number]

/** Queries whose key begins so follow what others do. */
export const LIVE = 'live'
/** What of the ledger is about this moment: what ended last, what is due. */
export const LEDGER_NOW_KEY = [LIVE, 'ledger', 'now'] as const

/** What a published plan changes. */
export const PUBLISHED_KEY = [LIVE, 'published'] as const
export const OUTDATED_KEY = ['outdated'] as const
export const PLANS_KEY = ['plans'] as const
const OF_PLANS = [PLANS_KEY, OUTDATED_KEY, PUBLISHED_KEY]

/** What comes due by the calendar, and who does it. */
export const PLANNED_KEY = [LIVE, 'planned'] as const
export const VISITS_KEY = [LIVE, 'visits'] as const
export const UPGRADES_KEY = [LIVE, 'upgrades'] as const
const OF_PLANNED = [PLANNED_KEY, VISITS_KEY, UPGRADES_KEY]

/** `starting`: the board is being read, and with it from where on its changes are told. */
export const liveStore = createStore<'starting' | 'on' | 'cut'>('starting')

export type OnTheLine = Schemas['CallOnTheLine']
/** Who is on the line now; nobody, to whoever may not know. */
export const callsStore = createStore<Schemas['CallsOnTheLine']>({ count: 0, newest: [] })

const ASK_EVERY_MS = 1500
const AGAIN_AFTER_MS = 2000
/** The host is heard every ten seconds at the least: after so long the line is dead, also where nothing says that it broke. */
const SILENT_MS = 25_000
const REPAIR = 'repair/'
const PLANS = 'plans/'
const PLANNED = /^(contract|visit|upgrade|calendar)\//

/** Rows that came while somebody looked. */
const come = new WeakSet<Row>()
/** Whether a row has changed since it was first seen here: it glows once. */
export const hasCome = (row: Row): boolean => come.has(row)

/** Rows as they were, with what has come since: of ten thousand, few have moved. */
function withChanges(rows: readonly Row[], changes: ReadonlyMap<string, Change>): readonly Row[] {
  const before = new Map(rows.filter(({ id }) => changes.has(id)).map(({ id, version }) => [id, version]))
  const isNews = (id: string): boolean => (changes.get(id)?.version ?? 0) > (before.get(id) ?? 0)
  const news = [...changes].flatMap(([id, { row, left }]) => (isNews(id) && row && !left ? [row] : []))
  return [...rows.filter(({ id }) => !changes.has(id) || !isNews(id)), ...news]
}

/** Everything that others do shows here within a moment; a cut line shows, and catches up without a gap. */
export function follow(queries: QueryClient): () => void {
  let isOver = false
  let source: EventSource | undefined
  let after = ''
  const silence = afterSilence(SILENT_MS, () => {
    liveStore.set('cut')
    source?.close()
    listen()
  })

  async function begin(): Promise<void> {
    try {
      const { next } = await queries.fetchQuery({ ...boardQuery, staleTime: 0 })
      if (isOver) return
      // What else was read before is behind as well.
      if (after !== '') void queries.invalidateQueries({ queryKey: [LIVE] })
      after = next
      liveStore.set('on')
      listen()
    } catch {
      again(begin)
    }
  }

  /** One machine streams; AWS is asked instead. */
  function listen(): void {
    if (isOver) return
    source = new EventSource(`/api/changes?after=${encodeURIComponent(after)}`)
    source.onopen = heard
    source.onmessage = ({ data }) => {
      heard()
      take(JSON.parse(data))
    }
    source.addEventListener('beat', heard)
    source.onerror = () => {
      if (isOver) return
      const isForGood = source?.readyState === EventSource.CLOSED
      if (!isForGood) return liveStore.set('cut')
      silence.end()
      void ask()
    }
    silence.heard()
  }

  function heard(): void {
    liveStore.set('on')
    silence.heard()
  }

  async function ask(): Promise<void> {
    if (isOver) return
    try {
      const answer = await call('GET /api/changes', { query: { after }, signal: AbortSignal.timeout(SILENT_MS) })
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

  function take({ changes, next, calls }: Changes): void {
    after = next
    if (isOver) return
    if (calls && JSON.stringify(calls) !== JSON.stringify(callsStore.get())) callsStore.set(calls)
    if (changes.length === 0) return
    const repairs = changes.filter(({ subject }) => subject.startsWith(REPAIR))
    const now = new Map(repairs.map((change) => [change.subject.slice(REPAIR.length), change]))
    for (const { row } of now.values()) if (row) come.add(row)
    hostSays(
      changes.reduce((latest, { at }) => (at > latest ? at : latest), ''),
      true,
    )
    queries.setQueryData(boardQuery.queryKey, (board) => board && { ...board, rows: withChanges(board.rows, now) })
    if (changes.some(({ subject }) => PLANNED.test(subject)))
      for (const queryKey of OF_PLANNED) void queries.invalidateQueries({ queryKey }, { cancelRefetch: false })
    if (changes.some(({ subject }) => subject.startsWith(PLANS)))
      for (const queryKey of OF_PLANS) void queries.invalidateQueries({ queryKey })
    void queries.invalidateQueries({ queryKey: LEDGER_NOW_KEY }, { cancelRefetch: false })
    for (const id of now.keys()) {
      void queries.invalidateQueries({ queryKey: [LIVE, 'repair', id] })
      void queries.invalidateQueries({ queryKey: [LIVE, 'forms', id] })
    }
  }

  const again = (what: () => Promise<void>) => setTimeout(() => void (isOver || what()), AGAIN_AFTER_MS)

  void begin()
  return () => {
    isOver = true
    silence.end()
    source?.close()
    liveStore.set('starting')
    callsStore.set({ count: 0, newest: [] })
  }
}
