import Button from 'antd/es/button'
import Select from 'antd/es/select'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { EVENT_KIND } from '../../../../shared/plan/rules/kit/event-kind.ts'
import { wallOf } from '../../../rail/wall.ts'
import { useEntries } from '../customers/data.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Empty } from '../parts/empty.tsx'
import { Failed } from '../parts/problem.tsx'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { writtenDay } from '../roster/axis.ts'
import { narrow, usePlace } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { type CalendarEntry, type CustomerCalendar, useCalendar } from './calendar-data.ts'
import { EntryForm, Withdrawal } from './calendar-form.tsx'

/** A customer's own days, that promises lead to, cover or follow: who keeps it says who told them. */
export function Calendar() {
  const say = useSay()
  const { query } = usePlace()
  const [q, setQ] = useState('')
  const today = writtenDay(wallOf(useNow(60_000), DESK_ZONE).day)
  const customer = query.get('customer') ?? undefined
  const customers = useEntries('customers', { q, limit: 50 })
  const calendar = useCalendar(customer, today)
  return (
    <div className="page">
      <div className="choices">
        <Select
          aria-label={say(text('客户', 'Customer'))}
          className="customer"
          showSearch={{ onSearch: setQ, filterOption: false }}
          placeholder={say(text('选客户', 'Choose a customer'))}
          value={customer ?? null}
          onChange={(chosen) => narrow('planned/calendar', query, { customer: chosen })}
          options={(customers.data?.entries ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <Failed of={customers} />
      <Failed of={calendar} />
      {customer === undefined && (
        <Empty
          isWhole
          says={text(
            '选一个客户，看它的开学、考试、重要会议、业务高峰和系统变更。',
            'Choose a customer and see its terms, exams, meetings, peak times and system changes.',
          )}
          next={text(
            '在这里登记，承诺里与这些日子有关的服务就会排进计划。',
            'Entered here, what the promises owe on such days is planned.',
          )}
          part="keepCalendars"
        />
      )}
      {customer !== undefined && calendar.data && <Kept key={customer} calendar={calendar.data} />}
    </div>
  )
}

function Kept({ calendar }: { calendar: CustomerCalendar }) {
  const say = useSay()
  const mayKeep = useStore(sessionStore)?.may.includes('keepCalendars') ?? false
  // What is being entered, moved or withdrawn.
  const [open, setOpen] = useState<{ readonly entry?: CalendarEntry; readonly withdraw?: true }>()
  const close = () => setOpen(undefined)
  return (
    <>
      <section className="panel" aria-label={say(text('客户日历', 'Calendar'))}>
        <header>
          <h2>{say(text('接下来', 'Coming'))}</h2>
          <span className="push" />
          {mayKeep && !open && (
            <Button size="small" type="primary" onClick={() => setOpen({})}>
              {say(text('登记', 'Enter'))}
            </Button>
          )}
        </header>
        {open && !open.withdraw && (
          <EntryForm customer={calendar.customer} onClose={close} {...(open.entry && { entry: open.entry })} />
        )}
        {open?.withdraw && open.entry && <Withdrawal customer={calendar.customer} entry={open.entry} onClose={close} />}
        {calendar.entries.length === 0 && (
          <p className="empty">{say(text('还没有登记过以后的日子。', 'Nothing that is to come has been entered.'))}</p>
        )}
        <ul>
          {calendar.entries.map((entry) => (
            <EntryLine
              key={entry.id}
              entry={entry}
              {...(mayKeep && {
                onMove: () => setOpen({ entry }),
                onWithdraw: () => setOpen({ entry, withdraw: true }),
              })}
            />
          ))}
        </ul>
      </section>
      <Record calendar={calendar} />
    </>
  )
}

interface EntryLineProps {
  readonly entry: CalendarEntry
  readonly onMove?: () => void
  readonly onWithdraw?: () => void
}

function EntryLine({ entry: { kind, name, site, from, until, hours }, onMove, onWithdraw }: EntryLineProps) {
  const say = useSay()
  return (
    <li className="dueline entry">
      <b className="d-kind">{say(EVENT_KIND[kind])}</b>
      <span className="d-what">{name}</span>
      <span className="n">
        {from === until ? from : say(text(`${from} 至 ${until}`, `${from} to ${until}`))}
        {hours && ` ${hours.from}–${hours.to}`}
      </span>
      <span className="soft">{site ?? say(text('全部现场', 'all sites'))}</span>
      <span className="d-left">
        {onMove && (
          <Button size="small" type="link" onClick={onMove}>
            {say(text('改期', 'Change'))}
          </Button>
        )}
        {onWithdraw && (
          <Button size="small" type="link" onClick={onWithdraw}>
            {say(text('取消', 'Withdraw'))}
          </Button>
        )}
      </span>
    </li>
  )
}

const DID = {
  entered: text('登记', 'entered'),
  changed: text('改', 'changed'),
  withdrawn: text('取消', 'withdrew'),
} as const

/** Who said what when, and why; nothing of it is ever taken out. */
function Record({ calendar: { record } }: { calendar: CustomerCalendar }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  if (record.length === 0) return null
  return (
    <section className="panel" aria-label={say(text('变更记录', 'Changes'))}>
      <header>
        <h2>{say(text('变更记录', 'Changes'))}</h2>
      </header>
      <ol className="in past">
        {record.map((line) => {
          const { kind, name, from, until } = line.type === 'withdrawn' ? line.was : line.happening
          return (
            <li key={line.seq}>
              <p>
                <b>{line.by.name ?? line.by.id}</b> {say(DID[line.type])} {say(EVENT_KIND[kind])} {name} {from}
                {until !== from && `–${until}`}{' '}
                <span className="soft n">{moment(line.at, DESK_ZONE, nowMs, language)}</span>
              </p>
              <p className="pre">“{line.reason}”</p>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
