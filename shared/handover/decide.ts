import { SYSTEM } from '../kernel/actor.ts'
import { canonical } from '../kernel/canonical.ts'
import { defined } from '../kernel/fields.ts'
import { durationMs, earlierOf, type Instant, later, laterOf } from '../kernel/instant.ts'
import { holdsAt, isDuring, type Stretch } from '../kernel/stretch.ts'
import { Recording } from '../subject/recording.ts'
import { NEAR_MS, nextAt, TOLD_MS, troublesIn } from './due.ts'
import { evolve } from './evolve.ts'
import type { HandoverEvent, Handovers, Heading, Turn } from './handovers.ts'

/** How the roster is now. */
export interface Seen {
  readonly heading: Heading
  /** Of the next weeks: as far as `until`. */
  readonly turns: readonly Turn[]
  readonly until: Instant
  /** Open repairs of the roster that nobody has, and how many each of ours has. */
  readonly waiting: number
  readonly theirs: (person: string) => number
}

/** Turns are looked at so far ahead, and again when less than what is told is left of that. */
export const AHEAD_MS = durationMs('P21D')

type Decision = Recording<Handovers, HandoverEvent>

/** What follows from how the roster is now. Asked too early or twice, it decides nothing. */
export function advance(id: string, state: Handovers | undefined, seen: Seen | undefined, now: Instant): Decision {
  const decision = new Recording<Handovers, HandoverEvent>(state, now, SYSTEM, (before, event) =>
    evolve(id, before, event),
  )
  const { before } = decision
  if (!seen) return before && !before.ended ? decision.record({ type: 'ended' }) : decision
  const looked = { type: 'looked', heading: seen.heading, turns: seen.turns, until: seen.until } as const
  if (!before || before.ended) return told(decision.record(looked), seen, now)
  const changes = changesOf(before, seen, now)
  const isOther = changes.length > 0 || differs(before, seen, now)
  if (isOther || before.until < later(now, TOLD_MS)) decision.record(looked, ...changes)
  told(decision.record(...handovers(before, seen, now)), seen, now)
  // An instant at which nothing was to be told after all is over.
  const isPast = decision.events.length === 0 && (nextAt(before) ?? later(now, 1)) <= now
  return isPast ? decision.record(looked) : decision
}

/** Each tier that is somebody else's than was told. */
function newTurns(before: Handovers, { heading, turns }: Pick<Seen, 'heading' | 'turns'>, now: Instant) {
  return [...heading.tiers.keys()].flatMap((tier) => {
    const turn = turns.find((one) => one.tier === tier && holdsAt(one, now))
    const known = before.on.find((one) => one.tier === tier)
    const [from, to] = [known?.person, turn?.person]
    // Whose watch is over and whose own turn goes on hears of that.
    return from === to && known?.watch === turn?.watch ? [] : [{ tier, from, to, turn }]
  })
}

/** Whether anybody comes on or goes off: what is open is told to them alone. */
export const isHandover = (
  before: Handovers | undefined,
  seen: Pick<Seen, 'heading' | 'turns'>,
  now: Instant,
): boolean => before !== undefined && !before.ended && newTurns(before, seen, now).length > 0

/** Whoever comes on, and whoever goes off. */
const handovers = (before: Handovers, seen: Seen, now: Instant): readonly HandoverEvent[] =>
  newTurns(before, seen, now).map(({ tier, from, to, turn }) => {
    const open = { waiting: seen.waiting, theirs: from === undefined ? 0 : seen.theirs(from) }
    const until = turn?.to ?? seen.until
    return { type: 'handedOver', tier, ...defined({ from, to, watch: turn?.watch }), until, open }
  })

const isShown = ({ to }: Stretch, now: Instant): boolean => now < to

/** Whether what was known of the time to come is so no more. */
function differs(before: Handovers, { heading, turns }: Seen, now: Instant): boolean {
  const common = { from: now, to: before.until }
  const shown = (all: readonly Turn[]) => canonical(all.flatMap((turn) => within(turn, common)))
  const { name, timezone, tiers, manager } = before
  return canonical({ name, timezone, tiers, manager }) !== canonical(heading) || shown(before.turns) !== shown(turns)
}

/** Turns to come that are another's than they were; one that runs is handed over. Each person hears of the first. */
function changesOf(before: Handovers, { turns }: Seen, now: Instant): readonly HandoverEvent[] {
  const ahead = (all: readonly Turn[]) => all.filter((turn) => turn.person !== undefined && isShown(turn, now))
  const [old, next] = [
    ahead(before.turns),
    ahead(turns.flatMap((turn) => within(turn, { from: now, to: before.until }))),
  ]
  const people = [...new Set([...old, ...next].flatMap(({ person }) => person ?? []))]
  const isToTell = ({ from, watch }: Turn) => from > now && !watch
  return people.flatMap((person): HandoverEvent[] => {
    const of = (all: readonly Turn[]) => all.filter((turn) => turn.person === person)
    const gained = less(of(next), of(old)).find(isToTell)
    const lost = less(of(old), of(next)).find(isToTell)
    return gained || lost ? [{ type: 'turnChanged', person, ...defined({ gained, lost }) }] : []
  })
}

const within = (turn: Turn, { from, to }: Stretch): readonly Turn[] =>
  isDuring(turn, { from, to }) ? [{ ...turn, from: laterOf(turn.from, from), to: earlierOf(turn.to, to) }] : []

/** What of some turns is in none of the others. */
function less(turns: readonly Turn[], others: readonly Turn[]): readonly Turn[] {
  const left = others.reduce<readonly Turn[]>(
    (rest, other) =>
      rest.flatMap((turn) => {
        if (turn.tier !== other.tier || !isDuring(turn, other)) return [turn]
        return [
          { ...turn, to: earlierOf(turn.to, other.from) },
          { ...turn, from: laterOf(turn.from, other.to) },
        ].filter(({ from, to }) => from < to)
      }),
    turns,
  )
  return left.toSorted((one, other) => (one.from < other.from ? -1 : 1))
}

/** What the manager hears of gaps: of each once two weeks ahead, and once more the day before. */
function told(decision: Decision, seen: Seen, now: Instant): Decision {
  const troubles = troublesIn({ tiers: seen.heading.tiers, turns: seen.turns, until: seen.until }, now)
  const { gaps } = decision.state
  const closed = gaps.filter((gap) => gap.to <= now || !troubles.some((one) => isDuring(one, gap)))
  const fresh = troubles.filter(
    (one) => one.from <= later(now, TOLD_MS) && !gaps.some((gap) => !closed.includes(gap) && isDuring(one, gap)),
  )
  decision.record(...closed.map(({ from, to }) => ({ type: 'gapClosed', gap: { from, to } }) as const))
  if (fresh.length > 0) decision.record({ type: 'gapsFound', gaps: fresh })
  const near = decision.state.gaps.filter(({ from, texted }) => !texted && from <= later(now, NEAR_MS))
  return decision.record(...near.map(({ from, to }) => ({ type: 'gapNear', gap: { from, to } }) as const))
}
