import type { BoardRow } from './order.ts'

/** What a board is narrowed to besides its filter and search; each stands in the address under its name. */
export const NARROWED_BY = ['stage', 'severity', 'roster', 'who'] as const
type NarrowedBy = (typeof NARROWED_BY)[number]
type Narrowing = Readonly<Partial<Record<NarrowedBy, string>>>

type Narrowable = BoardRow & { readonly roster?: string | undefined }

/** What a row says of each; a severity is of its plan. */
const SAID: Readonly<Record<NarrowedBy, (row: Narrowable) => string | undefined>> = {
  stage: ({ stage }) => stage,
  severity: ({ plan, severity }) => `${plan}/${severity}`,
  roster: ({ roster }) => roster,
  who: ({ assignee, desk, paged }) => assignee ?? desk ?? paged?.name,
}

export const narrowingIn = (query: URLSearchParams): Narrowing =>
  Object.fromEntries(NARROWED_BY.flatMap((name) => (query.get(name) ? [[name, query.get(name) ?? '']] : [])))

export const fits = (row: Narrowable, narrowing: Narrowing): boolean =>
  NARROWED_BY.every((name) => narrowing[name] === undefined || SAID[name](row) === narrowing[name])

/** What there is to choose from, by name. */
export const choicesIn = (rows: readonly Narrowable[], name: NarrowedBy): readonly string[] =>
  [...new Set(rows.flatMap((row) => SAID[name](row) ?? []))].toSorted()

/** Columns that may be left out, or shown where the width alone would leave them out, in their order. */
export const COLUMNS = ['cl', 'left', 'rail', 'stage', 'who', 'reported', 'serial', 'id'] as const
export type ColumnName = (typeof COLUMNS)[number]
/** What is shown unless somebody chooses. */
export const USUAL: readonly ColumnName[] = ['cl', 'left', 'rail', 'stage', 'who']
/** Between what it can do with and what it is best with. */
const WIDTHS: Readonly<Record<ColumnName, string>> = {
  cl: 'minmax(86px, 134px)',
  left: '116px',
  rail: '144px',
  stage: 'minmax(72px, 86px)',
  who: 'minmax(150px, 206px)',
  reported: '112px',
  serial: '150px',
  id: '116px',
}
/** English is up to twice as wide. */
const WIDER: Readonly<Partial<Record<ColumnName, string>>> = {
  cl: 'minmax(112px, 164px)',
  left: '120px',
  stage: 'minmax(132px, 150px)',
}

/** `cols` of the address; undefined: as the width has it. */
export function columnsIn(query: URLSearchParams): readonly ColumnName[] | undefined {
  const written = query.get('cols')?.split('.')
  return written && COLUMNS.filter((name) => written.includes(name))
}

/** The grid of a row with these. */
export const gridOf = (columns: readonly ColumnName[], isEnglish: boolean): string =>
  [
    isEnglish ? '40px 138px minmax(0, 1fr)' : '40px 54px minmax(0, 1fr)',
    ...columns.map((name) => (isEnglish && WIDER[name]) || WIDTHS[name]),
  ].join(' ')
