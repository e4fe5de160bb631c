import { canonical } from '../kernel/canonical.ts'
import { inLanguage, type Text } from '../kernel/text.ts'
import { longTime } from '../message/format.ts'
import { FILE_COLUMN_NAMES, FILE_COLUMNS, fileRow } from './files.ts'
import type { EvidencePack } from './pack.ts'
import {
  CLAUSE_COLUMNS,
  COLUMN_NAMES,
  clauseRow,
  OBLIGATION_COLUMNS,
  obligationRow,
  PAPER_COLUMNS,
  paperRow,
  type Reader,
} from './rows.ts'
import { packWords } from './words.ts'

export type Cell = string | number
/** One sheet of the spreadsheet; the first row is its head. */
export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
}

export interface PackFrame extends Reader {
  readonly supplier: Text
  /** Where the service report of a repair can be read. */
  readonly reportUrl: (repair: string) => string
}

/** First cell of the last sheet: what the file is, for whoever checks it. */
export const CHAIN_FORMAT = 'Chengnuo evidence 1'

/** The pack as a spreadsheet: about it, every clause, every obligation, every document, every file that was kept, and the chain that seals them. */
export const sheetsOf = (pack: EvidencePack, frame: PackFrame): readonly Sheet[] => {
  const { language } = frame
  const words = packWords(language)
  const names = COLUMN_NAMES[language]
  const [cover, clauses, obligations, papers, files, chain] = words.sheets
  return [
    { name: cover, rows: [[words.title, ''], ...coverRows(pack, frame), ['', words.check]] },
    {
      name: clauses,
      rows: [
        CLAUSE_COLUMNS.map((column) => names[column]),
        ...pack.plans.flatMap((plan) =>
          plan.clauses.map((clause) => cells(CLAUSE_COLUMNS, clauseRow(clause, plan, frame))),
        ),
      ],
    },
    {
      name: obligations,
      rows: [
        [...OBLIGATION_COLUMNS.map((column) => names[column]), words.report],
        ...pack.obligations.map((linked) => [
          ...cells(OBLIGATION_COLUMNS, obligationRow(linked, frame)),
          linked.record.repair === undefined ? '' : frame.reportUrl(linked.record.repair),
        ]),
      ],
    },
    {
      name: papers,
      rows: [
        PAPER_COLUMNS.map((column) => names[column]),
        ...pack.papers.map((linked) => cells(PAPER_COLUMNS, paperRow(linked, frame))),
      ],
    },
    {
      name: files,
      rows: [
        FILE_COLUMNS.map((column) => FILE_COLUMN_NAMES[language][column]),
        ...pack.files.map((linked) => cells(FILE_COLUMNS, fileRow(linked, frame))),
      ],
    },
    {
      name: chain,
      rows: [
        [CHAIN_FORMAT, canonical({ pack: pack.id, language, timezone: frame.timezone, scope: pack.scope })],
        ...[...pack.obligations, ...pack.papers, ...pack.files].map(({ hash, record }) => [hash, canonical(record)]),
      ],
    },
  ]
}

/** What stands at the head of the pack: label and value. */
export const coverRows = (
  pack: EvidencePack,
  { supplier, language, timezone }: PackFrame,
): (readonly [string, string])[] => {
  const { facts } = packWords(language)
  return [
    [facts.supplier, inLanguage(supplier, language)],
    [facts.customer, pack.customer],
    [facts.period, `${pack.firstDay} – ${pack.lastDay} (${pack.timezone})`],
    [facts.reason, pack.reason],
    [facts.madeBy, pack.madeBy],
    [facts.madeAt, longTime(pack.madeAt, timezone, language)],
    [facts.pack, pack.id],
    [facts.head, pack.head],
  ]
}

const cells = <Column extends string>(columns: readonly Column[], row: Readonly<Record<Column, Cell>>): Cell[] =>
  columns.map((column) => row[column])
