import { pngOf } from '../attachments/png.ts'

// Our mark as phones want it on their home screen: PNG, drawn from the same lines as the SVG that the console shows.

/** In a field of 30 by 30: what was promised, the way there, and that it was kept. */
const LINES = [
  [1, 11, 1, 19],
  [1, 15, 18, 15],
  [29, 9, 29, 21],
  [14.5, 14.5, 17.5, 17.8],
  [17.5, 17.8, 23.5, 10.5],
] as const
const STROKE = 2.6
const [GROUND, INK] = [
  [0x0b, 0x5c, 0xad],
  [0xff, 0xff, 0xff],
] as const

/** `maskable`: a phone may cut it to any shape, so that the mark keeps to the middle and colour fills the corners. */
export function iconOf(size: number, isMaskable: boolean): Buffer {
  const [share, radius] = isMaskable ? [0.56, 0] : [0.68, 0.2 * size]
  const scale = (size * share) / 30
  const offset = (size - size * share) / 2
  const rows = Array.from({ length: size }, (_, y) => {
    const row = Buffer.alloc(size * 4)
    for (let x = 0; x < size; x++) {
      const ink = inked((x + 0.5 - offset) / scale, (y + 0.5 - offset) / scale, scale)
      const colour = GROUND.map((ground, part) => Math.round(ground + ((INK[part] ?? 0) - ground) * ink))
      row.set([...colour, Math.round(255 * inside(x + 0.5, y + 0.5, size, radius))], x * 4)
    }
    return row
  })
  return pngOf(size, rows)
}

/** How much of the point a line covers, its edge as wide as a pixel. */
const inked = (x: number, y: number, scale: number): number =>
  within(STROKE / 2 - Math.min(...LINES.map((line) => distance(x, y, line))), scale)

const within = (depth: number, scale: number): number => Math.min(1, Math.max(0, depth * scale + 0.5))

function distance(x: number, y: number, [x1, y1, x2, y2]: (typeof LINES)[number]): number {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy)
}

function inside(x: number, y: number, size: number, radius: number): number {
  const [dx, dy] = [Math.max(radius - x, x - size + radius, 0), Math.max(radius - y, y - size + radius, 0)]
  return radius === 0 ? 1 : within(radius - Math.hypot(dx, dy), 1)
}
