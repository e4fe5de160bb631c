import { Suspense, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { type Row, useDuty } from '../data.ts'
import { late } from '../late.tsx'
import { Keys, useKeys } from '../parts/keys.tsx'
import { LiveSign } from '../parts/live-sign.tsx'
import { Search } from '../parts/search.tsx'
import { Link, narrow, withQuery } from '../router.tsx'
import { useSay } from '../words.ts'
import { NARROWED_BY } from './narrowing.ts'
import { FILTERS, type Filter, type Line } from './order.ts'
import { FILTER_NAMES } from './words.ts'

const Views = late(() => import('./views.tsx'))

interface Props {
  readonly query: URLSearchParams
  readonly rows: readonly Line<Row>[]
  readonly filter: Filter
  readonly counts: Readonly<Record<Filter, number>>
}

/** How many hurt, which narrows the list; who is on duty; the search, and what else the list is narrowed to. */
export function Header({ query, rows, filter, counts }: Props) {
  const say = useSay()
  return (
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
        value={query.get('q') ?? ''}
        onChange={(q) => narrow('board', query, { q })}
        placeholder={say(text('单号、客户、设备', 'Number, customer, unit'))}
      />
      <ViewsButton query={query} rows={rows} />
      <Keys />
      <LiveSign />
    </header>
  )
}

function ViewsButton({ query, rows }: Pick<Props, 'query' | 'rows'>) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  useKeys({ v: () => setOpen(!isOpen) })
  const narrowed = NARROWED_BY.filter((by) => query.has(by)).length
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what stands in it
    <div className="view" onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {say(text('视图', 'View'))} {narrowed > 0 && <b>{narrowed}</b>} ▾
      </button>
      {isOpen && (
        <Suspense>
          <Views query={query} rows={rows} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
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
