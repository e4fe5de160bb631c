import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'

interface Props<T> {
  readonly items: readonly T[]
  readonly heightOf: (item: T) => number
  readonly keyOf: (item: T) => string
  readonly render: (item: T, index: number) => ReactNode
  /** The one that is kept in sight. */
  readonly inSight?: number
  readonly label: string
  /** Stays on top. */
  readonly head: ReactNode
}
/** So much beyond the edge is there before it is scrolled to. */
const AHEAD = 400

/** A list of any length, of which only what can be seen is on the page. */
export function Windowed<T>({ items, heightOf, keyOf, render, inSight = -1, label, head }: Props<T>) {
  const box = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ top: 0, height: 900 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const look = () => setSeen({ top: element.scrollTop, height: element.clientHeight })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])

  const { tops, total } = useMemo(() => placesOf(items, heightOf), [items, heightOf])
  const inSightTop = inSight < 0 ? undefined : tops[inSight]
  const inSightItem = items[inSight]
  const inSightHeight = inSightItem === undefined ? 0 : heightOf(inSightItem)
  useEffect(() => {
    const element = box.current
    if (!element || inSightTop === undefined) return
    if (inSightTop < element.scrollTop) element.scrollTop = inSightTop - inSightHeight
    const under = inSightTop + 2 * inSightHeight - element.clientHeight
    if (under > element.scrollTop) element.scrollTop = under + inSightHeight
  }, [inSightTop, inSightHeight])

  const from = firstAfter(tops, seen.top - AHEAD)
  const to = firstAfter(tops, seen.top + seen.height + AHEAD) + 1
  return (
    <div className="windowed" ref={box}>
      {head}
      <ul className="all" aria-label={label} style={{ height: total }}>
        {items.slice(from, to).map((item, index) => (
          <li
            key={keyOf(item)}
            className="at"
            style={{ transform: `translateY(${tops[from + index]}px)`, height: heightOf(item) }}
          >
            {render(item, from + index)}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Where each begins, and how high all are. */
function placesOf<T>(items: readonly T[], heightOf: (item: T) => number) {
  const tops: number[] = []
  let total = 0
  for (const item of items) {
    tops.push(total)
    total += heightOf(item)
  }
  return { tops, total }
}

/** The last that begins at or before this, by halves. */
function firstAfter(tops: readonly number[], at: number): number {
  let [low, high] = [0, tops.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((tops[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return Math.max(low, 0)
}
