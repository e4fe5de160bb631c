import { type Actor, nameOf } from '../kernel/actor.ts'
import { defined } from '../kernel/fields.ts'
import { type Duration, durationMs, type Instant, later } from '../kernel/instant.ts'
import type { Shelf, Shelved } from '../ports/shelf.ts'
import type { Calls, OnTheLine } from '../wire/on-the-line.ts'
import { callerOnFile } from './caller.ts'
import type { Deps } from './deps.ts'

// Who has the hotline on the line now, for the desk to see: no evidence of anything, and gone by itself. What the hotline says of a
// call and what the desk does about it lie on two shelves, so that neither writes over the other.

const LINE = 'onTheLine'
const PICKED_UP = 'pickedUp'

/** What a flood may fill: beyond it the oldest give way. */
const MOST_LINES = 50
const MOST_TOLD = 20
/** Longer than any call. */
const PICKED_UP_FOR_MS = durationMs('PT2H')

type LineDeps = Pick<Deps, 'directory' | 'clock' | 'log' | 'shelf'>

type Line = Omit<OnTheLine, 'takenBy'>
interface PickedUp extends Shelved {
  readonly by: string
  /** What the desk made of it: then it is no call on the line any more. */
  readonly repair?: string
}

/** What the hotline knows of a call that somebody has on the line. */
export interface Heard {
  readonly id: string
  readonly since: Instant
  readonly caller?: string
  readonly repair?: string
  /** When it is over unless something more is heard of it: whoever says so may die. */
  readonly lasts: Duration
}

/** Somebody is on the line. That nobody at the desk sees it is no reason to fail them. */
export async function noteOnTheLine(deps: LineDeps, heard: Heard): Promise<void> {
  const { shelf, clock } = deps
  await quietly(deps, async () => {
    const now = clock.now()
    const lines = await linesOn(shelf, now)
    const known = lines.find(({ id }) => id === heard.id)
    const since = known?.since ?? heard.since
    const repair = heard.repair ?? known?.repair
    const others = lines.filter(({ id }) => id !== heard.id)
    for (const { id } of newestFirst(others).slice(MOST_LINES - 1)) await shelf.remove(LINE, id)
    await shelf.put(LINE, await lineOf(deps, { ...heard, since, ...defined({ repair }) }, now))
  })
}

async function lineOf(deps: LineDeps, { id, since, repair, caller, lasts }: Heard, now: Instant): Promise<Line> {
  const { phone, person, sites, customer } = await callerOnFile(deps, caller)
  const [site, owner] = await Promise.all([
    sites.length === 1 && sites[0] !== undefined ? deps.directory.site(sites[0]) : undefined,
    customer === undefined ? undefined : deps.directory.customer(customer),
  ])
  const known = { caller: phone, name: person?.name, place: site?.shortName ?? owner?.name, repair }
  return { id, since, until: later(now, durationMs(lasts)), ...defined(known) }
}

export const hungUp = (deps: LineDeps, id: string): Promise<void> => quietly(deps, () => deps.shelf.remove(LINE, id))

/** What the desk sees: the newest, and how many there are. What became a repair at the desk is none of them any more. */
export async function onTheLine({ shelf, clock }: LineDeps): Promise<Calls> {
  const now = clock.now()
  const lines = await linesOn(shelf, now)
  if (lines.length === 0) return { count: 0, newest: [] }
  const pickedUp = new Map(((await shelf.all(PICKED_UP, now)) as readonly PickedUp[]).map((one) => [one.id, one]))
  const open = newestFirst(lines).filter(({ id }) => pickedUp.get(id)?.repair === undefined)
  const told = open.slice(0, MOST_TOLD).map((line) => ({ ...line, ...defined({ takenBy: pickedUp.get(line.id)?.by }) }))
  return { count: open.length, newest: told }
}

/** Somebody at the desk has it; whoever does so later has it then. Undefined: it is over. */
export async function pickUp(deps: LineDeps, id: string, by: Actor): Promise<OnTheLine | undefined> {
  const now = deps.clock.now()
  const line = (await linesOn(deps.shelf, now)).find((one) => one.id === id)
  if (!line) return undefined
  await deps.shelf.put(PICKED_UP, pickedUp(id, by, now))
  return { ...line, takenBy: nameOf(by) }
}

/** What a colleague has put on record may be such a call: then it is a repair. */
export async function becameRepair(deps: LineDeps, id: string, by: Actor, repair: string): Promise<void> {
  await quietly(deps, async () => {
    const now = deps.clock.now()
    const isOne = (await linesOn(deps.shelf, now)).some((line) => line.id === id)
    if (isOne) await deps.shelf.put(PICKED_UP, pickedUp(id, by, now, repair))
  })
}

const linesOn = async (shelf: Shelf, now: Instant): Promise<readonly Line[]> =>
  (await shelf.all(LINE, now)) as readonly (Shelved & Line)[]

const pickedUp = (id: string, by: Actor, now: Instant, repair?: string): PickedUp => ({
  id,
  by: nameOf(by),
  until: later(now, PICKED_UP_FOR_MS),
  ...defined({ repair }),
})

const newestFirst = (lines: readonly Line[]): readonly Line[] =>
  lines.toSorted((one, other) => (one.since < other.since ? 1 : -1))

async function quietly({ log }: LineDeps, what: () => Promise<void>): Promise<void> {
  try {
    await what()
  } catch (error) {
    log.warn('A call on the line is not shown to the desk', { error })
  }
}
