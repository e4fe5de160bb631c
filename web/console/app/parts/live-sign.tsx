import { text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { useSay } from '../words.ts'
import { DESK_ZONE, localTime } from './time.ts'

/** That what is shown is up to date, and the time of the house. */
export function LiveSign() {
  const say = useSay()
  const nowMs = useNow()
  return (
    <span className="live">
      {say(text('实时', 'live'))} {localTime(nowMs, DESK_ZONE).time}
    </span>
  )
}
