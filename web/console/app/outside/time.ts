import { useEffect, useSyncExternalStore } from 'react'
import { createStore } from './store.ts'

/** Our clock is the host's, which in the playground can be moved: what it last said, and how long ago that was. */
let said = { at: Date.now(), heard: performance.now() }

const nowMs = (): number => said.at + (performance.now() - said.heard)
const secondStore = createStore(Math.floor(nowMs() / 1000))

/** The host says what time it is; `isAtLeast`: it was so late when something happened. */
export function hostSays(instant: string, isAtLeast = false): void {
  const at = Date.parse(instant)
  if (Number.isNaN(at) || (isAtLeast && at <= nowMs())) return
  said = { at, heard: performance.now() }
  tick()
}

const tick = () => secondStore.set(Math.floor(nowMs() / 1000))

/** The time in ms, anew each second, or as seldom as is enough. */
export const useNow = (everyMs = 1000): number =>
  useSyncExternalStore(secondStore.subscribe, () => Math.floor((secondStore.get() * 1000) / everyMs) * everyMs)

/** Lets the clock tick while the page is open. */
export const useTicking = (): void =>
  useEffect(() => {
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [])
