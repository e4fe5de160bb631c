import { pngOf } from '../../../functions/attachments/png.ts'

const [WIDTH, HEIGHT, PEN] = [300, 120, 2]

const A_LINE = drawing()

/** What a page sends when somebody signs with a finger: their name, and a line as wide as one. */
export function signatureOf(signer: string, drawn: Uint8Array = A_LINE): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries({ action: 'sign', signer })) form.append(name, value)
  form.append('file', new Blob([Uint8Array.from(drawn)], { type: 'image/png' }), 'signature.png')
  return form
}

/** A wave, black on white; without height it is a blank page. */
export function drawing(height = 30): Buffer {
  const rows = Array.from({ length: HEIGHT }, () => Buffer.alloc(WIDTH * 4, 255))
  if (height > 0)
    for (let x = 40; x < WIDTH - 40; x++) {
      const middle = Math.round(HEIGHT / 2 + height * Math.sin(x / 12))
      for (let y = middle - PEN; y <= middle + PEN; y++) rows[y]?.set([0, 0, 0, 255], x * 4)
    }
  return pngOf(WIDTH, rows)
}
