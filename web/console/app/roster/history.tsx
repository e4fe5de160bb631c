import Button from 'antd/es/button'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import type { Calendar } from './types.ts'

const SHOWN = 8

/** What was changed on record, by whom and why; what is still to come can be ended. */
export function History({
  calendars,
  onEnd,
}: {
  calendars: readonly Calendar[]
  onEnd: (roster: string, change: string) => void
}) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const [showsAll, setShowsAll] = useState(false)
  const lines = calendars
    .flatMap((calendar) => calendar.history.map((line) => ({ calendar, line })))
    .toSorted((one, other) => (one.line.at < other.line.at ? 1 : -1))
  const shown = showsAll ? lines : lines.slice(0, SHOWN)
  return (
    <section className="panel" aria-label={say(text('改动记录', 'Changes on record'))}>
      <header>
        <h2>{say(text('改动记录', 'Changes on record'))}</h2>
        <span className="soft small">{lines.length}</span>
      </header>
      {lines.length === 0 && (
        <p className="in soft">
          {say(
            text(
              '还没有在系统里改过：按目录文件轮值。',
              'Nothing was changed on record: it follows the directory file.',
            ),
          )}
        </p>
      )}
      <ul>
        {shown.map(({ calendar, line }) => (
          <li key={`${calendar.id} ${line.change} ${line.isEnd}`}>
            <div>
              {line.isEnd && <b>{say(text('撤销 ', 'Ended: '))}</b>}
              {line.text}
              <span className="soft small">
                {calendar.name} · {line.by} · {moment(line.at, calendar.timezone, nowMs, language)} · {line.reason}
              </span>
            </div>
            {calendar.mayChange && line.canEnd && (
              <Button size="small" onClick={() => onEnd(calendar.id, line.change)}>
                {say(text('撤销…', 'End…'))}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {lines.length > SHOWN && !showsAll && (
        <button type="button" className="more" onClick={() => setShowsAll(true)}>
          {say(text(`其余 ${lines.length - SHOWN} 条`, `${lines.length - SHOWN} more`))}
        </button>
      )}
    </section>
  )
}
