import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { inLanguage, type Text, text } from '../../../../shared/kernel/text.ts'
import { STAGE_NAMES } from '../../../../shared/message/texts.ts'
import { type Row, useDuty, usePlans } from '../data.ts'
import { call } from '../outside/api.ts'
import { freshId } from '../outside/id.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { Icon } from '../parts/icons.tsx'
import { Problem } from '../parts/problem.tsx'
import { go, narrow, withQuery } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { COLUMNS, type ColumnName, choicesIn, columnsIn, NARROWED_BY, USUAL } from './narrowing.ts'
import type { Line } from './order.ts'
import { COLUMN_NAMES } from './words.ts'

interface Props {
  readonly query: URLSearchParams
  readonly rows: readonly Line<Row>[]
  readonly onClose: () => void
}

/** What the board is narrowed to, its columns, and the views that the team has kept; all of it is the address. */
export default function Views({ query, rows, onClose }: Props) {
  return (
    <div className="views">
      <Kept query={query} onPick={onClose} />
      <Narrowed query={query} rows={rows} />
      <Columns query={query} />
    </div>
  )
}

const NAMES: Readonly<Record<(typeof NARROWED_BY)[number], Text>> = {
  stage: text('阶段', 'Stage'),
  severity: text('级别', 'Severity'),
  roster: text('值班表', 'Roster'),
  who: text('谁在处理', 'Who has it'),
}

function Narrowed({ query, rows }: Omit<Props, 'onClose'>) {
  const say = useSay()
  const language = useLanguage()
  const { data: plans = [] } = usePlans()
  const { data: duty } = useDuty()
  const all = rows.map(({ row }) => row)
  const nameOf = (by: string, value: string): string => {
    if (by === 'stage') return inLanguage(STAGE_NAMES[value as Row['stage']] ?? text(value, value), language)
    if (by === 'roster') return duty?.rosters.find(({ roster }) => roster === value)?.name ?? value
    if (by !== 'severity') return value
    const [plan, id] = value.split('/')
    const found = plans.findLast((one) => one.id === plan)?.severities.find((one) => one.id === id)
    return `${plan} ${found ? inLanguage(found.name, language) : id}`
  }
  return (
    <section>
      <h3>{say(text('只看', 'Only'))}</h3>
      {NARROWED_BY.map((by) => (
        <label key={by}>
          {say(NAMES[by])}
          <select value={query.get(by) ?? ''} onChange={({ target }) => narrow('board', query, { [by]: target.value })}>
            <option value="">{say(text('不限', 'any'))}</option>
            {[...new Set([...choicesIn(all, by), query.get(by) ?? ''])].filter(Boolean).map((value) => (
              <option key={value} value={value}>
                {nameOf(by, value)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </section>
  )
}

function Columns({ query }: Pick<Props, 'query'>) {
  const say = useSay()
  const chosen = columnsIn(query)
  const shown = chosen ?? USUAL
  const toggle = (name: ColumnName) => {
    const next = COLUMNS.filter((one) => (one === name ? !shown.includes(one) : shown.includes(one)))
    narrow('board', query, { cols: next.join('.') || 'none' })
  }
  return (
    <section>
      <h3>{say(text('列', 'Columns'))}</h3>
      <div className="ticks">
        {COLUMNS.map((name) => (
          <label key={name}>
            <input type="checkbox" checked={shown.includes(name)} onChange={() => toggle(name)} />
            {say(COLUMN_NAMES[name])}
          </label>
        ))}
      </div>
      {chosen && (
        <button type="button" className="link" onClick={() => narrow('board', query, { cols: undefined })}>
          {say(text('恢复默认列', 'Usual columns'))}
        </button>
      )}
    </section>
  )
}

/** What a view keeps: not which repair is open. */
const queryKept = (query: URLSearchParams): string => withQuery(query, { open: undefined }).slice(1)

function Kept({ query, onPick }: Pick<Props, 'query'> & { onPick: () => void }) {
  const say = useSay()
  const queries = useQueryClient()
  const mayKeep = useStore(sessionStore)?.may.includes('keepViews')
  const views = useQuery({
    queryKey: ['views'],
    queryFn: async ({ signal }) => (await call('GET /api/views', { signal })).views,
  })
  const remove = useMutation({
    mutationFn: (id: string) => call('POST /api/views/{id}/remove', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['views'] }),
  })
  const error = remove.error ?? views.error
  return (
    <section>
      <h3>{say(text('团队的视图', 'Views of the team'))}</h3>
      {error && <Problem error={error} />}
      <ul>
        {views.data?.map((view) => (
          <li key={view.id} className={view.query === queryKept(query) ? 'on' : ''}>
            <button
              type="button"
              className="link"
              onClick={() => {
                go(`/board${view.query && `?${view.query}`}`)
                onPick()
              }}
            >
              {view.name}
            </button>
            <span className="soft">{view.by}</span>
            {mayKeep && (
              <button
                type="button"
                className="icon"
                aria-label={say(text(`删除视图“${view.name}”`, `Remove the view “${view.name}”`))}
                onClick={() => remove.mutate(view.id)}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {views.data?.length === 0 && (
        <p className="soft">
          {say(
            text('还没有。筛选好后起个名字，同事都看得到。', 'None yet. Narrow the board, name it: colleagues see it.'),
          )}
        </p>
      )}
      {mayKeep && <Keep query={query} />}
    </section>
  )
}

/** What the board is narrowed to gets a name. */
function Keep({ query }: Pick<Props, 'query'>) {
  const say = useSay()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const keep = useMutation({
    mutationFn: () => call('POST /api/views', { body: { id: freshId(), name: name.trim(), query: queryKept(query) } }),
    onSuccess: () => {
      setName('')
      return queries.invalidateQueries({ queryKey: ['views'] })
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) keep.mutate()
      }}
    >
      <input
        value={name}
        maxLength={40}
        aria-label={say(text('视图名称', 'Name of the view'))}
        placeholder={say(text('视图名称，如“夜班”', 'Name, such as “night shift”'))}
        onChange={({ target }) => setName(target.value)}
      />
      <button type="submit" disabled={keep.isPending}>
        {say(text('保存当前视图', 'Keep this view'))}
      </button>
      {keep.error && <Problem error={keep.error} />}
    </form>
  )
}
