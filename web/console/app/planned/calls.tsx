import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { Empty } from '../parts/empty.tsx'
import { Failed } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { distance, moment } from '../parts/time.ts'
import { zoneBeside } from '../parts/zone.ts'
import { useLanguage, useSay } from '../words.ts'
import { Beside, useOpened } from './beside.tsx'
import { VisitDrawer } from './visit-drawer.tsx'
import { useVisits, type VisitRow } from './visits-data.ts'
import { clausesOf } from './week.ts'

/** Who is to be called back, the next first: the number to tap, the questions, and "not reached", which is no answer. */
export function Calls() {
  const nowMs = useNow()
  const calls = useVisits('call')
  const [open, show] = useOpened('calls')
  const rows = (calls.data ?? []).toSorted((a, b) => (whenOf(a) < whenOf(b) ? -1 : 1))
  const now = rows.filter((row) => isNow(row, nowMs))
  const later = rows.filter((row) => !isNow(row, nowMs))
  return (
    <Beside
      open={open}
      onClose={() => show(undefined)}
      drawer={(id) => <VisitDrawer id={id} onClose={() => show(undefined)} />}
    >
      <Failed of={calls} />
      {calls.data && rows.length === 0 && <Empty says={text('没有要打的回访电话。', 'Nobody is to be called back.')} />}
      <List name={text('现在打', 'Call now')} rows={now} open={open} onPick={show} />
      <List name={text('以后打', 'Later')} rows={later} open={open} onPick={show} />
    </Beside>
  )
}

/** Its own time, or until there is one its last day. */
const whenOf = ({ slot, dueAt }: VisitRow): string => slot?.from ?? dueAt ?? '~'
const isNow = ({ slot, stage }: VisitRow, nowMs: number): boolean =>
  stage === 'planning' || stage === 'outcome' || (slot !== undefined && Date.parse(slot.from) <= nowMs)

interface ListProps {
  readonly name: ReturnType<typeof text>
  readonly rows: readonly VisitRow[]
  readonly open: string | undefined
  readonly onPick: (id: string) => void
}

function List({ name, rows, open, onPick }: ListProps) {
  const say = useSay()
  if (rows.length === 0) return null
  return (
    <section className="panel works" aria-label={say(name)}>
      <header>
        <h2>{say(name)}</h2>
        <span className="soft small">{rows.length}</span>
      </header>
      <ul>
        {rows.map((row) => (
          <CallLine key={row.id} row={row} isOpen={row.id === open} onPick={() => onPick(row.id)} />
        ))}
      </ul>
    </section>
  )
}

function CallLine({ row, isOpen, onPick }: { row: VisitRow; isOpen: boolean; onPick: () => void }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { customerName, siteName, works, slot, dueAt, timezone, attempts, engineerName } = row
  const isLate = dueAt !== undefined && Date.parse(dueAt) < nowMs
  const [first] = works
  return (
    <li>
      <button type="button" className={isOpen ? 'dueline upgrade on' : 'dueline upgrade'} onClick={onPick}>
        <Sign name={isLate ? 'late' : attempts > 0 ? 'ask' : 'run'} small />
        <span className="d-what">
          <b>{clausesOf(row)}</b> {first && inLanguage(first.name, language)}
        </span>
        <span className="d-whose">
          {customerName} {siteName && <span className="soft">{siteName}</span>}
        </span>
        <time>
          {slot && `${moment(slot.from, timezone, nowMs, language)} ${zoneBeside(timezone, nowMs, language) ?? ''}`}
        </time>
        <span className="soft">
          {attempts > 0 ? say(text(`没打通 ${attempts} 次`, `${attempts} in vain`)) : engineerName}
        </span>
        <span className={isLate ? 'd-left bad' : 'd-left'}>{dueAt && distance(dueAt, nowMs, language)}</span>
      </button>
    </li>
  )
}
