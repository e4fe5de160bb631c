import { statSync } from 'node:fs'
import { WordedError } from '../../shared/kernel/errors.ts'

// What a file may hold before anything looks at it: far above what any supplier keeps, far below what a machine has room for.

/** 20 MB. */
const LARGEST_FILE = 20 * 1024 * 1024
/** Parts of a workbook: a sheet each, and a dozen more. */
const MOST_PARTS = 500
/** 200 MB, all parts unpacked. */
const LARGEST_UNPACKED = 200 * 1024 * 1024
export const MOST_ROWS = 50_000
export const MOST_COLUMNS = 200

export class TooLargeError extends WordedError {
  override readonly name = 'TooLargeError'
}

const tooLarge = (zh: string, en: string): TooLargeError => new TooLargeError({ zh, en })

/** @throws TooLargeError; what the file system throws where there is no such file. */
export function requireFileFits(file: string): void {
  if (statSync(file).size > LARGEST_FILE)
    throw tooLarge('文件超过 20 MB；请分成几个文件', 'is over 20 MB; make several files of it')
}

/** @throws TooLargeError for a table that nobody keeps by hand. */
export function requireTableFits(rows: readonly (readonly unknown[])[]): void {
  if (rows.length > MOST_ROWS)
    throw tooLarge(`超过 ${MOST_ROWS} 行；请分成几个文件`, `has over ${MOST_ROWS} rows; make several files of it`)
  if (rows.some((row) => row.length > MOST_COLUMNS))
    throw tooLarge(`超过 ${MOST_COLUMNS} 列`, `has over ${MOST_COLUMNS} columns`)
}

const END_OF_DIRECTORY = 0x06054b50
const ENTRY = 0x02014b50
const ZIP64_LOCATOR = 0x07064b50
/** The end record with the longest comment. */
const END_WITHIN = 65_557

/**
 * What a ZIP file says that it unpacks to. Whoever unpacks it gives each part the room that is said here and no more, so a part
 * that says less than it holds is broken, not large.
 * @throws TooLargeError. A file that is no ZIP is left to whoever reads it.
 */
export function requireUnpackedFits(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const last = bytes.length - 22
  let end = last
  while (end >= 0 && end > last - END_WITHIN && view.getUint32(end, true) !== END_OF_DIRECTORY) end--
  if (end < 0 || view.getUint32(end, true) !== END_OF_DIRECTORY) return
  const parts = view.getUint16(end + 10, true)
  // Two counts, or a directory told elsewhere (ZIP64): whoever unpacks it may go by the other one.
  const isZip64 = end >= 20 && view.getUint32(end - 20, true) === ZIP64_LOCATOR
  if (isZip64 || view.getUint16(end + 8, true) !== parts)
    throw tooLarge('工作簿的目录自相矛盾', 'is a workbook whose directory says two things')
  if (parts > MOST_PARTS)
    throw tooLarge(`工作簿里超过 ${MOST_PARTS} 个部件`, `is a workbook of over ${MOST_PARTS} parts`)
  let [at, unpacked] = [view.getUint32(end + 16, true), 0]
  for (let part = 0; part < parts; part++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return
    // What is said to be longer than 4 GB is said elsewhere: the largest number stands here.
    unpacked += view.getUint32(at + 24, true)
    if (unpacked > LARGEST_UNPACKED)
      throw tooLarge('解压后超过 200 MB，不是正常的表格', 'unpacks to over 200 MB: no table is so large')
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
}
