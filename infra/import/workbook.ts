import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { MOST_COLUMNS, MOST_ROWS, requireTableFits, requireUnpackedFits, TooLargeError } from './limits.ts'

/** A sheet, its cells as the workbook has them. */
export interface WorkbookSheet {
  readonly sheet: string
  readonly data: unknown[][]
}

/** Longer than any workbook within the limits takes. */
const READS_WITHIN_MS = 60_000
const ROOM_MB = 512

/**
 * The sheets of a workbook that anybody may have sent. It is read by a thread of its own, with so much room and time: a cell that
 * says that it stands in row 10⁹ would fill both.
 * @throws TooLargeError, and what the library throws when it is none.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<readonly WorkbookSheet[]> {
  requireUnpackedFits(bytes)
  const reader = new Worker(new URL('./workbook-reader.ts', import.meta.url), {
    workerData: { bytes: Uint8Array.from(bytes).buffer, mostRows: MOST_ROWS, mostColumns: MOST_COLUMNS },
    resourceLimits: { maxOldGenerationSizeMb: ROOM_MB },
    // What it has to say it says by an error.
    stderr: true,
  })
  try {
    const [sheets] = await once(reader, 'message', { signal: AbortSignal.timeout(READS_WITHIN_MS) })
    for (const { data } of sheets) requireTableFits(data)
    return sheets
  } catch (error) {
    throw isOutOfRoom(error) ? new TooLargeError(NOT_READ) : error
  } finally {
    await reader.terminate()
  }
}

const NOT_READ = {
  zh: '太大，读不完：看看有没有远在表格之外的单元格',
  en: 'is too large to be read: see whether a cell stands far outside the table',
}

const isOutOfRoom = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'AbortError' || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'))
