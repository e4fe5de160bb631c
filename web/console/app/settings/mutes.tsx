import Button from 'antd/es/button'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { useEntry } from '../customers/data.ts'
import { useNow } from '../outside/time.ts'
import { Failed, Problem } from '../parts/problem.tsx'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { MUTED, type Mute, useEndMute, useMutes } from './data.ts'
import { LISTS, MuteForm } from './mute-form.tsx'
import { Panel } from './parts.tsx'

/** Planned work during which nobody is paged, and the way to end it. */
export function Mutes() {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const mutes = useMutes()
  const { data } = mutes
  const end = useEndMute()
  const [isNew, setNew] = useState(false)
  const live = data?.filter(({ state }) => state !== 'over') ?? []
  return (
    <Panel
      title={text('静音中', 'Muted')}
      sign={live.length > 0 ? 'pause' : 'run'}
      state={data && live.length === 0 ? say(text('没有', 'nothing')) : ''}
    >
      <Failed of={mutes} />
      {end.error && <Problem error={end.error} />}
      {data && live.length === 0 && (
        <p className="soft">
          {say(
            text(
              '没有计划中的施工。客户要停电、检修时先登记，期间不呼叫人。',
              'No planned work. Put it on file before power is cut or work begins, and nobody is called meanwhile.',
            ),
          )}
        </p>
      )}
      <ul className="plain">
        {live.map(({ id, from, until, reason, by, state, ...on }) => (
          <li key={id} className="with-button">
            <span>
              <b>
                <Where on={on} />
              </b>{' '}
              {reason}
              <br />
              <span className="soft">
                {moment(from, DESK_ZONE, nowMs, language)} – {moment(until, DESK_ZONE, nowMs, language)} ·{' '}
                {by.name ?? by.id}
                {state === 'planned' && say(text(' · 还没开始', ' · not begun'))}
              </span>
            </span>
            <Button loading={end.isPending} onClick={() => end.mutate(id)}>
              {say(text('提前结束', 'End it now'))}
            </Button>
          </li>
        ))}
      </ul>
      {isNew ? (
        <MuteForm onDone={() => setNew(false)} />
      ) : (
        <Button onClick={() => setNew(true)}>{say(text('登记静音', 'Mute something'))}</Button>
      )}
    </Panel>
  )
}

/** Its name, as it is on file. */
function Where({ on }: { on: Pick<Mute, (typeof MUTED)[number]> }) {
  const of = MUTED.find((one) => on[one] !== undefined) ?? 'site'
  const id = on[of] ?? ''
  const entry = useEntry(LISTS[of], id)
  return <>{entry.data?.name ?? id}</>
}
