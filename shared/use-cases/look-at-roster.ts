import type { Person, Roster } from '../directory/directory.ts'
import { AHEAD_MS, advance, isHandover, type Seen } from '../handover/decide.ts'
import { type Handovers, rosterSubject, type Turn } from '../handover/handovers.ts'
import { rosterStory } from '../handover/story.ts'
import { defined } from '../kernel/fields.ts'
import { type Instant, later } from '../kernel/instant.ts'
import { type Bar, barsOf } from '../oncall/calendar.ts'
import { edgesOf, managerAt } from '../oncall/layers.ts'
import { MANAGER_TIER } from '../oncall/on-call.ts'
import { commit } from '../shell/commit.ts'
import { rowsOf } from './board-rows.ts'
import type { Deps } from './deps.ts'
import { startOrWake } from './start-subject.ts'

/** A command looks at rosters as well, and has less. */
export type RosterDeps = Pick<
  Deps,
  'directory' | 'clock' | 'repairs' | 'store' | 'metrics' | 'workflow' | 'digest' | 'log'
>

/** What the directory says of it now; undefined: its handovers are nobody's to hear of. */
async function seenOf(deps: RosterDeps, id: string, state: Handovers | undefined): Promise<Seen | undefined> {
  const found = await deps.directory.roster(id)
  if (!found?.roster.tells) return undefined
  const { roster, people } = found
  const now = deps.clock.now()
  const until = later(now, AHEAD_MS)
  const manager = people.find((one) => one.id === managerAt(roster, people, now))
  const tiers = barsOf(roster, people, now, until)
  const seen = {
    heading: {
      name: roster.name,
      timezone: roster.timezone,
      tiers: [...tiers.map(({ name }) => name), MANAGER_TIER],
      manager: { id: manager?.id ?? '', hasMail: manager?.email !== undefined },
    },
    turns: [
      ...tiers.flatMap(({ tier, bars }) => joined(bars.map((bar) => ({ tier, ...turnOf(roster, bar) })))),
      ...managers(roster, people, now, until, tiers.length),
    ],
    until,
  }
  // What is open is looked through only where somebody hears of it.
  return { ...seen, ...(isHandover(state, seen, now) ? await openOf(deps, id) : NOTHING_OPEN) }
}

const NOTHING_OPEN = { waiting: 0, theirs: () => 0 }

const turnOf = ({ changes = [] }: Roster, { from, to, person, change }: Bar) => {
  const isOfWatch = changes.some((one) => one.id === change && one.kind === 'standIn' && one.duty !== undefined)
  return { from, to, ...defined({ person }), ...(isOfWatch && { watch: true as const }) }
}

/** The manager's place, where somebody stands in for them. */
function managers(
  roster: Roster,
  people: readonly Person[],
  from: Instant,
  to: Instant,
  tier: number,
): readonly Turn[] {
  const edges = edgesOf(roster, from, to)
  return joined(
    edges.flatMap((at, index) => {
      const person = managerAt(roster, people, at)
      const isOnFile = people.some((one) => one.id === person)
      return isOnFile ? [{ tier, from: at, to: edges[index + 1] ?? to, person }] : []
    }),
  )
}

/** Whatever makes a turn somebody's, it is one: a watch alone is told apart. */
function joined(turns: readonly Turn[]): readonly Turn[] {
  const all: Turn[] = []
  for (const turn of turns) {
    const last = all.at(-1)
    if (last?.to === turn.from && last.person === turn.person && last.watch === turn.watch)
      all[all.length - 1] = { ...last, to: turn.to }
    else all.push(turn)
  }
  return all
}

/** So many open repairs are looked through. */
const MOST_LOOKED_THROUGH = 5_000

async function openOf(deps: RosterDeps, roster: string): Promise<Pick<Seen, 'waiting' | 'theirs'>> {
  const theirs = new Map<string, number>()
  let [waiting, seen] = [0, 0]
  for await (const row of rowsOf(deps, { status: 'open' })) {
    if (++seen > MOST_LOOKED_THROUGH) break
    const { assigneeId } = row
    if (assigneeId !== undefined) theirs.set(assigneeId, (theirs.get(assigneeId) ?? 0) + 1)
    else if (row.roster === roster) waiting += 1
  }
  return { waiting, theirs: (person) => theirs.get(person) ?? 0 }
}

export const decided = async (deps: RosterDeps, id: string, state: Handovers | undefined) =>
  advance(id, state, await seenOf(deps, id, state), deps.clock.now())

/** Others may be first with it so often. */
const ATTEMPTS = 20

/** A roster was changed: whoever gained or lost a turn hears so. Whoever dies in between leaves it to the next handover. */
export async function lookAtRoster(deps: RosterDeps, id: string): Promise<void> {
  const subject = rosterSubject(id)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const kept = (await deps.store.load(subject)) as Handovers | undefined
    const decision = await decided(deps, id, kept)
    if (decision.events.length === 0) return
    if ((await commit(deps, rosterStory, decision)).outcome === 'saved') return startOrWake(deps, subject)
  }
}

/** Every roster of which is told, once the directory is another. One that cannot be looked at keeps no other from it. */
export async function lookAtRosters(deps: RosterDeps): Promise<void> {
  for (const { id } of await deps.directory.rosters())
    await lookAtRoster(deps, id).catch((error: unknown) => deps.log.warn('Roster not looked at', { roster: id, error }))
}
