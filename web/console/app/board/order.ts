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
  readonly hurts?: Hurting
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

const leftOf = (hurts: Hurting | undefined, nowMs: number): number =>
  hurts ? Date.parse(hurts.dueAt) - nowMs : Number.POSITIVE_INFINITY

/** Nobody has said that they see to it. */
const hasNobody = ({ assignee, paged, stage, desk }: BoardRow): boolean =>
  assignee === undefined && desk === undefined && stage === 'response' && !paged?.answered

function groupOf(row: BoardRow, hurts: Hurting | undefined, nowMs: number): Group {
  if (hasNobody(row)) return 'nobody'
  const left = leftOf(hurts, nowMs)
  if (left <= 0) return 'late'
  if (row.paused || row.stage === 'confirmation' || !hurts) return 'waiting'
  return left <= SOON_MS ? 'soon' : 'onTime'
}

/** Of a plan that tells none apart. */
const LIGHT = 2

/** How heavy each severity is in its plan; of a plan that nobody has loaded, all are as light. */
export function ranksOf(plans: readonly Weighing[]): (row: BoardRow) => number {
  const ranks = new Map(
    plans.flatMap(({ id, severities }) =>
      severities.map((one, rank) => [`${id}/${one.id}`, severities.length === 1 ? LIGHT : rank] as const),
    ),
  )
  return ({ plan, severity }) => ranks.get(`${plan}/${severity}`) ?? Number.MAX_SAFE_INTEGER
}

/** All rows by what hurts next: nobody has it, then broken and heaviest first, then by the next limit. */
export function ordered<R extends BoardRow>(
  rows: readonly R[],
  rankOf: (row: BoardRow) => number,
  nowMs: number,
): readonly Line<R>[] {
  const lines = rows.map((row): Line<R> => {
    const hurts = hurting(row)
    return { row, group: groupOf(row, hurts, nowMs), rank: rankOf(row), ...(hurts && { hurts }) }
  })
  const left = new Map(lines.map((line) => [line, leftOf(line.hurts, nowMs)]))
  const place = new Map(GROUPS.map((group, at) => [group, at]))
  return lines.sort((one, other) => {
    const byGroup = (place.get(one.group) ?? 0) - (place.get(other.group) ?? 0)
    if (byGroup !== 0) return byGroup
    if (one.group === 'late' && one.rank !== other.rank) return one.rank - other.rank
    const [mine, theirs] = [left.get(one) ?? 0, left.get(other) ?? 0]
    return mine === theirs ? (one.row.id < other.row.id ? -1 : 1) : mine - theirs
  })
}

/** Whether a line stands under a filter. */
export function passes({ group, hurts }: Line, filter: Filter, nowMs: number): boolean {
  const left = leftOf(hurts, nowMs)
  switch (filter) {
    case 'nobody':
      return group === 'nobody'
    case 'late':
      return left <= 0
    case 'due':
      return left > 0 && left <= DUE_MS
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
  const said = [id, customer, site, place, unit, unitName, model, symptoms, assignee, paged?.name]
    .join(' ')
    .toLowerCase()
  return words.every((word) => said.includes(word))
}
export const wordsIn = (search: string): readonly string[] => search.toLowerCase().split(/\s+/).filter(Boolean)
