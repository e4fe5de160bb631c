import { useEffect, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { whenIdle } from '../outside/idle.ts'
import { liveStore } from '../outside/live.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { useSay } from '../words.ts'
import { clockOf, DESK_ZONE } from './time.ts'

/** That what is shown is up to date, and the time of the house. */
export function LiveSign() {
  const say = useSay()
  const nowMs = useNow()
  const isCut = useStore(liveStore) === 'cut'
  // The first clock of a zone takes a browser longer than many a row: it comes once there is time.
  const [hasTime, setTime] = useState(false)
  useEffect(() => whenIdle(() => setTime(true)), [])
  return (
    <span className={isCut ? 'live cut' : 'live'} role="status" aria-live={isCut ? 'polite' : 'off'}>
      {isCut
        ? say(text('连接断开，正在重连', 'connection lost, trying again'))
        : `${say(text('实时', 'live'))} ${hasTime ? clockOf(nowMs, DESK_ZONE) : ''}`}
    </span>
  )
}
