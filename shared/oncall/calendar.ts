import type { Person, Roster } from '../directory/directory.ts'
import { leaveOf, turnsTaken } from '../directory/roster-change.ts'
import type { DutyRule, Rotation } from '../directory/rota.ts'
import type { Instant } from '../kernel/instant.ts'
import { holdsAt } from '../kernel/stretch.ts'
import { awayAt, edgesOf, standInsAt } from './layers.ts'
import { firstOfTiers } from './on-call.ts'
import { dutyAt, turnsAt } from './shifts.ts'

/** What puts somebody on duty: their own turn, a stand-in, a swap, the leave of whose turn it is, or a turn on another tier. */
export type Layer = 'rotation' | 'standIn' | 'swap' | 'leave' | 'otherTier'

/** A stretch of time on a tier. */
export interface Bar {
  readonly from: Instant
  readonly to: Instant
  /** Who is paged first; absent: nobody is left. */
  readonly person?: string
  /** Whose turn it is by rotation. */
  readonly turn: string
  readonly layer: Layer
  /** The change on record that makes it so, and why. */
  readonly change?: string
  readonly reason?: string
}
export interface TierBars {
  readonly tier: number
  readonly name: string
  /** Of the last that holds in the time shown. */
  readonly rotation: Rotation
  readonly rules?: readonly DutyRule[]
  readonly bars: readonly Bar[]
}

/** Who is paged first on each tier from `from` to `to`: what `escalationPath` says at every instant, drawn as bars. */
export function barsOf(
  roster: Roster,
  people: readonly Pick<Person, 'id'>[],
  from: Instant,
  to: Instant,
): readonly TierBars[] {
  const known = new Set(people.map(({ id }) => id))
  const edges = edgesOf(roster, from, to)
  const drawn = edges.map((at, index) => barsAt(roster, at, edges[index + 1] ?? to, known))
  const last = dutyAt(roster, edges.at(-1) ?? from)
  return last.tiers.map(({ name, rotation, rules }, tier) => ({
    ...{ tier, name, rotation },
    ...(rules && { rules }),
    bars: joined(drawn.flatMap((bars) => bars[tier] ?? [])),
  }))
}

function barsAt(roster: Roster, from: Instant, to: Instant, known: ReadonlySet<string>): readonly Bar[] {
  const duty = dutyAt(roster, from)
  return firstOfTiers(roster, from, (id) => known.has(id)).map((person, tier): Bar => {
    const [turn = ''] = turnsAt(duty, tier, from)
    return { from, to, ...(person !== undefined && { person }), turn, ...whyAt(roster, tier, from, turn, person) }
  })
}

function whyAt(
  roster: Roster,
  tier: number,
  at: Instant,
  turn: string,
  person: string | undefined,
): Pick<Bar, 'layer' | 'change' | 'reason'> {
  if (person === turn) return { layer: 'rotation' }
  const { changes = [] } = roster
  const taken = changes.findLast((change) =>
    turnsTaken(change).some((one) => one.tier === tier && one.person === person && holdsAt(one, at)),
  )
  if (taken) return { layer: taken.kind === 'swap' ? 'swap' : 'standIn', change: taken.id, reason: taken.reason }
  if (awayAt(roster, at).has(turn)) {
    const leave = changes.findLast((one) => leaveOf(one).some((span) => span.person === turn && holdsAt(span, at)))
    return { layer: 'leave', ...(leave && { change: leave.id, reason: leave.reason }) }
  }
  const isStandIn = standInsAt(roster, dutyAt(roster, at), tier, at).some((one) => one.person === person)
  return { layer: isStandIn ? 'standIn' : 'otherTier' }
}

/** Neighbours that say the same are one. */
function joined(bars: readonly Bar[]): readonly Bar[] {
  const all: Bar[] = []
  for (const bar of bars) {
    const last = all.at(-1)
    const isSame =
      last?.to === bar.from && last.person === bar.person && last.turn === bar.turn && last.change === bar.change
    if (isSame && last.layer === bar.layer) all[all.length - 1] = { ...last, to: bar.to }
    else all.push(bar)
  }
  return all
}
