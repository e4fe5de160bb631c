import { defined } from '../kernel/fields.ts'
import { fileName, type KeptFile } from '../kernel/file-kind.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Language } from '../kernel/text.ts'
import type { Linked, PackFile } from './pack.ts'
import { type Reader, type Row, timeCell } from './rows.ts'

// What was kept beside the repairs, visits and contracts of a pack: photos, signatures, papers, reports. Each is named by the
// SHA-256 of the bytes that were stored, so whoever is handed the files can tell whether they are the same.

export const packFileOf = (
  beside: string,
  { sha256, kind, bytes }: KeptFile,
  {
    at,
    by,
    note,
  }: { readonly at?: Instant | undefined; readonly by?: string | undefined; readonly note?: string | undefined } = {},
): PackFile => ({
  beside,
  name: fileName(beside, { sha256, kind }),
  sha256,
  kind,
  bytes,
  ...defined({ at, by, note }),
})

export const FILE_COLUMNS = ['number', 'subject', 'name', 'bytes', 'sha256', 'at', 'by', 'note', 'hash'] as const
export type FileColumn = (typeof FILE_COLUMNS)[number]

export const FILE_COLUMN_NAMES: Readonly<Record<Language, Readonly<Record<FileColumn, string>>>> = {
  'zh-CN': {
    number: '序号',
    subject: '所属单号',
    name: '文件名',
    bytes: '字节数',
    sha256: 'SHA-256',
    at: '时间',
    by: '提交人',
    note: '说明',
    hash: '哈希',
  },
  en: {
    number: 'No.',
    subject: 'Kept beside',
    name: 'File',
    bytes: 'Bytes',
    sha256: 'SHA-256',
    at: 'At',
    by: 'By',
    note: 'What it shows',
    hash: 'Hash',
  },
}

export const fileRow = ({ number, hash, record }: Linked<PackFile>, reading: Reader): Row<FileColumn> => ({
  number,
  subject: record.beside,
  name: record.name,
  bytes: record.bytes,
  sha256: record.sha256,
  at: timeCell(record.at, reading),
  by: record.by ?? '',
  note: record.note ?? '',
  hash,
})

/** How the files that somebody was handed stand against those of a pack. */
export interface FilesChecked {
  readonly same: readonly PackFile[]
  /** Of these no file was handed over whose bytes are the ones that were kept. */
  readonly missing: readonly PackFile[]
  /** These are named in no pack: changed, or from elsewhere. */
  readonly unknown: readonly string[]
}

/** `found`: what was handed over, by name and the SHA-256 of its bytes. */
export function checkFiles(
  files: readonly PackFile[],
  found: readonly { readonly name: string; readonly sha256: string }[],
): FilesChecked {
  const [there, known] = [new Set(found.map(({ sha256 }) => sha256)), new Set(files.map(({ sha256 }) => sha256))]
  return {
    same: files.filter(({ sha256 }) => there.has(sha256)),
    missing: files.filter(({ sha256 }) => !there.has(sha256)),
    unknown: found.filter(({ sha256 }) => !known.has(sha256)).map(({ name }) => name),
  }
}
