import Button from 'antd/es/button'
import { text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { Failed, Problem } from '../parts/problem.tsx'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { useEndMute, useMutes } from './data.ts'
import { Panel } from './parts.tsx'

/** Planned work during which nobody is paged, and the way to end it. */
export function Mutes() {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const mutes = useMutes()
  const { data } = mutes
  const end = useEndMute()
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
              '没有计划中的施工；有时用 POST /api/mutes 登记，期间不呼叫。',
              'No planned work; put it on file by POST /api/mutes, and nobody is called meanwhile.',
            ),
          )}
        </p>
      )}
      <ul className="plain">
        {live.map(({ id, site, unit, from, until, reason, by }) => (
          <li key={id} className="with-button">
            <span>
              <b>{site ?? unit}</b> {reason}
              <br />
              <span className="soft">
                {moment(from, DESK_ZONE, nowMs, language)} – {moment(until, DESK_ZONE, nowMs, language)} ·{' '}
                {by.name ?? by.id}
              </span>
            </span>
            <Button loading={end.isPending} onClick={() => end.mutate(id)}>
              {say(text('提前结束', 'End it now'))}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
