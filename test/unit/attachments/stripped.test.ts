import { describe, expect, it } from 'vitest'
import { PHOTOS, PHOTOS_AND_PAPERS } from '../../../functions/attachments/keep.ts'
import { stripped } from '../../../functions/attachments/stripped.ts'
import { kindOfFile, LARGEST_FILE } from '../../../shared/kernel/file-kind.ts'
import { jpeg, page, pdf, png, webp } from '../../support/files/pictures.ts'

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const clean = (bytes: Uint8Array): string => textOf(stripped(bytes, PHOTOS_AND_PAPERS).content)
const refusal = (bytes: Uint8Array, accepted = PHOTOS) => {
  try {
    stripped(bytes, accepted)
  } catch (error) {
    return (error as { faults: readonly { zh: string }[] }).faults[0]?.zh
  }
  throw new Error('It was taken')
}

describe('what a file is', () => {
  it('is known by what it begins with', () => {
    expect([jpeg(), png(), webp(), pdf()].map(kindOfFile)).toEqual(['jpeg', 'png', 'webp', 'pdf'])
  })

  it('is no picture of ours when it only says so', () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    const gif = new TextEncoder().encode('GIF89a')
    for (const bytes of [page(), svg, gif, new Uint8Array([0xff, 0xd8])]) {
      expect(kindOfFile(bytes)).toBeUndefined()
      expect(refusal(bytes)).toBe('只收 JPEG、PNG、WebP')
    }
  })

  it('papers are for staff', () => {
    expect(refusal(pdf())).toBe('只收 JPEG、PNG、WebP')
    expect(stripped(pdf(), PHOTOS_AND_PAPERS).kind).toBe('pdf')
  })

  it('is at most 4 MB, is there, and is whole', () => {
    const large = new Uint8Array(LARGEST_FILE + 1)
    large.set(jpeg())
    expect(refusal(large)).toMatch('4 MB')
    expect(refusal(new Uint8Array())).toBe('请选择照片')
    for (const whole of [jpeg(), png()])
      for (let length = 12; length < whole.length - 8; length++)
        expect(refusal(whole.subarray(0, length)), `${length} bytes`).toMatch(/照片不完整|只收/)
  })
})

describe('what a camera notes beside the picture is not kept', () => {
  it('of a JPEG: place, owner, device, copies, comments, what stands between scans and behind the end', () => {
    const bytes = clean(jpeg({ note: 'by He Ping', after: '<script>alert(1)</script>' }))
    expect(bytes).not.toMatch(/Exif|GPS|HUAWEI|He Ping|Photoshop|MPF|hidden|script/)
    expect(bytes).toMatch(/^\xff\xd8\xff\xe0/)
    expect(bytes.endsWith('\xff\xd9')).toBe(true)
    // How it is shown stays: colours, tables, and the picture itself, both scans.
    expect(bytes).toMatch(/JFIF.*ICC_PROFILE/s)
    expect(bytes.split('\x12\xff\x00\x34\xff\xd0\x56')).toHaveLength(3)
  })

  it('of a JPEG: what calls itself a picture’s head and is none, and what no reader knows', () => {
    const [start, rest] = [Uint8Array.of(0xff, 0xd8), jpeg().subarray(2)]
    const segment = (marker: number, text: string) =>
      Buffer.from(`\xff${String.fromCharCode(marker)}\x00${String.fromCharCode(text.length + 2)}${text}`, 'latin1')
    const lying = Buffer.concat([
      start,
      segment(0xe0, '<script>'),
      segment(0xe0, 'JFXX\0copy'),
      segment(0xf3, 'notes'),
      rest,
    ])
    expect(clean(lying)).toBe(clean(jpeg()))
  })

  it('of a JPEG that lies on its side only which way up it is stays', () => {
    const turned = clean(jpeg({ orientation: 6 }))
    expect(turned).not.toMatch(/GPS/)
    const [, notes = ''] = turned.split('Exif\0\0')
    expect(notes.slice(0, 26)).toBe('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0')
    // Cleaned again it is the same: a file sent twice has one digest.
    expect(clean(Buffer.from(turned, 'latin1'))).toBe(turned)
  })

  it('of a PNG: words and camera notes, and what follows its end', () => {
    const bytes = clean(png())
    expect(bytes).not.toMatch(/Wang Qiang|GPS|script/)
    expect(bytes).toMatch(/PNG.*IHDR.*IDAT.*IEND/s)
  })

  it('a WebP without a picture in it is none', () => {
    const name = (text: string) => Buffer.from(text, 'latin1')
    const chunk = (text: string, size: number) =>
      Buffer.concat([name(text), Buffer.from([size, 0, 0, 0]), Buffer.alloc(size)])
    for (const parts of [[chunk('VP8X', 10)], [chunk('VP8X', 10), chunk('ICCP', 4)], [chunk('VP8 ', 0)]]) {
      const body = Buffer.concat([name('WEBP'), ...parts])
      const bytes = Buffer.concat([name('RIFF'), Buffer.from([body.length, 0, 0, 0]), body])
      expect(() => stripped(bytes, PHOTOS)).toThrow()
    }
  })

  it('of a WebP: EXIF, and that there is any', () => {
    const { content } = stripped(webp(), PHOTOS)
    expect(textOf(content)).not.toMatch(/EXIF|GPS/)
    expect(textOf(content)).toMatch(/^RIFF.*WEBPVP8X.*VP8 /s)
    expect(new DataView(content.buffer, content.byteOffset).getUint32(4, true)).toBe(content.length - 8)
    expect(content[20]).toBe(0)
  })
})
