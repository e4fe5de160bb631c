import Button from 'antd/es/button'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { Dialog } from '../parts/dialog.tsx'
import { DESK_ZONE, timeOf } from '../parts/time.ts'
import { go, Link } from '../router.tsx'
import { type Say, useSay } from '../words.ts'
import { begunCalls, callAt, endCall, newCall } from './begun-calls.ts'
import { type Draft, isBegun } from './draft.ts'

/** The calls that are not saved yet: each keeps what was written of it, and none turns up in another. */
export function BegunCalls({ draft, now }: { draft: Draft; now: string }) {
  const say = useSay()
  const [isGivingUp, setGivingUp] = useState(false)
  const others = begunCalls().filter((one) => one.callId !== draft.callId && isBegun(one))
  if (!isBegun(draft) && others.length === 0) return null
  const shown = [...others, draft].toSorted((one, other) => (one.begunAt < other.begunAt ? -1 : 1))
  return (
    <nav className="begun" aria-label={say(text('没保存的来电', 'Calls not saved yet'))}>
      {others.length > 0 &&
        shown.map((one) => (
          <Link key={one.callId} to={callAt(one.callId)} aria-current={one.callId === draft.callId || undefined}>
            {calledOf(one, say)} <time>{timeOf(one.since ?? one.begunAt, DESK_ZONE)}</time>
          </Link>
        ))}
      {isBegun(draft) && (
        <>
          <Button type="link" onClick={() => go(callAt(newCall(now).callId))}>
            {say(text('另记一通', 'Another call'))}
          </Button>
          <Button type="link" onClick={() => setGivingUp(true)}>
            {say(text('放弃', 'Discard'))}
          </Button>
        </>
      )}
      {isGivingUp && <GiveUp draft={draft} now={now} onClose={() => setGivingUp(false)} />}
    </nav>
  )
}

const calledOf = ({ person, site, name, q }: Draft, say: Say): string =>
  person?.name || site?.shortName || name || q || say(text('新来电', 'New call'))

function GiveUp({ draft, now, onClose }: { draft: Draft; now: string; onClose: () => void }) {
  const say = useSay()
  const giveUp = () => {
    endCall(draft.callId)
    const next = begunCalls().findLast(isBegun) ?? newCall(now)
    go(callAt(next.callId), { replace: true })
  }
  return (
    <Dialog label={say(text('放弃这通来电', 'Discard this call'))} onClose={onClose}>
      <p>
        {say(
          text(
            `放弃“${calledOf(draft, say)}”这通来电？记下的不会保存，也不会呼叫任何人。`,
            `Discard the call of “${calledOf(draft, say)}”? What was written is not saved, and nobody is called.`,
          ),
        )}
      </p>
      <div className="then">
        <Button danger onClick={giveUp}>
          {say(text('放弃', 'Discard'))}
        </Button>
        <Button type="primary" autoFocus onClick={onClose}>
          {say(text('接着写', 'Keep it'))}
        </Button>
      </div>
    </Dialog>
  )
}
