/** What people may send to be kept beside a record, by what a file begins with: its name and what a browser calls it prove nothing. */
export const SENT_KINDS = ['jpeg', 'png', 'webp', 'pdf'] as const
export type SentKind = (typeof SENT_KINDS)[number]
/** What may be kept: reports of our own too. */
export const FILE_KINDS = [...SENT_KINDS, 'html', 'docx'] as const
export type FileKind = (typeof FILE_KINDS)[number]

export const MEDIA_TYPES: Readonly<Record<FileKind, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** A file by what is in it. */
export interface KeptFile {
  /** SHA-256 in hex of its bytes: its name, and the proof that nobody has changed it. */
  readonly sha256: string
  readonly kind: FileKind
  readonly bytes: number
}

const ENDINGS: Partial<Readonly<Record<FileKind, string>>> = { jpeg: 'jpg' }

/** As it is called when it is downloaded: `261120-0001-3fa9c1d20b7e.jpg`. */
export const fileName = (beside: string, { sha256, kind }: Pick<KeptFile, 'sha256' | 'kind'>): string =>
  `${beside}-${sha256.slice(0, 12)}.${ENDINGS[kind] ?? kind}`

/** 4 MB: one that is written as text in a request or an answer of Lambda still fits its 6 MB. */
export const LARGEST_FILE = 4 * 1024 * 1024

export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

const ASCII = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0))
const PNG = [0x89, ...ASCII('PNG'), 0x0d, 0x0a, 0x1a, 0x0a]

const beginsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte)

export function kindOfFile(bytes: Uint8Array): SentKind | undefined {
  if (beginsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (beginsWith(bytes, PNG)) return 'png'
  if (beginsWith(bytes, ASCII('RIFF')) && beginsWith(bytes, ASCII('WEBP'), 8)) return 'webp'
  return beginsWith(bytes, ASCII('%PDF-')) ? 'pdf' : undefined
}
