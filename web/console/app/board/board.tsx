import { useMemo } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { type Row, useDuty } from '../data.ts'
import { hasCome } from '../outside/live.ts'
import { useNarrow } from '../outside/narrow.ts'
import { useNow } from '../outside/time.ts'
import { Keys, useKeys } from '../parts/keys.tsx'
import { LiveSign } from '../parts/live-sign.tsx'
import { Problem } from '../parts/problem.tsx'
import { Search } from '../parts/search.tsx'
import { MorningIfPlaying } from '../playground/morning.tsx'
import { go, Link, usePlace, withQuery } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { Drawer } from './drawer.tsx'
import { FILTERS, type Filter, type Group, type Line, matches, passes, wordsIn } from './order.ts'
import { BoardRow } from './row.tsx'
import { useLines } from './use-lines.ts'
import { Windowed } from './windowed.tsx'
import { EMPTY, FILTER_NAMES, GROUP_NAMES, GROUP_NOTES } from './words.ts'

type Item = { readonly group: Group; readonly count: number } | Line<Row>

/** All open repairs by what hurts next. */
export function Board() {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { query } = usePlace()
  const { lines, moment, board } = useLines()
  const filter = FILTERS.find((one) => one === query.get('show')) ?? 'all'
  const search = query.get('q') ?? ''
  const open = query.get('open') ?? undefined
  const narrow = (changes: Parameters<typeof withQuery>[1]) =>
    go(`/board${withQuery(query, changes)}`, { replace: true })

  const shown = useMemo(() => {
    const words = wordsIn(search)
    if (filter === 'all' && words.length === 0) return lines
    return lines.filter((line) => passes(line, filter, moment) && matches(line.row, words))
  }, [lines, filter, moment, search])
  const items = useMemo(() => withHeadings(shown), [shown])
  const counts = useMemo(() => countsOf(lines, moment), [lines, moment])
  const isNarrow = useNarrow()

  const at = shown.findIndex(({ row }) => row.id === open)
  const step = (by: number) => {
    const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)]
    if (next) narrow({ open: next.row.id })
  }
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    Enter: () => open && go(`/repairs/${open}`),
    Escape: () => narrow({ open: undefined }),
  })

  return (
    <div className={`board${open ? ' with-drawer' : ''}`}>
      <header className="bar">
        <h1>{say(text('值班台', 'Board'))}</h1>
        <nav className="tabs" aria-label={say(text('筛选', 'Filters'))}>
          {FILTERS.map((one) => (
            <Link
              key={one}
              to={`/board${withQuery(query, { show: one === 'all' ? undefined : one, open: undefined })}`}
              className={`t-${one}`}
              aria-current={one === filter ? 'true' : undefined}
            >
              <b>{counts[one]}</b>
              {say(FILTER_NAMES[one])}
            </Link>
          ))}
        </nav>
        <OnDuty />
        <span className="push" />
        <Search
          value={search}
          onChange={(q) => narrow({ q })}
          placeholder={say(text('单号、客户、设备', 'Number, customer, unit'))}
        />
        <Keys />
        <LiveSign />
      </header>
      <div className="list">
        {board.isError && <Problem error={board.error} />}
        {board.data && shown.length === 0 && (
          <div className="empty">
            {search
              ? say(
                  text(
                    '没有找到。试试单号、客户或设备的一部分。',
                    'Nothing found. Try a part of the number, customer or unit.',
                  ),
                )
              : say(EMPTY[filter])}
            {board.data.length === 0 && <MorningIfPlaying />}
          </div>
        )}
        <Windowed
          items={items}
          head={<Headings />}
          label={say(text('未关闭的报修', 'Open repairs'))}
          heightOf={isNarrow ? narrowHeight : wideHeight}
          keyOf={(item) => ('count' in item ? item.group : item.row.id)}
          inSight={open ? items.findIndex((item) => 'row' in item && item.row.id === open) : -1}
          render={(item) =>
            'count' in item ? (
              <h2 className="heading">
                {say(GROUP_NAMES[item.group])} <b>{item.count}</b>
                {GROUP_NOTES[item.group] && (
                  <span className="note">{say(GROUP_NOTES[item.group] ?? text('', ''))}</span>
                )}
              </h2>
            ) : (
              <BoardRow
                line={item}
                nowMs={nowMs}
                language={language}
                isOpen={item.row.id === open}
                isFresh={hasCome(item.row)}
                to={isNarrow ? `/repairs/${item.row.id}` : `/board${withQuery(query, { open: item.row.id })}`}
              />
            )
          }
        />
      </div>
      {open && !isNarrow && <Drawer key={open} id={open} onClose={() => narrow({ open: undefined })} />}
    </div>
  )
}

function countsOf(lines: readonly Line[], nowMs: number): Readonly<Record<Filter, number>> {
  const counts = { nobody: 0, late: 0, due: 0, all: 0 }
  for (const line of lines) for (const filter of FILTERS) if (passes(line, filter, nowMs)) counts[filter] += 1
  return counts
}

const HEADING = 32
const wideHeight = (item: Item): number => ('count' in item ? HEADING : 36)
const narrowHeight = (item: Item): number => ('count' in item ? HEADING : 86)

/** Each group under its heading. */
function withHeadings(lines: readonly Line<Row>[]): readonly Item[] {
  const counts = new Map<Group, number>()
  for (const { group } of lines) counts.set(group, (counts.get(group) ?? 0) + 1)
  return lines.flatMap((line, index) =>
    lines[index - 1]?.group === line.group ? [line] : [{ group: line.group, count: counts.get(line.group) ?? 0 }, line],
  )
}

/** Who is first on each roster right now. */
function OnDuty() {
  const { data } = useDuty()
  return (
    <span className="duty">
      {data?.rosters.map(({ roster, name, path }) => (
        <span key={roster}>
          <i>{name}</i>{' '}
          {path
            .slice(0, 2)
            .map(({ person }) => person.name)
            .join('、')}
        </span>
      ))}
    </span>
  )
}

function Headings() {
  const say = useSay()
  return (
    <div className="headings" aria-hidden="true">
      <span className="c-sg" />
      <span className="c-sev">{say(text('级别', 'Severity'))}</span>
      <span className="c-what">{say(text('客户与故障', 'Customer and fault'))}</span>
      <span className="c-cl">{say(text('承诺', 'Promise'))}</span>
      <span className="c-left" />
      <span className="c-rail">
        <span>{say(text('开始', 'start'))}</span>
        <span className="limit">{say(text('时限', 'limit'))}</span>
      </span>
      <span className="c-stage">{say(text('阶段', 'Stage'))}</span>
      <span className="c-who">{say(text('谁在处理', 'Who has it'))}</span>
      <span className="c-id">{say(text('单号', 'Number'))}</span>
    </div>
  )
}
