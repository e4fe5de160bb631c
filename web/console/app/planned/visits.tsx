import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { DAY, MINUTE, plainDay, wallOf } from '../../../rail/wall.ts'
import { useNarrow } from '../outside/narrow.ts'
import { useNow } from '../outside/time.ts'
import { Failed } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { DESK_ZONE, distance } from '../parts/time.ts'
import { axisOf, dayOf, fieldOf, mondayOf, writtenDay } from '../roster/axis.ts'
import { useCalendars, useRosters } from '../roster/data.ts'
import { Link, usePlace, withQuery } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import type { Wanted } from './acting.tsx'
import { Beside, useOpened } from './beside.tsx'
import { VisitDrawer } from './visit-drawer.tsx'
import { useVisits, type VisitRow } from './visits-data.ts'
import { Grid } from './visits-grid.tsx'
import { clausesOf, rowsOf, toPlan, toReport } from './week.ts'

const WEEKS = 2

/** Who goes where on which day, beside the duty that they have anyway; a visit is drawn to another day or person. */
export function Visits() {
  const { query } = usePlace()
  const today = wallOf(useNow(MINUTE), DESK_ZONE).day
  const axis = axisOf(mondayOf(dayOf(query.get('from')) ?? today), WEEKS, DESK_ZONE)
  const visits = useVisits('visit')
  const rosters = useRosters()
  const ids = (rosters.data?.rosters ?? []).map(({ id }) => id)
  const calendars = useCalendars(ids, axis).flatMap(({ data }) => data ?? [])
  const [wanted, setWanted] = useState<{ readonly id: string; readonly wanted: Wanted }>()
  const [open, openOne] = useOpened('visits')
  const show = (id: string | undefined) => {
    setWanted(undefined)
    openOne(id)
  }
  const all = visits.data ?? []
  const move = (visit: VisitRow, day: number, person: string | undefined) => {
    const type = visit.slot ? 'reschedule' : 'agree'
    setWanted({ id: visit.id, wanted: { type, values: movedTo(visit, day, person) } })
    openOne(visit.id)
  }
  return (
    <Beside
      open={open}
      onClose={() => show(undefined)}
      drawer={(id) => (
        <VisitDrawer id={id} wanted={wanted?.id === id ? wanted.wanted : undefined} onClose={() => show(undefined)} />
      )}
    >
      <Failed of={visits} />
      <Failed of={rosters} />
      <Weeks axis={axis} />
      <Waiting visits={toReport(all)} kind="outcome" open={open} onPick={show} />
      <Waiting visits={toPlan(all)} kind="planning" open={open} onPick={show} />
      {visits.data && (
        <Grid
          rows={rowsOf(
            all,
            axis.days.map(({ day }) => day),
            calendars,
          )}
          days={axis.days}
          today={today}
          open={open}
          onPick={show}
          onMove={(id, day, person) => {
            const visit = all.find((one) => one.id === id)
            if (visit) move(visit, day, person)
          }}
        />
      )}
    </Beside>
  )
}

/** The same time of another day, as the wall there shows it; of what has none yet nine in the morning. */
function movedTo({ slot, timezone }: VisitRow, day: number, person: string | undefined) {
  const time = slot ? fieldOf(slot.from, timezone).slice(11) : '09:00'
  return { from: `${writtenDay(day)}T${time}`, ...(person && { person }) }
}

function Weeks({ axis }: { axis: ReturnType<typeof axisOf> }) {
  const say = useSay()
  const language = useLanguage()
  const { query } = usePlace()
  const first = axis.days[0]?.day ?? 0
  const to = (day: number | undefined) =>
    `/planned/visits${withQuery(query, { from: day === undefined ? undefined : writtenDay(day) })}`
  return (
    <p className="choices">
      <span className="mid n step">
        <Link to={to(first - WEEKS * 7)} aria-label={say(text('往前', 'Earlier'))}>
          ‹
        </Link>
        <b>
          {plainDay(wallOf(axis.from, axis.zone), language)} – {plainDay(wallOf(axis.to - DAY, axis.zone), language)}
        </b>
        <Link to={to(first + WEEKS * 7)} aria-label={say(text('往后', 'Later'))}>
          ›
        </Link>
      </span>
      {query.has('from') && <Link to={to(undefined)}>{say(text('今天', 'Today'))}</Link>}
      <span className="push" />
      <span className="soft small onduty-key">{say(text('一线值班', 'first on call'))}</span>
    </p>
  )
}

const KINDS = {
  planning: [text('待约时间', 'No date yet'), text('还没有和客户约定时间', 'no date is agreed with the customer')],
  outcome: [
    text('待登记结果', 'Outcome wanted'),
    text('时间过了，还没登记办成没有', 'the time has passed, and nobody said what came of it'),
  ],
} as const

interface WaitingProps {
  readonly visits: readonly VisitRow[]
  readonly kind: keyof typeof KINDS
  readonly open: string | undefined
  readonly onPick: (id: string) => void
}

/** What somebody has to do something about, as cards that can be drawn onto a day. */
function Waiting({ visits, kind, open, onPick }: WaitingProps) {
  const say = useSay()
  const isNarrow = useNarrow()
  if (visits.length === 0) return null
  const [name, why] = KINDS[kind]
  return (
    <section className="panel" aria-label={say(name)}>
      <header>
        <h2>{say(name)}</h2>
        <span className="soft small">
          {visits.length} · {say(why)}
        </span>
      </header>
      <ul className="cards">
        {visits.map((visit) => (
          <li key={visit.id}>
            <button
              type="button"
              className={visit.id === open ? 'vcard on' : 'vcard'}
              draggable={!isNarrow && kind === 'planning'}
              onDragStart={(event) => event.dataTransfer.setData('text/plain', visit.id)}
              onClick={() => onPick(visit.id)}
            >
              <b>{visit.siteName ?? visit.customerName}</b>
              {visit.siteName && <span>{visit.customerName}</span>}
              <span>{clausesOf(visit)}</span>
              {visit.offered && <span className="soft">{say(text('已请客户选时间', 'offered to the customer'))}</span>}
              <DueBy visit={visit} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Beside what the customer was offered only what is late by now. */
function DueBy({ visit: { dueAt, offered } }: { visit: VisitRow }) {
  const language = useLanguage()
  const nowMs = useNow()
  const isLate = dueAt !== undefined && Date.parse(dueAt) < nowMs
  if (dueAt === undefined || (offered && !isLate)) return null
  return (
    <span className={isLate ? 'bad' : 'soft'}>
      {isLate && <Sign name="late" small />} {distance(dueAt, nowMs, language)}
    </span>
  )
}
