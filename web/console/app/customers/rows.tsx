import Button from 'antd/es/button'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { phoneShown } from '../../../../shared/message/format.ts'
import { Empty } from '../parts/empty.tsx'
import { Failed } from '../parts/problem.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { go, Link, usePlace, withQuery } from '../router.tsx'
import { useSay } from '../words.ts'
import { type ListForm, type Row, useEntries } from './data.ts'

const SHOWN = 100
const MORE = 100
/** The API gives no more of one list at once: whoever wants others searches. */
const MOST = 200

/** What the words mean in every list. */
export function Found({ lists }: { lists: readonly ListForm[] }) {
  const say = useSay()
  const found = lists.filter((form) => form.found.length > 0)
  if (found.length === 0) return <Empty isWhole says={NOT_FOUND} />
  return found.map((form) => (
    <div key={form.list}>
      <h3>
        {say(form.name)} <span className="soft">{form.total}</span>
      </h3>
      <Rows rows={form.found} />
    </div>
  ))
}

/** One list, narrowed by the words. */
export function OneList({ form, q }: { form: ListForm; q: string }) {
  const say = useSay()
  const { query } = usePlace()
  const [limit, setLimit] = useState(SHOWN)
  const entries = useEntries(form.list, { q, limit })
  if (entries.error) return <Failed of={entries} />
  if (!entries.data) return <Waiting />
  const { entries: rows, total } = entries.data
  return (
    <>
      {form.mayEdit && form.list !== 'supplier' && (
        <div className="add">
          <Button
            size="small"
            onClick={() => go(`/customers${withQuery(query, { list: form.list, id: undefined, new: '1' })}`)}
          >
            {say(text(`新建${form.name.zh}`, `New: ${form.name.en}`))}
          </Button>
        </div>
      )}
      {rows.length === 0 && (
        <Empty
          isWhole
          {...(q
            ? { says: NOT_FOUND }
            : {
                says: text('还没有。', 'None yet.'),
                next: text('新建一条，或导入表格。', 'Create one, or import a table.'),
                part: 'editPlaces',
              })}
        />
      )}
      <Rows rows={rows} />
      {rows.length < total &&
        (limit < MOST ? (
          <Button type="link" onClick={() => setLimit(limit + MORE)}>
            {say(text(`共 ${total} 条，再看一些`, `${total} in all, show more`))}
          </Button>
        ) : (
          <p className="soft small pad">
            {say(text(`共 ${total} 条，请搜索`, `${total} in all: search for the others`))}
          </p>
        ))}
    </>
  )
}

export function Rows({ rows }: { rows: readonly Row[] }) {
  const { query } = usePlace()
  const open = `${query.get('list')} ${query.get('id')}`
  return (
    <ul className="entries">
      {rows.map((row) => (
        <li key={`${row.list} ${row.id}`}>
          <Link
            to={`/customers${withQuery(query, { list: row.list, id: row.id, new: undefined })}`}
            aria-current={open === `${row.list} ${row.id}` ? 'true' : undefined}
          >
            <b>{row.name}</b>
            <span className="soft small">{besides(row)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** What tells it from others of the same name. */
function besides({ id, name, cells }: Row): string {
  const more = [
    cells.phone && phoneShown(cells.phone),
    cells.model,
    cells.address,
    cells.plan,
    cells.customer,
    cells.priceFen && `¥${cells.priceFen}`,
  ]
  return [id === name ? undefined : id, ...more].filter(Boolean).slice(0, 3).join(' · ')
}

const NOT_FOUND = text('没有找到；少写几个字，或换个说法。', 'Nothing found: write less, or in other words.')
