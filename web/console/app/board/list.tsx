import { useMemo } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { type Row, usePlans } from '../data.ts'
import { hasCome } from '../outside/live.ts'
import { useNarrow } from '../outside/narrow.ts'
import { useNow } from '../outside/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { type ColumnName, USUAL } from './narrowing.ts'
import type { Group, Line } from './order.ts'
import { BoardRow } from './row.tsx'
import type { Picks } from './use-picks.ts'
import { Windowed } from './windowed.tsx'
import { COLUMN_NAMES, GROUP_NAMES, GROUP_NOTES } from './words.ts'

type Item = { readonly group: Group; readonly count: number } | Line<Row>

interface Props {
  readonly shown: readonly Line<Row>[]
  readonly open: string | undefined
  readonly columns: readonly ColumnName[] | undefined
  readonly picks: Picks
  /** Where a click on a row leads. */
  readonly placeOf: (id: string) => string
}

/** The rows in their groups. */
export function List({ shown, open, columns, picks, placeOf }: Props) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const isNarrow = useNarrow()
  const { data: plans } = usePlans()
  const items = useMemo(() => withHeadings(shown), [shown])
  return (
    <Windowed
      items={items}
      head={<Headings columns={columns} />}
      label={say(text('未关闭的报修', 'Open repairs'))}
      heightOf={isNarrow ? narrowHeight : wideHeight}
      keyOf={(item) => ('count' in item ? item.group : item.row.id)}
      inSight={open ? items.findIndex((item) => 'row' in item && item.row.id === open) : -1}
      render={(item) =>
        'count' in item ? (
          <h2 className="heading">
            {say(GROUP_NAMES[item.group])} <b>{item.count}</b>
            {GROUP_NOTES[item.group] && <span className="note">{say(GROUP_NOTES[item.group] ?? text('', ''))}</span>}
          </h2>
        ) : (
          <BoardRow
            line={item}
            nowMs={asOf(item, nowMs)}
            language={language}
            columns={columns}
            isOpen={item.row.id === open}
            isFresh={hasCome(item.row)}
            isPicked={picks.ids.has(item.row.id)}
            onPick={picks.pick}
            to={placeOf(item.row.id)}
            plans={plans}
          />
        )
      }
    />
  )
}

const STEP_MS = 10_000

/** As of when a row is drawn: not each second, but in steps from its limit, so that minutes still end on theirs. */
function asOf({ dueMs }: Line, nowMs: number): number {
  const from = Number.isFinite(dueMs) ? dueMs : 0
  return from - Math.ceil((from - nowMs) / STEP_MS) * STEP_MS
}

const HEADING = 32
const wideHeight = (item: Item): number => ('count' in item ? HEADING : 36)
const narrowHeight = (item: Item): number => ('count' in item ? HEADING : 86)

/** Each group under its heading. */
function withHeadings(lines: readonly Line<Row>[]): readonly Item[] {
  const counts = new Map<Group, number>()
  for (const { group } of lines) counts.set(group, (counts.get(group) ?? 0) + 1)
  const items: Item[] = []
  let above: Group | undefined
  for (const line of lines) {
    if (line.group !== above) items.push({ group: line.group, count: counts.get(line.group) ?? 0 })
    above = line.group
    items.push(line)
  }
  return items
}

function Headings({ columns = [...USUAL, 'id'] }: { columns?: readonly ColumnName[] | undefined }) {
  const say = useSay()
  return (
    <div className="headings" aria-hidden="true">
      <span className="c-sg" />
      <span className="c-sev">{say(text('级别', 'Severity'))}</span>
      <span className="c-what">{say(text('客户与故障', 'Customer and fault'))}</span>
      {columns.map((name) =>
        name === 'rail' ? (
          <span key={name} className="c-rail">
            <span>{say(text('开始', 'start'))}</span>
            <span className="limit">{say(text('时限', 'limit'))}</span>
          </span>
        ) : (
          <span key={name} className={`c-${name}`}>
            {name === 'left' ? '' : say(COLUMN_NAMES[name])}
          </span>
        ),
      )}
    </div>
  )
}
