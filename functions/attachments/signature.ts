import { BadRequestError, fault } from '../../shared/kernel/errors.ts'
import type { SentKind } from '../../shared/kernel/file-kind.ts'
import { shadesOf } from './png.ts'

// What a finger drew on the page. A canvas that nobody touched is a picture too: so the picture is read, and has to show strokes.

/** A page's drawing takes a tenth of it; it stands in every report. */
const LARGEST = 200_000
/** So much darker than the paper, or lighter. */
const STANDS_OUT = 64
/** Of the longer side: a line, and no dot. */
const SHORTEST_LINE = 0.05
/** Of the picture: strokes, and no field of colour. */
const MOST_INK = 0.5

/** Throws BadRequestError for what is no drawing of a signature. */
export function requireStrokes(kind: SentKind, content: Uint8Array): void {
  if (content.length > LARGEST)
    throw new BadRequestError([fault('file', '签字图超过 200 kB，请重签', 'is over 200 kB: sign again')])
  if (kind !== 'png' || !hasStrokes(content)) throw new BadRequestError([NO_STROKES])
}

const NO_STROKES = fault(
  'file',
  '框里没有签字：请客户用手指在框内签名，只写姓名不算签字',
  'nothing is signed: the customer signs with a finger in the box; a name that is typed is no signature',
)

/** Whether something is drawn on a ground of one colour. */
export function hasStrokes(png: Uint8Array): boolean {
  const shades = shadesOf(png)
  if (!shades) return false
  const { width, height, of } = shades
  const paper = of[0] ?? 255
  const [low, high] = [
    [width, height],
    [-1, -1],
  ] as [[number, number], [number, number]]
  let ink = 0
  for (let at = 0; at < of.length; at++) {
    if (Math.abs((of[at] ?? 0) - paper) < STANDS_OUT) continue
    ink += 1
    const [x, y] = [at % width, Math.floor(at / width)]
    ;[low[0], low[1]] = [Math.min(low[0], x), Math.min(low[1], y)]
    ;[high[0], high[1]] = [Math.max(high[0], x), Math.max(high[1], y)]
  }
  const longest = Math.max(high[0] - low[0], high[1] - low[1])
  return ink > 0 && longest >= SHORTEST_LINE * Math.max(width, height) && ink <= MOST_INK * of.length
}
