import Button from 'antd/es/button'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { Problem } from '../parts/problem.tsx'
import { clockOf, DESK_ZONE, dayName, distance, length, moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { useAhead, useMoveClock } from './data.ts'

/** How far is told from here on. */
const TOLD_FROM_MS = 60_000
/** Of the zone of lists, which knows no summer time. */
const OFFSET = '+08:00'

/** What time it is here, what comes next, and the way there. */
export function Clock() {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { data } = useAhead()
  const move = useMoveClock()
  const [to, setTo] = useState<string>()
  const next = data?.next
  const ahead = data?.aheadMs ?? 0
  return (
    <section className="clock" aria-label={say(text('时钟', 'Clock'))}>
      <p>
        <b className="n">{clockOf(nowMs, DESK_ZONE)}</b>
        <span className="soft">{dayName(nowMs, DESK_ZONE, nowMs, language)}</span>
        {ahead > TOLD_FROM_MS && (
          <span className="soft small push" title={say(ONLY_FORWARD)}>
            {say(text(`比真实时间快 ${length(ahead, language)}`, `${length(ahead, language)} ahead of real time`))}
          </span>
        )}
      </p>
      {next ? (
        <button type="button" className="next" disabled={move.isPending} onClick={() => move.mutate({ to: next.to })}>
          <b>{say(text('跳到下一个时限', 'Skip to the next deadline'))}</b>
          <span className="n">
            {moment(next.at, DESK_ZONE, nowMs, language)} · {distance(next.at, nowMs, language)}
          </span>
          <span className="told">{[next.about, next.what].filter(Boolean).join('：')}</span>
        </button>
      ) : (
        data && <p className="soft small">{say(text('现在没有等着到期的事。', 'Nothing waits for its time now.'))}</p>
      )}
      <div className="moves">
        {STEPS.map(({ advance, name }) => (
          <Button key={advance} disabled={move.isPending} onClick={() => move.mutate({ advance })}>
            {say(name)}
          </Button>
        ))}
        <input
          type="datetime-local"
          aria-label={say(text('拨到哪一刻', 'Move to what time'))}
          value={to ?? wallClock(nowMs)}
          onChange={({ target }) => setTo(target.value)}
        />
        <Button
          disabled={move.isPending}
          onClick={() => move.mutate({ to: new Date(`${to ?? wallClock(nowMs)}${OFFSET}`).toISOString() })}
        >
          {say(text('拨到', 'Go'))}
        </Button>
      </div>
      {ahead > TOLD_FROM_MS && <p className="soft small">{say(ONLY_FORWARD)}</p>}
      {move.isError && <Problem error={move.error} />}
    </section>
  )
}

const STEPS = [
  { advance: 'PT5M', name: text('+5 分', '+5 min') },
  { advance: 'PT1H', name: text('+1 时', '+1 h') },
] as const

const ONLY_FORWARD = text(
  '时间只往前走。要回到真实时间：停下来，换一个 DATA_DIR 再启动。',
  'Time only goes forward. Back to real time: stop it, and start with another DATA_DIR.',
)

/** `2026-11-21T11:40`, as such a field has it. */
const wallClock = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16)
