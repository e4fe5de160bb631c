import { useEffect, useMemo, useRef } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { wallOf } from '../../../rail/wall.ts'
import { hasNobody } from '../board/order.ts'
import { type Row, useBoard } from '../data.ts'
import { allowNotices, allowSound, notice, silentUntilStore, sound } from '../outside/bell.ts'
import { isAlarmOn, setAlarmOn } from '../outside/memory.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Icon } from '../parts/icons.tsx'
import { DESK_ZONE } from '../parts/time.ts'
import { go } from '../router.tsx'
import { type Say, useSay } from '../words.ts'
import { type Rung, ringingFor, SNOOZE_MS } from './ringing.ts'

/** Those that nobody has. */
export function useUntaken(): readonly Row[] {
  const { data = NONE } = useBoard()
  return useMemo(() => untakenOf(data), [data])
}

const NONE: readonly Row[] = []
/** Looked for once, however many ask. */
const found = new WeakMap<readonly Row[], readonly Row[]>()
function untakenOf(rows: readonly Row[]): readonly Row[] {
  const untaken = found.get(rows) ?? rows.filter(hasNobody)
  found.set(rows, untaken)
  return untaken
}

/** Rings for what nobody has, where somebody has switched it on; who wants quiet has it for ten minutes. */
export function Alarm() {
  const say = useSay()
  const isOn = useStore(isAlarmOn)
  const silentUntil = useStore(silentUntilStore)
  const nowMs = useNow()
  const untaken = useUntaken()
  useRinging(untaken, isOn, silentUntil, nowMs, say)
  useSoundOnceTouched(isOn)
  const toggle = () => {
    setAlarmOn(!isOn)
    silentUntilStore.set(0)
    if (isOn) return
    allowSound()
    void allowNotices()
  }
  const isSilent = nowMs < silentUntil
  return (
    <>
      <button type="button" aria-pressed={isOn} onClick={toggle}>
        <Icon name={isOn && !isSilent ? 'bell' : 'mute'} />
        {isOn ? say(text('提醒已开', 'Alarm on')) : say(text('提醒', 'Alarm'))}
      </button>
      {isOn && untaken.length > 0 && (
        <button type="button" onClick={() => silentUntilStore.set(isSilent ? 0 : nowMs + SNOOZE_MS)}>
          <span className="soft">
            {isSilent
              ? say(text(`静音到 ${clock(silentUntil)}`, `quiet until ${clock(silentUntil)}`))
              : say(text('静音 10 分', 'quiet 10 min'))}
          </span>
        </button>
      )}
    </>
  )
}

const clock = (ms: number): string => wallOf(ms, DESK_ZONE).time

function useRinging(untaken: readonly Row[], isOn: boolean, silentUntil: number, nowMs: number, say: Say): void {
  const rung = useRef<Rung>(new Map())
  useEffect(() => {
    if (!isOn) {
      rung.current = new Map()
      return
    }
    const ids = untaken.map(({ id }) => id)
    const { ring, rung: after } = ringingFor(ids, rung.current, nowMs, silentUntil)
    rung.current = after
    if (ring.length === 0) return
    sound()
    const [first] = untaken.filter(({ id }) => ring.includes(id))
    const what = [first?.place ?? first?.customer, first?.unitName, first?.symptoms].filter(Boolean).join(' ')
    const title =
      ring.length === 1
        ? say(text(`没有人接：${first?.id}`, `Nobody has it: ${first?.id}`))
        : say(text(`${ring.length} 单没有人接`, `Nobody has ${ring.length} repairs`))
    notice(title, what, ring.length === 1 ? (first?.id ?? '') : 'several', () =>
      go(ring.length === 1 ? `/board?open=${first?.id}` : '/board?show=nobody'),
    )
  }, [untaken, isOn, silentUntil, nowMs, say])
}

/** What was remembered from before sounds again once the page is touched. */
function useSoundOnceTouched(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    addEventListener('pointerdown', allowSound, { once: true })
    addEventListener('keydown', allowSound, { once: true })
    return () => {
      removeEventListener('pointerdown', allowSound)
      removeEventListener('keydown', allowSound)
    }
  }, [isOn])
}
