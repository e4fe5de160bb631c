import { BadRequestError, fault } from '../../shared/kernel/errors.ts'
import { kindOfFile, LARGEST_FILE, type SentKind } from '../../shared/kernel/file-kind.ts'
import { joined, textAt, viewOf } from './bytes.ts'
import { strippedJpeg } from './jpeg.ts'

/** A file that may be kept: what it is by its content, and its bytes without what a camera noted beside the picture. */
export interface CleanFile {
  readonly kind: SentKind
  readonly content: Uint8Array
}

/** No plan asks where a photo was taken: nothing of that is kept. Throws BadRequestError, which says what to send instead. */
export function stripped(bytes: Uint8Array, accepted: readonly SentKind[]): CleanFile {
  if (bytes.length === 0) throw new BadRequestError([fault('file', '请选择照片', 'choose a photo')])
  if (bytes.length > LARGEST_FILE)
    throw new BadRequestError([fault('file', '文件超过 4 MB，请缩小后再发', 'is over 4 MB: make it smaller')])
  const kind = kindOfFile(bytes)
  if (!kind || !accepted.includes(kind)) throw new BadRequestError([wrongKind(accepted)])
  const content = STRIPPED[kind](bytes)
  if (!content)
    throw new BadRequestError([fault('file', '照片不完整，请重新拍一张', 'is not whole: take the photo again')])
  return { kind, content }
}

const wrongKind = (accepted: readonly SentKind[]) => {
  const names = accepted.map((kind) => NAMES[kind])
  return fault('file', `只收 ${names.join('、')}`, `must be ${names.join(', ')}`)
}
const NAMES: Readonly<Record<SentKind, string>> = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', pdf: 'PDF' }

const STRIPPED: Readonly<Record<SentKind, (bytes: Uint8Array) => Uint8Array | undefined>> = {
  jpeg: strippedJpeg,
  png: strippedPng,
  webp: strippedWebp,
  pdf: (bytes) => bytes,
}

/** Of a PNG the chunks that make the picture: those of words, time and camera are gone, and what follows its end. */
const PNG_CHUNKS = /^(IHDR|PLTE|IDAT|IEND|tRNS|gAMA|cHRM|sRGB|iCCP|sBIT|bKGD|pHYs)$/

function strippedPng(bytes: Uint8Array): Uint8Array | undefined {
  const parts = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = viewOf(bytes).getUint32(at)
    const [name, end] = [nameAt(bytes, at + 4), at + 12 + length]
    if (end > bytes.length) return undefined
    if (PNG_CHUNKS.test(name)) parts.push(bytes.subarray(at, end))
    if (name === 'IEND') return joined(parts)
    at = end
  }
  return undefined
}

const WEBP_CHUNKS = /^(VP8 |VP8L|VP8X|ALPH|ANIM|ANMF|ICCP)$/
/** What holds a picture; the others say how it is shown. */
const WEBP_PICTURE = /^(VP8 |VP8L|ANMF)$/
/** Bits of the header that announce EXIF and XMP. */
const ANNOUNCED = 0b1100

function strippedWebp(bytes: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = []
  const end = Math.min(bytes.length, 8 + viewOf(bytes).getUint32(4, true))
  for (let at = 12; at + 8 <= end; ) {
    const size = viewOf(bytes).getUint32(at + 4, true)
    const next = at + 8 + size + (size % 2)
    if (next > bytes.length) return undefined
    const [name, chunk] = [nameAt(bytes, at), bytes.slice(at, next)]
    if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~ANNOUNCED
    if (WEBP_CHUNKS.test(name)) parts.push(chunk)
    at = next
  }
  if (!parts.some((chunk) => chunk.length > 8 && WEBP_PICTURE.test(nameAt(chunk, 0)))) return undefined
  const result = joined([bytes.slice(0, 12), ...parts])
  viewOf(result).setUint32(4, result.length - 8, true)
  return result
}

/** Chunks have names of four letters. */
const nameAt = (bytes: Uint8Array, at: number): string => textAt(bytes, at, 4)
