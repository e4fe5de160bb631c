import Button from 'antd/es/button'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { MINUTE, plainDay, wallOf } from '../../../rail/wall.ts'
import { useNarrow } from '../outside/narrow.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Keys } from '../parts/keys.tsx'
import { LiveSign } from '../parts/live-sign.tsx'
import { Failed } from '../parts/problem.tsx'
import { DESK_ZONE } from '../parts/time.ts'
import { Link, usePlace, withQuery } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { type Axis, axisOf, dayOf, mondayOf, WEEKS, writtenDay } from './axis.ts'
import { Burden } from './burden.tsx'
import { useCalendars, useRosters } from './data.ts'
import { Days } from './days.tsx'
import { type Draft, draftOf, emptyDraft, shiftAt } from './draft.ts'
import { OwnCalendar } from './feed.tsx'
import { ChangeForm } from './form.tsx'
import { Grid } from './grid.tsx'
import { History } from './history.tsx'
import { Mend } from './mend.tsx'
import { OnDutyNow } from './now.tsx'
import type { Calendar, Picked, Rosters } from './types.ts'

/** Who has duty in the coming weeks: drawn by what pages, changed here. */
export function Roster() {
  const say = useSay()
  const rosters = useRosters()
  const list = rosters.data?.rosters ?? []
  // One wall for all, where they have one.
  const zones = new Set(list.map(({ timezone }) => timezone))
  const zone = zones.size === 1 ? (list[0]?.timezone ?? DESK_ZONE) : DESK_ZONE
  const axis = useAxis(zone)
  const calendars = useCalendars(
    list.map(({ id }) => id),
    axis,
  )
  const loaded = calendars.flatMap(({ data }) => data ?? [])
  const failed = [rosters, ...calendars].find(({ isError }) => isError)
  return (
    <div className="roster">
      <header className="bar">
        <h1>{say(text('值班表', 'Roster'))}</h1>
        <Weeks axis={axis} />
        <span className="push" />
        <Keys />
        <LiveSign />
      </header>
      <div className="page">
        {failed && <Failed of={failed} />}
        {rosters.data && <OnDutyNow rosters={rosters.data} />}
        {rosters.data && loaded.length === list.length && (
          <Loaded rosters={rosters.data} calendars={loaded} axis={axis} />
        )}
        {rosters.data && list.length === 0 && (
          <p className="empty">
            {say(text('还没有值班表：请装入目录文件。', 'There is no roster: load a directory file.'))}
          </p>
        )}
      </div>
    </div>
  )
}

/** The weeks that the address names; else from this one on. */
function useAxis(zone: string): Axis {
  const { query } = usePlace()
  const today = wallOf(useNow(MINUTE), zone).day
  const weeks = WEEKS.find((one) => String(one) === query.get('weeks')) ?? 5
  return axisOf(mondayOf(dayOf(query.get('from')) ?? today), weeks, zone)
}

function Weeks({ axis }: { axis: Axis }) {
  const say = useSay()
  const language = useLanguage()
  const { query } = usePlace()
  const weeks = axis.days.length / 7
  const first = axis.days[0]?.day ?? 0
  const last = axis.days.at(-1)?.at ?? axis.to
  const to = (changes: Parameters<typeof withQuery>[1]) => `/roster${withQuery(query, changes)}`
  const step = (by: number) => to({ from: writtenDay(first + by * 7) })
  const names = { 2: text('2 周', '2 weeks'), 5: text('5 周', '5 weeks'), 13: text('3 月', '3 months') }
  return (
    <>
      <nav className="seg links rng" aria-label={say(text('看多久', 'How long'))}>
        {WEEKS.map((one) => (
          <Link key={one} to={to({ weeks: one === 5 ? undefined : String(one) })} aria-current={one === weeks}>
            {say(names[one])}
          </Link>
        ))}
      </nav>
      <span className="mid n step">
        <Link to={step(-weeks)} aria-label={say(text('往前', 'Earlier'))}>
          ‹
        </Link>
        <b>
          {plainDay(wallOf(axis.from, axis.zone), language)} – {plainDay(wallOf(last, axis.zone), language)}
        </b>
        <Link to={step(weeks)} aria-label={say(text('往后', 'Later'))}>
          ›
        </Link>
      </span>
      {query.has('from') && <Link to={to({ from: undefined })}>{say(text('今天', 'Today'))}</Link>}
    </>
  )
}

interface LoadedProps {
  readonly rosters: Rosters
  readonly calendars: readonly Calendar[]
  readonly axis: Axis
}

function Loaded({ rosters, calendars, axis }: LoadedProps) {
  const session = useStore(sessionStore)
  const nowMs = useNow()
  const isNarrow = useNarrow()
  const mine = calendars.filter(({ mayChange }) => mayChange)
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(mine[0]?.id ?? ''))
  const [preview, setPreview] = useState<Calendar>()
  const shown = calendars.map((one) => (preview && preview.id === one.id ? preview : one))
  const begin = (next: Draft) => {
    setDraft({ ...next, reason: draft.reason })
    document.querySelector('.roster .edit')?.scrollIntoView({ block: 'nearest' })
  }
  const calendarOf = (id: string) => calendars.find((one) => one.id === id)
  const pick = (picked: Picked) => {
    const calendar = calendarOf(picked.roster)
    if (calendar) begin(draftOf(picked, calendar, nowMs))
  }
  const swap = (one: Picked, other: Picked) => {
    const calendar = calendarOf(one.roster)
    if (!calendar) return
    const keyAt = ({ tier, bar }: Picked) => shiftAt(calendar, tier, bar.from, nowMs)?.key ?? ''
    begin({ ...emptyDraft(one.roster, 'swap'), shift: keyAt(one), other: keyAt(other) })
  }
  const end = (roster: string, change: string) => begin({ ...emptyDraft(roster, 'end'), change })
  return (
    <>
      {preview && <Previewing onDiscard={() => setDraft(emptyDraft(draft.roster))} />}
      {isNarrow ? (
        <Days calendars={shown} axis={axis} onPick={pick} />
      ) : (
        <>
          <Grid calendars={shown} axis={axis} onPick={pick} onSwap={swap} />
          <Legend />
        </>
      )}
      <div className={mine.length > 0 ? 'cols' : 'cols read'}>
        <div className="side">
          <Mend calendars={calendars} staff={rosters.staff} onFill={begin} />
          <Burden calendars={shown} axis={axis} />
          <History calendars={calendars} onEnd={end} />
          {session && session.role !== 'viewer' && <OwnCalendar />}
        </div>
        {mine.length > 0 && (
          <ChangeForm
            {...{ draft, calendars: mine, staff: rosters.staff, axis }}
            onPreview={setPreview}
            onDraft={setDraft}
          />
        )}
      </div>
    </>
  )
}

/** What is drawn is not what is saved. */
function Previewing({ onDiscard }: { onDiscard: () => void }) {
  const say = useSay()
  return (
    <p className="preview" role="status">
      {say(text('预览：还没有保存', 'Preview: nothing is saved yet'))}{' '}
      <Button size="small" onClick={onDiscard}>
        {say(text('不改了', 'Discard'))}
      </Button>
    </p>
  )
}

function Legend() {
  const say = useSay()
  const kinds = [
    ['', text('轮值', 'by rotation')],
    ['ov', text('代班、换班，压在原班上', 'stand-in or swap, over what it replaces')],
    ['ov leave', text('请假，由下一位顶', 'on leave: the next has it')],
    ['gap', text('无人', 'nobody')],
    ['clash', text('矛盾', 'contradiction')],
  ] as const
  return (
    <p className="legend soft small">
      {kinds.map(([kind, name]) => (
        <span key={kind}>
          <i className={`b ${kind}`} aria-hidden="true" />
          {say(name)}
        </span>
      ))}
      <span className="push">{say(text('与实际呼叫同一算法画出', 'drawn by the very function that pages'))}</span>
    </p>
  )
}
