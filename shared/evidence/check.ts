import { text as inBoth, type Language, type Text } from '../kernel/text.ts'
import type { Obligation } from '../promise/obligation.ts'
import { chainOf, type Digest } from './chain.ts'
import { clauseProblems, coverProblems } from './check-heads.ts'
import { FILE_COLUMNS, fileRow } from './files.ts'
import type { FiledPaper, Linked, PackFile, PackScope } from './pack.ts'
import { OBLIGATION_COLUMNS, obligationRow, PAPER_COLUMNS, paperRow, type Reader, type Row } from './rows.ts'
import { CHAIN_FORMAT } from './sheets.ts'

/** What a spreadsheet says of itself, checked against its own chain. */
export interface Checked {
  readonly pack: string
  /** Last hash, derived anew: what the audit record must say. */
  readonly head: string
  /** Derived anew from the records in the file. */
  readonly hashes: readonly string[]
  /** Which of the records had ended when the pack was made, in the same order. */
  readonly ended: readonly boolean[]
  /** What was kept beside them, as the pack names it. */
  readonly files: readonly PackFile[]
  /** What was changed in the file, one line each; empty when nothing was. */
  readonly problems: readonly Text[]
}

type Rows = readonly (readonly unknown[])[]

/**
 * Derives the chain anew from a pack's own records and compares it with what the file says: every row of a record, how often each
 * clause was due and how it ended, and the period, number and last hash on the cover. Purpose, names and the words of the clauses are not in the chain.
 * `sheets`: all sheets of the file in order, as rows of cells. Undefined: the file is no evidence pack.
 */
export const checkSheets = (sheets: readonly Rows[], digest: Digest): Checked | undefined => {
  // Packs of earlier versions have no sheet of files.
  const [coverRows = [], clauseRows = [], obligationRows = [], paperRows = [], ...rest] = sheets
  const [fileRows, chain = []] = rest.length > 1 ? rest : [[], ...rest]
  const about = aboutOf(chain[0])
  if (!about) return undefined
  const links = chain.slice(1).map(([hash, record]) => ({ hash: text(hash), record: read(record) }))
  const [first = '', ...hashes] = chainOf(
    about.scope,
    links.map(({ record }) => record),
    digest,
  )
  const broken = links.findIndex(({ hash }, index) => hash !== hashes[index])
  const follows =
    broken < 0
      ? []
      : [inBoth(`第 ${broken + 1} 条记录：哈希接不上`, `record ${broken + 1}: its hash does not follow from the chain`)]
  const linked = links.map(({ record }, index) => ({ number: index + 1, hash: hashes[index] ?? '', record }))
  const rows = links.every(({ record }) => typeof record === 'object' && record !== null)
    ? [
        ...rowProblems(linked, { obligationRows, paperRows, fileRows }, about),
        ...clauseProblems(clauseRows, links.map(({ record }) => record).filter((one) => !isFile(one)) as never),
      ]
    : [inBoth('哈希链里有一条记录读不出来', 'a record of the chain cannot be read')]
  const ended = links.map(({ record }) => hasEnded(record))
  const files = links.flatMap(({ record }) =>
    typeof record === 'object' && record !== null && isFile(record) ? [record as PackFile] : [],
  )
  const head = hashes.at(-1) ?? first
  const problems = [...follows, ...rows, ...coverProblems(coverRows, { ...about, head })]
  return { pack: about.pack, head, hashes, ended, files, problems }
}

/** Obligations come first, then papers, then files. */
const rowProblems = (
  linked: readonly Linked<unknown>[],
  {
    obligationRows,
    paperRows,
    fileRows = [],
  }: { readonly obligationRows: Rows; readonly paperRows: Rows; readonly fileRows: Rows | undefined },
  reading: Reader,
) => {
  const obligations = linked.filter(({ record }) => isObligation(record)) as Linked<Obligation>[]
  const papers = linked.filter(({ record }) => !isObligation(record) && !isFile(record)) as Linked<FiledPaper>[]
  const files = linked.filter(({ record }) => isFile(record)) as Linked<PackFile>[]
  const cells = <C extends string>(columns: readonly C[], row: Row<C>) => columns.map((column) => row[column])
  return [
    ...changedRows(
      obligations.map((one) => cells(OBLIGATION_COLUMNS, obligationRow(one, reading))),
      obligationRows,
      1,
    ),
    ...changedRows(
      papers.map((one) => cells(PAPER_COLUMNS, paperRow(one, reading))),
      paperRows,
      obligations.length + 1,
    ),
    ...changedRows(
      files.map((one) => cells(FILE_COLUMNS, fileRow(one, reading))),
      fileRows,
      obligations.length + papers.length + 1,
    ),
  ]
}

const hasEnded = (record: unknown): boolean =>
  typeof record === 'object' && record !== null && 'endedAt' in record && record.endedAt !== undefined

const isObligation = (record: unknown): boolean => 'what' in (record as object)
const isFile = (record: unknown): boolean => 'sha256' in (record as object)

interface About extends Reader {
  readonly pack: string
  readonly scope: PackScope
}

const aboutOf = (row: readonly unknown[] | undefined): About | undefined => {
  if (row?.[0] !== CHAIN_FORMAT) return undefined
  const about = read(row[1]) as { pack: string; language: Language; timezone: string; scope: PackScope } | undefined
  return about
}

/** Rows of the file that no longer say what their record says, and rows too many or too few. */
const changedRows = (expected: Rows, rows: Rows, firstNumber: number): Text[] => {
  const found = rows.slice(1)
  const changed = expected.flatMap((row, index) =>
    row.every((cell, column) => text(cell) === text(found[index]?.[column]))
      ? []
      : [
          inBoth(
            `第 ${firstNumber + index} 条记录：这一行被改动过`,
            `record ${firstNumber + index}: the row was changed`,
          ),
        ],
  )
  return found.length > expected.length ? [...changed, TOO_MANY(found.length - expected.length)] : changed
}

const TOO_MANY = (count: number) => inBoth(`多出 ${count} 行`, `${count} rows too many`)

const text = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell).trim())

const read = (cell: unknown): unknown => {
  try {
    return JSON.parse(String(cell))
  } catch {
    return undefined
  }
}
