// Small pictures as cameras write them, with what they note beside them.

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0))
const segment = (marker: number, ...content: number[]): number[] => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 0xff,
  ...content,
]
const short = (value: number): number[] => [value & 0xff, value >> 8]

/** EXIF in little-endian order, as most phones write it: which way up, and where it was taken. */
const exif = (orientation: number): number[] =>
  segment(
    0xe1,
    ...ascii('Exif'),
    0,
    0,
    ...[0x49, 0x49, 0x2a, 0, 8, 0, 0, 0],
    ...short(1),
    ...[...short(0x0112), ...short(3), 1, 0, 0, 0, ...short(orientation), 0, 0],
    ...ascii('GPS 30.28N 120.15E'),
  )

/** Its scan holds a stuffed 0xFF and a restart; of a progressive picture a table and another scan follow. */
const SCAN = [...segment(0xda, 1, 1, 0, 0, 63, 0), 0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56]
const TABLE = segment(0xdb, 0, ...Array.from({ length: 64 }, () => 1))

/** `after`: what stands behind the end of the picture. */
export const jpeg = ({ orientation = 1, note = '', after = '' } = {}): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, ...ascii('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0),
    ...exif(orientation),
    ...segment(0xe2, ...ascii('ICC_PROFILE'), 0, 1, 1, 9),
    ...segment(0xe2, ...ascii('MPF'), 0, 9),
    ...segment(0xed, ...ascii('Photoshop 3.0 何平 Tel 13800138001'.replace(/[^\x20-\x7e]/g, ''))),
    ...segment(0xfe, ...ascii(`taken by HUAWEI P60 ${note}`)),
    ...TABLE,
    ...SCAN,
    ...segment(0xe1, ...ascii('Exif hidden between scans')),
    ...SCAN,
    ...[0xff, 0xd9],
    ...ascii(after),
  ])

const chunk = (name: string, ...content: number[]): number[] => [
  0,
  0,
  content.length >> 8,
  content.length & 0xff,
  ...ascii(name),
  ...content,
  ...[1, 2, 3, 4],
]
export const png = (): Uint8Array =>
  Uint8Array.from([
    ...[0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', ...Array.from({ length: 13 }, () => 1)),
    ...chunk('tEXt', ...ascii('Author Wang Qiang')),
    ...chunk('eXIf', ...ascii('GPS')),
    ...chunk('IDAT', 1, 2, 3),
    ...chunk('IEND'),
    ...ascii('<script>'),
  ])

const part = (name: string, ...content: number[]): number[] => [
  ...ascii(name),
  content.length,
  0,
  0,
  0,
  ...content,
  ...(content.length % 2 ? [0] : []),
]
export const webp = (): Uint8Array => {
  const parts = [
    ...part('VP8X', 0b1100, 0, 0, 0, 1, 0, 0, 1, 0, 0),
    ...part('VP8 ', 1, 2, 3),
    ...part('EXIF', ...ascii('GPS 30.28N')),
  ]
  return Uint8Array.from([...ascii('RIFF'), parts.length + 4, 0, 0, 0, ...ascii('WEBP'), ...parts])
}

export const pdf = (): Uint8Array => Uint8Array.from(ascii('%PDF-1.7\n%%EOF'))
export const page = (): Uint8Array => Uint8Array.from(ascii('<!doctype html><script>alert(1)</script>'))
