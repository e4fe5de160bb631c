import { type PointerEvent, useRef } from 'react'
import type { Picked } from './types.ts'

/** Below it a press is a click. */
const FAR_PX = 6
const BAR = '[data-bar]'
const barAt = (element: Element | null): HTMLElement | null => element?.closest<HTMLElement>(BAR) ?? null
const pickedAt = (element: HTMLElement | null): Picked | undefined =>
  element?.dataset.bar ? (JSON.parse(element.dataset.bar) as Picked) : undefined

interface Drawn {
  readonly x: number
  readonly y: number
  readonly element: HTMLElement
  isFar: boolean
  over: HTMLElement | null
}

/** A bar that is drawn onto another of the same roster: the two shifts are to be swapped. */
export function useDrag(onSwap: (one: Picked, other: Picked) => void) {
  const drawn = useRef<Drawn>(null)
  const stop = () => {
    drawn.current?.element.classList.remove('drawn')
    drawn.current?.over?.classList.remove('target')
    drawn.current = null
  }
  const over = ({ clientX, clientY }: PointerEvent) => barAt(document.elementFromPoint(clientX, clientY))
  return {
    onPointerDown: ({ target, clientX, clientY, button, pointerType }: PointerEvent) => {
      const element = barAt(target as Element)
      // A finger scrolls; there is the form for it.
      if (element && button === 0 && pointerType !== 'touch')
        drawn.current = { x: clientX, y: clientY, element, isFar: false, over: null }
    },
    onPointerMove: (event: PointerEvent) => {
      const now = drawn.current
      if (!now) return
      if (event.buttons === 0) return stop()
      now.isFar ||= Math.hypot(event.clientX - now.x, event.clientY - now.y) >= FAR_PX
      if (!now.isFar) return
      now.element.classList.add('drawn')
      now.over?.classList.remove('target')
      now.over = over(event)
      if (now.over !== now.element) now.over?.classList.add('target')
    },
    onPointerUp: (event: PointerEvent) => {
      const [one, other] = [pickedAt(drawn.current?.element ?? null), pickedAt(over(event))]
      const isFar = drawn.current?.isFar
      stop()
      if (isFar && one && other && one.roster === other.roster && one.bar.from !== other.bar.from) onSwap(one, other)
    },
    onPointerCancel: stop,
  }
}
