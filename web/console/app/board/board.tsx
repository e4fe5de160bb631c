import { type CSSProperties, Suspense, useEffect, useMemo } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { whenIdle } from '../outside/idle.ts'
import { useNarrow } from '../outside/narrow.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { Empty } from '../parts/empty.tsx'
import { useKeys } from '../parts/keys.tsx'
import { Problem } from '../parts/problem.tsx'
import { go, Link, narrow, usePlace, withQuery } from '../router.tsx'
import { loadAnt, withAnt } from '../with-ant.tsx'
import { useLanguage, useSay } from '../words.ts'
import { Header } from './header.tsx'
import { List } from './list.tsx'
import { columnsIn, fits, gridOf, narrowingIn } from './narrowing.ts'
import { FILTERS, type Filter, type Line, matches, passes, wordsIn } from './order.ts'
import { useLines } from './use-lines.ts'
import { usePicks } from './use-picks.ts'
import { EMPTY, TAKE_THE_NEXT } from './words.ts'

const loadDrawer = () => import('./drawer.tsx')
const Drawer = withAnt(loadDrawer)
const Picked = withAnt(() => import('./picked.tsx'))
const Start = withAnt(() => import('../playground/start.tsx'))

/** All open repairs by what hurts next. */
export function Board() {
  const isEnglish = useLanguage() === 'en'
  const { query } = usePlace()
  const { lines, shown, counts, filter, board } = useShown(query)
  const open = query.get('open') ?? undefined
  const isNarrow = useNarrow()
  const picks = usePicks(shown)
  useDrawerReady(board.isSuccess)
  const columns = useMemo(() => columnsIn(query), [query])

  const at = shown.findIndex(({ row }) => row.id === open)
  const step = (by: number) => {
    const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)]
    if (next) narrow('board', query, { open: next.row.id })
  }
  const isPicking = picks.rows.length > 0
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    x: () => open && picks.pick(open),
    Enter: () => open && go(`/repairs/${open}`),
    Escape: () => (isPicking ? picks.clear() : narrow('board', query, { open: undefined })),
  })
  const hasDrawer = !isNarrow && (isPicking || open !== undefined)
  const style = columns && !isNarrow ? ({ '--cols': gridOf(columns, isEnglish) } as CSSProperties) : {}
  return (
    <div className={`board${hasDrawer ? ' with-drawer' : ''}${isPicking ? ' picking' : ''}${columns ? ' chosen' : ''}`}>
      <Header query={query} rows={lines} filter={filter} counts={counts} />
      <div className="list" style={style}>
        {board.isError && <Problem error={board.error} />}
        {board.data && shown.length === 0 ? (
          <Nothing query={query} filter={filter} isEmpty={board.data.length === 0} />
        ) : (
          <List
            shown={shown}
            open={open}
            columns={columns}
            picks={picks}
            placeOf={(id) => (isNarrow || id === open ? `/repairs/${id}` : `/board${withQuery(query, { open: id })}`)}
          />
        )}
      </div>
      {hasDrawer && (
        <Suspense fallback={<aside className="drawer" />}>
          {isPicking ? (
            <Picked rows={picks.rows} inList={shown.length} onAll={picks.pickAll} onClear={picks.clear} />
          ) : (
            open && <Drawer key={open} id={open} onClose={() => narrow('board', query, { open: undefined })} />
          )}
        </Suspense>
      )}
    </div>
  )
}

/** Once the rows stand there, what they open is loaded, so that it opens at once. */
function useDrawerReady(isShown: boolean): void {
  useEffect(() => {
    if (isShown) whenIdle(() => void Promise.all([loadDrawer(), loadAnt()]).catch(() => {}))
  }, [isShown])
}

/** What the address narrows the board to. */
function useShown(query: URLSearchParams) {
  const { lines, moment, board } = useLines()
  const filter = FILTERS.find((one) => one === query.get('show')) ?? 'all'
  const fitting = useMemo(() => {
    const narrowing = narrowingIn(query)
    return Object.keys(narrowing).length === 0 ? lines : lines.filter(({ row }) => fits(row, narrowing))
  }, [lines, query])
  const counts = useMemo(() => countsOf(fitting, moment), [fitting, moment])
  const shown = useMemo(() => {
    const words = wordsIn(query.get('q') ?? '')
    if (filter === 'all' && words.length === 0) return fitting
    return fitting.filter((line) => passes(line, filter, moment) && matches(line.row, words))
  }, [fitting, filter, moment, query])
  return { lines, shown, counts, filter, board }
}

function Nothing({ query, filter, isEmpty }: { query: URLSearchParams; filter: Filter; isEmpty: boolean }) {
  const isPlaying = useStore(sessionStore)?.playground
  const say = useSay()
  const [, day, number] = NUMBER.exec(query.get('q')?.trim() ?? '') ?? []
  if (day && number)
    return (
      <Empty says={NOT_OPEN} isWhole>
        <p>
          <Link to={`/repairs/${day}-${number}`}>
            {say(text(`打开报修单 ${day}-${number}`, `Open repair ${day}-${number}`))}
          </Link>
        </p>
      </Empty>
    )
  if (query.has('q') || Object.keys(narrowingIn(query)).length > 0) return <Empty says={NOT_FOUND} next={WIDEN} />
  return (
    <Empty says={EMPTY[filter]} {...(filter === 'all' && { next: TAKE_THE_NEXT, part: 'takeRequest' })}>
      {isEmpty && isPlaying && (
        <Suspense>
          <Start />
        </Suspense>
      )}
    </Empty>
  )
}

/** As a repair is called, and as people read it out. */
const NUMBER = /^(\d{6})[\s-]?(\d{4,6})$/
const NOT_OPEN = text('未关闭的报修里没有这个单号。', 'No open repair has this number.')
const NOT_FOUND = text('没有找到。', 'Nothing found.')
const WIDEN = text(
  '试试单号、客户或设备的一部分，或放宽“视图”里的条件。',
  'Try a part of the number, customer or unit, or widen what “View” narrows.',
)

const NARROWER = ['nobody', 'late', 'due'] as const
function countsOf(lines: readonly Line[], nowMs: number): Readonly<Record<Filter, number>> {
  const counts = { nobody: 0, late: 0, due: 0, all: lines.length }
  for (const line of lines) for (const filter of NARROWER) if (passes(line, filter, nowMs)) counts[filter] += 1
  return counts
}
