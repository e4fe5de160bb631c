import { joined, textAt, viewOf } from './bytes.ts'

// What a camera writes beside the picture – place, time, owner, device, a small copy of it all – stands in segments of its own, before
// the picture. Those that a reader needs to show it stay; nothing else does, nor what follows its end.

const [START, END, SCAN] = [0xd8, 0xd9, 0xda]
const [JFIF, EXIF, COLOURS, ADOBE] = [0xe0, 0xe1, 0xe2, 0xee]
/** Without the small copy of the picture that may follow. */
const JFIF_BYTES = 18

/** Which way up it is shown, 1 to 8, is the one thing of a camera's notes that is kept. */
const ORIENTATION = 0x0112

/** The picture alone; undefined: it is no whole JPEG. */
export function strippedJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  let [at, orientation, hasScan] = [2, 1, false]
  while (at + 2 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return undefined
    if (marker === END)
      return hasScan
        ? joined([Uint8Array.of(0xff, START), ...upright(orientation), ...kept, Uint8Array.of(0xff, END)])
        : undefined
    const size = at + 4 <= bytes.length ? view.getUint16(at + 2) : 0
    const end = marker === SCAN ? endOfScan(bytes, at + 2 + size) : at + 2 + size
    if (size < 2 || end > bytes.length) return undefined
    const segment = bytes.subarray(at, end)
    if (marker === SCAN) hasScan = true
    if (marker === EXIF) orientation = orientationIn(segment) ?? orientation
    if (isKept(marker, segment)) kept.push(segment)
    at = end
  }
  return undefined
}

/** What an application may say of the picture: that it is one, its colours, how they are coded. */
function isKept(marker: number, segment: Uint8Array): boolean {
  if (marker === JFIF) return textAt(segment, 4, 5) === 'JFIF\0' && segment.length === JFIF_BYTES
  if (marker === COLOURS) return textAt(segment, 4, 11) === 'ICC_PROFILE'
  if (marker === ADOBE) return textAt(segment, 4, 5) === 'Adobe'
  return isPicture(marker)
}

/** Frames, scans, and the tables that they are read by. */
const isPicture = (marker: number): boolean => marker >= 0xc0 && marker <= 0xdf

/** Where the next marker stands: 0xFF in the picture itself is followed by a zero, or by the number of a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1] ?? 0))) at++
  return at
}
const isMarker = (byte: number): boolean => byte !== 0 && byte !== 0xff && !(byte >= 0xd0 && byte <= 0xd7)

function orientationIn(segment: Uint8Array): number | undefined {
  if (textAt(segment, 4, 4) !== 'Exif' || segment.length < 20) return undefined
  const tiff = viewOf(segment.subarray(10))
  const isLittle = tiff.getUint16(0) === 0x4949
  const list = tiff.getUint32(4, isLittle)
  if (list + 2 > tiff.byteLength) return undefined
  const count = tiff.getUint16(list, isLittle)
  for (let entry = list + 2; entry < list + 2 + count * 12 && entry + 12 <= tiff.byteLength; entry += 12)
    if (tiff.getUint16(entry, isLittle) === ORIENTATION) return tiff.getUint16(entry + 8, isLittle)
  return undefined
}

/** A note of nothing but which way up it is; none for a picture that stands upright. */
function upright(orientation: number): readonly Uint8Array[] {
  if (orientation < 2 || orientation > 8) return []
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0]
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  return [Uint8Array.of(0xff, EXIF, 0, 2 + exif.length + tiff.length, ...exif, ...tiff)]
}
