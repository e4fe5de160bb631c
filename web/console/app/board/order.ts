import type { Milestone } from '../../../../shared/plan/plan.ts'

/** What a board puts together, in the order in which it hurts. */
const GROUPS = ['nobody', 'late', 'soon', 'onTime', 'waiting'] as const
export type Group = (typeof GROUPS)[number]
/** What a board is narrowed to. */
export const FILTERS = ['nobody', 'late', 'due', 'all'] as const
export type Filter = (typeof FILTERS)[number]

const MINUTE = 60_000
const SOON_MS = 120 * MINUTE
const DUE_MS = 30 * MINUTE

/** What the order of a board turns on, and what is searched. */
export interface BoardRow {
  readonly id: string
  readonly plan: string
  readonly severity: string
  readonly stage: string
  readonly paused: boolean
  readonly next?: { readonly clause: string; readonly milestone: Milestone; readonly dueAt: string } | undefined
  readonly broken?:
    | {
        readonly clause: string
        readonly milestone: Milestone
        readonly since: string
        readonly endedAt?: string | undefined
      }
    | undefined
  readonly paged?: { readonly name: string; readonly answered: boolean } | undefined
  readonly assignee?: string | undefined
  readonly desk?: string | undefined
  readonly customer?: string | undefined
  readonly site?: string | undefined
  readonly place?: string | undefined
  readonly unit?: string | undefined
  readonly unitName?: string | undefined
  readonly model?: string | undefined
  readonly symptoms?: string | undefined
}
/** A plan's severities, strictest first. */
interface Weighing {
  readonly id: string
  readonly severities: readonly { readonly id: string }[]
}

/** The promise of a repair that hurts most: a broken one that is still owed, otherwise the next. */
interface Hurting {
  readonly clause: string
  readonly milestone: Milestone
  readonly dueAt: string
  readonly isBroken: boolean
}

export interface Line<R extends BoardRow = BoardRow> {
  readonly row: R
  readonly group: Group
  readonly hasNobody: boolean
  readonly hurts?: Hurting | undefined
  /** When the limit that hurts is reached, in ms; without one, never. */
  readonly dueMs: number
  /** How heavy its severity is: 0 the strictest of its plan. */
  readonly rank: number
}

function hurting({ broken, next }: BoardRow): Hurting | undefined {
  if (broken && !broken.endedAt) {
    const { clause, milestone, since } = broken
    return { clause, milestone, dueAt: since, isBroken: true }
  }
  return next && { clause: next.clause, milestone: next.milestone, dueAt: next.dueAt, isBroken: false }
}

/** Nobody has said that they see to it: at first, or as long as somebody is paged in vain, also once the desk has called back. */
export const hasNobody = ({ assignee, paged, stage, desk }: BoardRow): boolean =>
  assignee === undefined && desk === undefined && (stage === 'response' ? !paged?.answered : paged?.answered === false)

function groupOf({ row, hasNobody, hurts, dueMs }: Omit<Line, 'group' | 'rank'>, nowMs: number): Group {
  if (hasNobody) return 'nobody'
  if (dueMs <= nowMs) return 'late'
  if (row.paused || row.stage === 'confirmation' || !hurts) return 'waiting'
  return dueMs - nowMs <= SOON_MS ? 'soon' : 'onTime'
}

/** Of a plan that tells none apart. */
const LIGHT = 2

/** How heavy each severity is in its plan; of a plan that nobody has loaded, all are as light. */
export function ranksOf(plans: readonly Weighing[]): (row: BoardRow) => number {
  const ranks = new Map<string, Map<string, number>>()
  for (const { id, severities } of plans) {
    const known = ranks.get(id) ?? new Map<string, number>()
    for (const [rank, one] of severities.entries()) known.set(one.id, severities.length === 1 ? LIGHT : rank)
    ranks.set(id, known)
  }
  return ({ plan, severity }) => ranks.get(plan)?.get(severity) ?? Number.MAX_SAFE_INTEGER
}

/** Lines as they were: of a row that has not moved it is the same one, so that nothing is worked out or drawn again. */
const known = new WeakMap<BoardRow, Line>()

function whateverTheTime<R extends BoardRow>(row: R): Omit<Line<R>, 'group' | 'rank'> {
  const hurts = hurting(row)
  return { row, hasNobody: hasNobody(row), hurts, dueMs: hurts ? Date.parse(hurts.dueAt) : Number.POSITIVE_INFINITY }
}

function lineOf<R extends BoardRow>(row: R, rankOf: (row: BoardRow) => number, nowMs: number): Line<R> {
  const before = known.get(row) as Line<R> | undefined
  const asEver = before ?? whateverTheTime(row)
  const rank = rankOf(row)
  const group = groupOf(asEver, nowMs)
  if (before?.group === group && before.rank === rank) return before
  const line = { ...asEver, group, rank }
  known.set(row, line)
  return line
}

const PLACES = Object.fromEntries(GROUPS.map((group, at) => [group, at])) as Readonly<Record<Group, number>>

/** All rows by what hurts next: nobody has it, then broken and heaviest first, then by the next limit. */
export function ordered<R extends BoardRow>(
  rows: readonly R[],
  rankOf: (row: BoardRow) => number,
  nowMs: number,
): readonly Line<R>[] {
  return rows
    .map((row) => lineOf(row, rankOf, nowMs))
    .sort((one, other) => {
      if (one.group !== other.group) return PLACES[one.group] - PLACES[other.group]
      if (one.group === 'late' && one.rank !== other.rank) return one.rank - other.rank
      return one.dueMs === other.dueMs ? (one.row.id < other.row.id ? -1 : 1) : one.dueMs - other.dueMs
    })
}

/** Whether a line stands under a filter. */
export function passes({ group, dueMs }: Line, filter: Filter, nowMs: number): boolean {
  switch (filter) {
    case 'nobody':
      return group === 'nobody'
    case 'late':
      return dueMs <= nowMs
    case 'due':
      return dueMs > nowMs && dueMs - nowMs <= DUE_MS
    case 'all':
      return true
    default:
      return filter satisfies never
  }
}

/** Whether every word of a search stands somewhere in the row. */
export function matches(row: BoardRow, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const { id, customer, site, place, unit, unitName, model, symptoms, assignee, paged } = row
  return saysAll(
    [id, id.replace('-', ''), customer, site, place, unit, unitName, model, symptoms, assignee, paged?.name].join(' '),
    words,
  )
}

export function saysAll(said: string, words: readonly string[]): boolean {
  const lower = said.toLowerCase()
  return words.every((word) => lower.includes(word))
}
export const wordsIn = (search: string): readonly string[] => search.toLowerCase().split(/\s+/).filter(Boolean)
