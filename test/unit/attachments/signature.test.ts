import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { shadesOf } from '../../../functions/attachments/png.ts'
import { hasStrokes } from '../../../functions/attachments/signature.ts'
import { drawing } from '../../../infra/local/demo/signed.ts'

const [WIDTH, HEIGHT] = [40, 30]
/** A slanted stroke on white. */
const isInked = (x: number, y: number) => Math.abs(x - y) < 3 && x > 4 && x < 28
const PARTS = { 0: 1, 2: 3, 4: 2, 6: 4 } as const

/** How a browser may write it: every row by the same filter. */
function written(colour: keyof typeof PARTS, filter: number, depth = 8): Uint8Array {
  const parts = PARTS[colour]
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    Array.from({ length: WIDTH * parts }, (_, at) => {
      const [x, part] = [Math.floor(at / parts), at % parts]
      return (colour === 4 || colour === 6) && part === parts - 1 ? 255 : isInked(x, y) ? 20 : 255
    }),
  )
  const filtered = rows.flatMap((row, y) => [
    filter,
    ...row.map((value, at) => {
      const [left, up] = [row[at - parts] ?? 0, rows[y - 1]?.[at] ?? 0]
      const corner = at < parts ? 0 : (rows[y - 1]?.[at - parts] ?? 0)
      const guess = left + up - corner
      const [a, b, c] = [left, up, corner].map((near) => Math.abs(guess - near)) as [number, number, number]
      const paeth = a <= b && a <= c ? left : b <= c ? up : corner
      return (value - ([0, left, up, Math.floor((left + up) / 2), paeth][filter] ?? 0) + 512) % 256
    }),
  ])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([depth, colour, 0, 0, 0], 8)
  const chunk = (name: string, data: Uint8Array) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)])
  }
  const [first, ...rest] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  const data = deflateSync(Uint8Array.from(filtered))
  return Buffer.concat([
    Uint8Array.of(first ?? 0, ...rest),
    chunk('IHDR', header),
    // In two parts, as long pictures are.
    chunk('IDAT', data.subarray(0, 20)),
    chunk('IDAT', data.subarray(20)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('the strokes of a signature', () => {
  it.each([0, 2, 4, 6] as const)('are read from a picture of colours %i, however its rows are filtered', (colour) => {
    for (const filter of [0, 1, 2, 3, 4]) {
      const png = written(colour, filter)
      const shades = shadesOf(png)
      expect(shades?.of.length).toBe(WIDTH * HEIGHT)
      for (let at = 0; at < WIDTH * HEIGHT; at++)
        expect(shades?.of[at]).toBe(isInked(at % WIDTH, Math.floor(at / WIDTH)) ? 20 : 255)
      expect(hasStrokes(png)).toBe(true)
    }
  })

  it('are none where nothing stands out, and in what cannot be read', () => {
    expect(hasStrokes(drawing())).toBe(true)
    expect(hasStrokes(drawing(0))).toBe(false)
    for (const broken of [new Uint8Array(0), drawing().subarray(0, 80), written(6, 0, 16)])
      expect(hasStrokes(broken)).toBe(false)
    const vast = Buffer.from(drawing())
    vast.writeUInt32BE(100_000, 16)
    expect(hasStrokes(vast)).toBe(false)
  })
})
