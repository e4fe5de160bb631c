import { MINUTE } from '../../../rail/wall.ts'
import { fieldOf, instantOf } from './axis.ts'
import { turnsOf } from './names.ts'
import type { Calendar, Change, Picked, Tier } from './types.ts'

export type Rota = Pick<Tier, 'rotation' | 'rules'>

/** What somebody is about to change, as the fields have it; times as the roster's wall shows them, empty: now. */
export interface Draft {
  readonly kind: Change['kind']
  readonly roster: string
  /** `tier instant`: a shift by its beginning. */
  readonly shift: string
  readonly other: string
  readonly tier: number
  readonly person: string
  readonly people: readonly string[]
  /** How the tier takes turns; absent: as it does. */
  readonly rota?: Rota | undefined
  readonly from: string
  readonly to: string
  readonly change: string
  readonly reason: string
}

export const emptyDraft = (roster: string, kind: Draft['kind'] = 'standIn'): Draft => ({
  ...{ kind, roster, shift: '', other: '', tier: 0, person: '', people: [], from: '', to: '', change: '', reason: '' },
})

/** Shifts that are not over, of every tier; the manager's place last. */
interface ShiftChoice {
  readonly key: string
  readonly tier: number
  readonly person: string
  readonly from: string
  readonly to: string
}
export function shiftsAhead({ tiers, managers }: Calendar, nowMs: number): readonly ShiftChoice[] {
  const turns = tiers.flatMap(({ tier, bars }) =>
    turnsOf(bars).map(({ from, to, turn }) => ({ tier, from, to, person: turn })),
  )
  const places = managers.map(({ from, to, person }) => ({ tier: tiers.length, from, to, person }))
  return [...turns, ...places]
    .filter(({ to }) => Date.parse(to) > nowMs)
    .map((shift) => ({ ...shift, key: `${shift.tier} ${shift.from}` }))
}

/** The shift in which something of a tier begins. */
export const shiftAt = (calendar: Calendar, tier: number, from: string, nowMs: number): ShiftChoice | undefined =>
  shiftsAhead(calendar, nowMs).find((shift) => shift.tier === tier && shift.from <= from && from < shift.to)

/** The fields once a shift is chosen: its own time or a part of it, from now on where it runs already. */
export const withShift = (
  draft: Draft,
  { key, from, to }: Pick<ShiftChoice, 'key' | 'from' | 'to'>,
  { timezone }: Calendar,
  nowMs: number,
): Draft => ({
  ...draft,
  shift: key,
  from: Date.parse(from) <= nowMs ? '' : fieldOf(from, timezone),
  to: fieldOf(to, timezone),
})

/** What was picked in the calendar: whose turn it is gets a stand-in, what lies over it is ended. */
export function draftOf({ roster, tier, bar }: Picked, calendar: Calendar, nowMs: number): Draft {
  const empty = emptyDraft(roster)
  if (bar.change && bar.layer !== 'leave') return { ...empty, kind: 'end', change: bar.change }
  const shift = shiftAt(calendar, tier, bar.from, nowMs)
  if (!shift) return empty
  // Of a stretch that lies over it, such as a gap, that alone.
  const { from, to } = bar.person === undefined || bar.layer === 'leave' ? bar : shift
  return withShift(empty, { key: shift.key, from, to }, calendar, nowMs)
}

/** How the tier takes turns, as the fields have it; before anything is changed, as it does. */
export const rotaOf = ({ rota, tier }: Draft, { tiers }: Calendar): Rota | undefined => rota ?? tiers[tier]

/** Nobody yet, taking turns in the same rhythm, with the handover at that time of day. */
export const emptyRotation = ({ start, every }: Tier['rotation'], at: string): Tier['rotation'] => ({
  people: [],
  start: `${start.slice(0, 11)}${at}`,
  every,
})

/** The change that the fields say; undefined while something is missing. */
export function changeOf(draft: Draft, calendar: Calendar, nowMs: number): Change | undefined {
  const { kind, person, people, tier, change } = draft
  const from = draft.from ? instantOf(draft.from, calendar.timezone) : undefined
  const to = draft.to ? instantOf(draft.to, calendar.timezone) : undefined
  const start = from === undefined ? {} : { from }
  const shifts = shiftsAhead(calendar, nowMs)
  const shift = shifts.find(({ key }) => key === draft.shift)
  switch (kind) {
    case 'standIn':
      if (!shift || !person || !to) return undefined
      return { kind, tier: shift.tier, replaces: shift.person, person, to, ...start }
    case 'swap': {
      const other = shifts.find(({ key }) => key === draft.other)
      if (!shift || !other) return undefined
      const at = (one: ShiftChoice) => ({ tier: one.tier, at: laterOf(one.from, nowMs) })
      return { kind, shifts: [at(shift), at(other)] }
    }
    case 'leave':
      return person && to ? { kind, person, to, ...start } : undefined
    case 'order':
      return people.length > 0 ? { kind, tier, people: [...people], ...start } : undefined
    case 'rota': {
      const { rotation, rules = [] } = draft.rota ?? {}
      const isWhole =
        rotation && [rotation, ...rules.map((rule) => rule.rotation)].every((one) => one.people.length > 0)
      return isWhole ? { kind, tier, rotation, rules, ...start } : undefined
    }
    case 'end':
      return change ? { kind, change, ...start } : undefined
    default:
      return kind satisfies never
  }
}

/** A whole minute, so that what is asked does not change with every second. */
const laterOf = (instant: string, nowMs: number): string =>
  Date.parse(instant) > nowMs ? instant : new Date(Math.floor(nowMs / MINUTE) * MINUTE).toISOString()
