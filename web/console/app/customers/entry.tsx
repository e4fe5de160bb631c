import Button from 'antd/es/button'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { Failed } from '../parts/problem.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { go, Link, usePlace, withQuery } from '../router.tsx'
import { useSay } from '../words.ts'
import { CalendarLink, CustomerFeed } from './calendar-link.tsx'
import { ContractFacts } from './contract-file.tsx'
import { addressOf, type Entry, type ListForm, useEntry } from './data.ts'
import { Deletion } from './deletion.tsx'
import { EntryForm } from './form.tsx'
import { History } from './history.tsx'
import { Related } from './related.tsx'
import { Warranty } from './warranty.tsx'

interface Props {
  readonly form: ListForm
  readonly id: string
}

/** An entry as it is on file, what belongs to it, and what was changed. */
export function EntryPage({ form, id }: Props) {
  const say = useSay()
  const read = useEntry(form.list, id)
  const [doing, setDoing] = useState<'edit' | 'delete'>()
  if (read.error) return <Failed of={read} />
  const entry = read.data
  if (!entry) return <Waiting />
  const isThere = entry.entry !== undefined
  return (
    <article aria-label={entry.name}>
      <Head form={form} entry={entry} isBusy={doing !== undefined} onDo={setDoing} />
      {!isThere && (
        <p className="gone" role="note">
          {say(text('这一条已删除；下面是它最后的样子。', 'This entry was deleted; below is how it last was.'))}
        </p>
      )}
      {doing === 'delete' && <Deletion entry={entry} onClose={() => setDoing(undefined)} />}
      <div className="cols">
        <div className="main">
          <section className="panel">
            <header>
              <h2>{doing === 'edit' ? say(text('修改', 'Change')) : say(text('资料', 'On file'))}</h2>
            </header>
            <div className="in">
              {doing === 'edit' ? (
                <EntryForm
                  form={form}
                  read={entry}
                  onDone={() => setDoing(undefined)}
                  onClose={() => setDoing(undefined)}
                />
              ) : (
                <Fields form={form} entry={entry} />
              )}
            </div>
          </section>
          {form.list === 'contracts' && isThere && <ContractFacts id={entry.id} />}
          <Related list={form.list} id={entry.id} />
        </div>
        <div className="side">
          {form.list === 'units' && isThere && <Warranty serial={entry.id} />}
          {form.list === 'contacts' && isThere && entry.cells.customer && (
            <CalendarLink customer={entry.cells.customer} contact={entry.id} />
          )}
          {form.list === 'customers' && isThere && <CustomerFeed customer={entry.id} />}
          <UsedBy entry={entry} />
          <History entry={entry} />
        </div>
      </div>
    </article>
  )
}

interface HeadProps {
  readonly form: ListForm
  readonly entry: Entry
  readonly isBusy: boolean
  readonly onDo: (what: 'edit' | 'delete') => void
}

/** What it is called, and what can be done with it. */
function Head({ form, entry, isBusy, onDo }: HeadProps) {
  const say = useSay()
  const { query } = usePlace()
  const isThere = entry.entry !== undefined
  return (
    <header className="head">
      <Link className="back" to={`/customers${withQuery(query, { id: undefined })}`}>
        ‹ {say(form.name)}
      </Link>
      <h2 className="big">{entry.name}</h2>
      <span className="soft n">
        {entry.id === entry.name || form.list === 'supplier' ? say(form.name) : `${say(form.name)} · ${entry.id}`}
      </span>
      <span className="push" />
      {isThere && form.list === 'sites' && (
        <Button onClick={() => go(`/customers/labels?site=${encodeURIComponent(entry.id)}`)}>
          {say(text('打印标签', 'Labels'))}
        </Button>
      )}
      {isThere && form.list === 'units' && (
        <Button onClick={() => go(`/customers/labels?unit=${encodeURIComponent(entry.id)}`)}>
          {say(text('打印标签', 'Label'))}
        </Button>
      )}
      {isThere && entry.mayEdit && !isBusy && (
        <>
          {form.list !== 'supplier' && <Button onClick={() => onDo('delete')}>{say(text('删除', 'Delete'))}</Button>}
          <Button type="primary" onClick={() => onDo('edit')}>
            {say(text('编辑', 'Edit'))}
          </Button>
        </>
      )}
    </header>
  )
}

/** The columns of its table; what names another entry leads there. */
function Fields({ form, entry }: { form: ListForm; entry: Entry }) {
  const say = useSay()
  return (
    <dl className="fields">
      {form.columns
        .filter(({ key }) => entry.cells[key])
        .map(({ key, name, of, kind, choices = [] }) => {
          const value = entry.cells[key] ?? ''
          const chosen = choices.find((choice) => choice.value === value)?.name
          return (
            <div key={key}>
              <dt>{say(name)}</dt>
              <dd>
                {of && LEADS.has(of) ? (
                  <Names of={of} value={value} isList={kind === 'codes'} />
                ) : chosen ? (
                  say(chosen)
                ) : (
                  value
                )}
              </dd>
            </div>
          )
        })}
    </dl>
  )
}

const LEADS: ReadonlySet<string> = new Set(['customers', 'sites', 'units', 'people'])

function Names({ of, value, isList }: { of: string; value: string; isList: boolean }) {
  const ids = isList ? value.split('; ') : [value]
  return ids.map((id, index) => (
    <span key={id}>
      {index > 0 && '、'}
      <Link to={addressOf(of, id)}>{id}</Link>
    </span>
  ))
}

/** What points to it: as long as there is something, it is not deleted. */
function UsedBy({ entry: { pointers } }: { entry: Entry }) {
  const say = useSay()
  const { entries, more = 0, repairs, records } = pointers
  if (entries.length + repairs.length + records === 0) return null
  return (
    <section className="panel">
      <header>
        <h2>{say(text('用到它的', 'Used by'))}</h2>
        <span className="soft">{entries.length + more + repairs.length}</span>
      </header>
      <ul className="in used">
        {repairs.map((id) => (
          <li key={id}>
            <Link to={`/repairs/${id}`}>{say(text(`未结报修 ${id}`, `open repair ${id}`))}</Link>
          </li>
        ))}
        {entries.slice(0, 12).map(({ list, id, name }) => (
          <li key={`${list} ${id}`}>
            <Link to={addressOf(list, id)}>{name}</Link> {id !== name && <span className="soft small">{id}</span>}
          </li>
        ))}
        {entries.length + more > 12 && (
          <li className="soft">
            {say(text(`另有 ${entries.length + more - 12} 条`, `and ${entries.length + more - 12} more`))}
          </li>
        )}
        {records > 0 && (
          <li className="soft">{say(text(`${records} 条记录记在它名下`, `${records} records stand under it`))}</li>
        )}
      </ul>
    </section>
  )
}
