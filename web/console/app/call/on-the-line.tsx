import { useEffect, useRef } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { phoneShown } from '../../../../shared/message/format.ts'
import { call as ask } from '../outside/api.ts'
import { callsStore, type OnTheLine } from '../outside/live.ts'
import { ownName, sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Icon } from '../parts/icons.tsx'
import { clockOf, DESK_ZONE, stopwatch } from '../parts/time.ts'
import { go, Link } from '../router.tsx'
import { STRANGER, useSay } from '../words.ts'

const SHOWN = 3

/** Who is on the line now, above every room; fetched when somebody is. */
export function Calls() {
  const say = useSay()
  const { count, newest } = useStore(callsStore)
  const nowMs = useNow()
  // Of whom nothing is heard any more, the line is taken for dead.
  const live = newest.filter(({ until }) => Date.parse(until) > nowMs)
  const shown = live.slice(0, SHOWN)
  const more = count - (newest.length - live.length) - shown.length
  if (shown.length === 0) return null
  return (
    <section className="online" aria-label={say(text('来电', 'On the line'))}>
      {shown.map((one, index) => (
        <Call key={one.id} call={one} nowMs={nowMs} isNewest={index === 0} />
      ))}
      {more > 0 && <p className="soft small">{say(text(`另有 ${more} 通在线`, `${more} more on the line`))}</p>}
    </section>
  )
}

function Call({ call, nowMs, isNewest }: { call: OnTheLine; nowMs: number; isNewest: boolean }) {
  const say = useSay()
  const { caller, name, place, since, repair } = call
  const number = caller ? phoneShown(caller) : say(text('号码未显示', 'number withheld'))
  const seconds = Math.max(0, Math.floor((nowMs - Date.parse(since)) / 1000))
  return (
    <div className="one">
      <Icon name="call" />
      <p role="status">
        <span className="soft">{say(text('来电', 'On the line'))}</span> <b>{number}</b>{' '}
        {[name, place].filter(Boolean).join(' · ') || (caller && say(STRANGER))}
      </p>
      <time className="soft">
        {clockOf(Date.parse(since), DESK_ZONE)} · {stopwatch(seconds)}
      </time>
      <TakenBy call={call} />
      {repair ? (
        <Link to={`/repairs/${repair}`}>{say(text(`语音菜单已立单 ${repair}`, `The menu opened ${repair}`))}</Link>
      ) : (
        <Take call={call} isNewest={isNewest} />
      )}
    </div>
  )
}

function TakenBy({ call: { takenBy } }: { call: OnTheLine }) {
  const say = useSay()
  if (!takenBy) return null
  return (
    <em className="good">
      {isMe(takenBy) ? say(text('您在接', 'you have it')) : say(text(`${takenBy} 在接`, `${takenBy} has it`))}
    </em>
  )
}

const isMe = (name: string): boolean => name === ownName(sessionStore.get())

function Take({ call, isNewest }: { call: OnTheLine; isNewest: boolean }) {
  const say = useSay()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // Enter takes it, unless somebody is at work on something else.
    if (isNewest && document.activeElement === document.body) button.current?.focus({ preventScroll: true })
  }, [isNewest])
  return (
    <button ref={button} type="button" className={call.takenBy ? 'button' : 'button main'} onClick={() => take(call)}>
      {call.takenBy && isMe(call.takenBy) ? say(text('打开', 'Open')) : say(text('接听', 'Take it'))} <kbd>↵</kbd>
    </button>
  )
}

/** Colleagues see who has it; should that not arrive, the call is taken all the same. */
function take({ id, caller }: OnTheLine): void {
  void ask('POST /api/calls/{id}/pick-up', { path: { id } }).catch(() => undefined)
  go(`/call?${new URLSearchParams({ line: id, ...(caller && { q: phoneShown(caller) }) })}`)
}
