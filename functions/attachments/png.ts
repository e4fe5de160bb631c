import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { textAt, viewOf } from './bytes.ts'

// PNG as far as ours is written and a signature is read: rows of eight bits for each part of a pixel.

const SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const WITH_ALPHA = 6

/** A picture of these rows: red, green, blue and how much shows for each pixel. */
export function pngOf(width: number, rows: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(rows.length, 4)
  header.set([8, WITH_ALPHA, 0, 0, 0], 8)
  const unfiltered = Buffer.concat(rows.flatMap((row) => [Uint8Array.of(0), row]))
  const pixels = deflateSync(unfiltered, { level: 9 })
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** How bright each pixel is on white paper, row by row, from 0 to 255. */
export interface Shades {
  readonly width: number
  readonly height: number
  readonly of: Uint8Array
}

/** A pixel's parts by the kind of colour: grey, red green blue, grey and alpha, red green blue and alpha. */
const PARTS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, [WITH_ALPHA]: 4 }
const LONGEST_SIDE = 2000

/** Undefined: it is none that a page draws, or cannot be read. */
export function shadesOf(png: Uint8Array): Shades | undefined {
  if (png.length < 33 || textAt(png, 12, 4) !== 'IHDR') return undefined
  const view = viewOf(png)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const [depth, colour, , , interlaced] = png.subarray(24, 29)
  const parts = PARTS[colour ?? -1]
  if (depth !== 8 || interlaced !== 0 || !parts) return undefined
  if (!(width > 0 && height > 0 && width <= LONGEST_SIDE && height <= LONGEST_SIDE)) return undefined
  const rows = inflated(png, (width * parts + 1) * height)
  return rows && { width, height, of: shaded(rows, width, height, parts) }
}

function inflated(png: Uint8Array, length: number): Uint8Array | undefined {
  const view = viewOf(png)
  const data: Uint8Array[] = []
  for (let at = 8; at + 12 <= png.length; at += 12 + view.getUint32(at))
    if (textAt(png, at + 4, 4) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + view.getUint32(at)))
  try {
    const rows = inflateSync(Buffer.concat(data), { maxOutputLength: length })
    return rows.length === length ? rows : undefined
  } catch {
    return undefined
  }
}

function shaded(filtered: Uint8Array, width: number, height: number, parts: number): Uint8Array {
  const shades = new Uint8Array(width * height)
  const line = width * parts
  let above = new Uint8Array(line)
  for (let y = 0; y < height; y++) {
    const row = filtered.slice(y * (line + 1) + 1, (y + 1) * (line + 1))
    unfilter(row, above, filtered[y * (line + 1)] ?? 0, parts)
    for (let x = 0; x < width; x++) shades[y * width + x] = shadeOf(row.subarray(x * parts, (x + 1) * parts))
    above = row
  }
  return shades
}

/** In place, by what stands to the left of each part, above it, and between these. */
function unfilter(row: Uint8Array, above: Uint8Array, filter: number, parts: number): void {
  for (let at = 0; at < row.length; at++) {
    const [left, up, corner] = [at < parts ? 0 : (row[at - parts] ?? 0), above[at] ?? 0, above[at - parts] ?? 0]
    row[at] = (row[at] ?? 0) + (FILTERS[filter]?.(left, up, corner) ?? 0)
  }
}
const FILTERS: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  (left, up, corner) => nearestTo(left + up - corner, left, up, corner),
]

function nearestTo(guess: number, left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

function shadeOf(pixel: Uint8Array): number {
  const isGrey = pixel.length < 3
  const [red = 0, green = red, blue = red] = isGrey ? pixel.subarray(0, 1) : pixel
  const shows = pixel.length === 2 || pixel.length === 4 ? (pixel.at(-1) ?? 255) / 255 : 1
  return Math.round(255 - shows * (255 - (red + green + blue) / 3))
}
