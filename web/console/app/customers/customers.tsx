import { Suspense } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { late } from '../late.tsx'
import { LiveSign } from '../parts/live-sign.tsx'
import { Failed } from '../parts/problem.tsx'
import { Search } from '../parts/search.tsx'
import { Link, narrow, usePlace, withQuery } from '../router.tsx'
import { useSay } from '../words.ts'
import { type ListForm, useLists } from './data.ts'
import { EntryPage } from './entry.tsx'
import { NewEntry } from './new.tsx'
import { Found, OneList } from './rows.tsx'

const ImportPage = late(() => import('./import.tsx'), 'room')
const Labels = late(() => import('./labels.tsx'), 'room')

/** Who and what we serve: one search, lists beside it, an entry as it is, and who changed it. */
export function Customers({ id: page }: { id?: string | undefined }) {
  const { query } = usePlace()
  if (page === 'import')
    return (
      <Suspense>
        <ImportPage />
      </Suspense>
    )
  if (page === 'labels')
    return (
      <Suspense>
        <Labels site={query.get('site') ?? undefined} unit={query.get('unit') ?? undefined} />
      </Suspense>
    )
  return <Rooms />
}

function Rooms() {
  const say = useSay()
  const { query } = usePlace()
  const q = query.get('q') ?? ''
  const read = useLists(q)
  const lists = read.data?.lists ?? []
  const form = lists.find(({ list }) => list === (query.get('list') ?? 'customers'))
  const [id, isNew] = [query.get('id') ?? undefined, query.has('new')]
  const search = (words: string) => narrow('customers', query, { q: words, id: undefined, new: undefined })
  return (
    <div className={`master${id || isNew ? ' open' : ''}`}>
      <header className="bar">
        <h1>{say(text('客户与设备', 'Customers and units'))}</h1>
        <Search
          value={q}
          onChange={search}
          placeholder={say(text('客户、现场、联系人、序列号、合同…', 'Customer, site, contact, serial, contract…'))}
        />
        <span className="push" />
        <Link to="/customers/labels" className="small">
          {say(text('打印标签', 'Labels'))}
        </Link>
        <Link to="/customers/import" className="small">
          {say(text('导入 / 导出', 'Import, export'))}
        </Link>
        <LiveSign />
      </header>
      <Failed of={read} />
      <div className="panes">
        <section className="lists" aria-label={say(text('名录', 'Lists'))}>
          <Tabs lists={lists} q={q} open={form?.list} />
          {q && !query.has('list') ? <Found lists={lists} /> : form && <OneList key={form.list} form={form} q={q} />}
        </section>
        <section className="one">
          {form && isNew && <NewEntry key={`${form.list} new`} form={form} />}
          {form && id && !isNew && <EntryPage key={`${form.list} ${id}`} form={form} id={id} />}
          {!id && !isNew && (
            <p className="empty">
              {say(
                text(
                  '从左边选一条；或按 / 搜索名称、电话、序列号、地址。',
                  'Choose an entry at the left, or press / to search for a name, number, serial or address.',
                ),
              )}
            </p>
          )}
        </section>
      </div>
    </div>
  )
}

function Tabs({ lists, q, open }: { lists: readonly ListForm[]; q: string; open: string | undefined }) {
  const say = useSay()
  const { query } = usePlace()
  const isAll = q !== '' && !query.has('list')
  const to = (list: string | undefined) =>
    `/customers${withQuery(query, { list, id: undefined, new: undefined, customer: undefined, site: undefined })}`
  return (
    <nav className="kinds" aria-label={say(text('哪一类', 'Which list'))}>
      {q && (
        <Link to={to(undefined)} aria-current={isAll ? 'true' : undefined}>
          {say(text('全部', 'All'))}
        </Link>
      )}
      {lists.map(({ list, name, total }) => (
        <Link key={list} to={to(list)} aria-current={!isAll && list === open ? 'true' : undefined}>
          {say(name)} <span className="soft">{total}</span>
        </Link>
      ))}
    </nav>
  )
}
