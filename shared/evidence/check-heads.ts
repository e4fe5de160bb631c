import { addDays, startOfDay } from '../kernel/calendar.ts'
import { type Text, text } from '../kernel/text.ts'
import type { Obligation } from '../promise/obligation.ts'
import { type PackScope, tallyUntil } from './pack.ts'
import { CLAUSE_COLUMNS } from './rows.ts'

// What a pack says before its records, checked against them: how often each clause was due and how it ended, and what its head
// names that the chain knows as well.

type Rows = readonly (readonly unknown[])[]
type Due = Pick<Obligation, 'plan' | 'planVersion' | 'clause' | 'state' | 'dueAt' | 'endedAt' | 'lateBy'>

const COUNTS = ['due', 'kept', 'broken', 'waived', 'superseded', 'fallenAway', 'open'] as const
const asText = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell).trim())

/** Clauses whose counts are not those of the records, and clauses of records that are not named. */
export function clauseProblems(rows: Rows, records: readonly Due[]): readonly Text[] {
  const due = Map.groupBy(records, ({ plan, planVersion, clause }) => `${plan} v${planVersion} ${clause}`)
  const named = rows.slice(1).map((row) => `${asText(row[0])} ${asText(row[1])}`)
  const changed = rows.slice(1).flatMap((row, at) => {
    const tally = tallyUntil(due.get(named[at] ?? '') ?? [], '')
    // A clause under which nothing can fall due has no counts.
    const isBlank = tally.due === 0 && COUNTS.every((count) => cellOf(row, count) === '')
    const isSame = COUNTS.every((count) => cellOf(row, count) === String(tally[count]))
    return isBlank || isSame ? [] : [CHANGED(named[at] ?? '')]
  })
  return [...changed, ...[...due.keys()].filter((clause) => !named.includes(clause)).map(GONE)]
}

const cellOf = (row: readonly unknown[], column: (typeof COUNTS)[number]): string =>
  asText(row[CLAUSE_COLUMNS.indexOf(column)])

/** Where on the cover stands what the chain knows: the title comes first. */
const [PERIOD, PACK, HEAD] = [3, 7, 8]

/** Of the cover: the period, the number and the last hash. */
export function coverProblems(rows: Rows, { pack, scope, head }: { pack: string; scope: PackScope; head: string }) {
  const said = (row: number) => asText(rows[row]?.[1])
  return [
    ...(isPeriod(said(PERIOD), scope)
      ? []
      : [text('说明里的期间被改动过', 'the period on the first sheet was changed')]),
    ...(said(PACK) === pack ? [] : [text('说明里的编号被改动过', 'the number on the first sheet was changed')]),
    ...(said(HEAD) === head ? [] : [text('说明里的最后哈希被改动过', 'the last hash on the first sheet was changed')]),
  ]
}

/** `2026-11-01 – 2026-11-30 (Asia/Shanghai)`: the days in that zone are the instants of the chain. */
function isPeriod(said: string, { from, to }: PackScope): boolean {
  const [, first, last, zone] = /^(\d{4}-\d\d-\d\d) – (\d{4}-\d\d-\d\d) \(([\w/+-]+)\)$/.exec(said) ?? []
  if (!first || !last || !zone) return false
  try {
    return startOfDay(first, zone) === from && startOfDay(addDays(last, 1), zone) === to
  } catch {
    return false
  }
}

const CHANGED = (clause: string) =>
  text(`条款 ${clause}：件数与记录不符`, `clause ${clause}: its counts are not those of the records`)
const GONE = (clause: string) => text(`条款 ${clause}：有记录，表里没有`, `clause ${clause}: it has records and no row`)
