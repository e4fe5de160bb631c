import type { Roster } from '../directory/directory.ts'
import { isOver, type RosterChange, spanOf } from '../directory/roster-change.ts'
import { laid } from '../duty/decide.ts'
import type { Duty } from '../duty/duty.ts'
import type { DutyShift } from '../duty/plan.ts'
import { dutyStory } from '../duty/story.ts'
import { type Actor, SYSTEM } from '../kernel/actor.ts'
import { BadRequestError, NotFoundError, StoreBusyError } from '../kernel/errors.ts'
import { type Instant, laterOf } from '../kernel/instant.ts'
import type { RosterRequest } from '../oncall/change-roster.ts'
import { onDuty } from '../oncall/on-call.ts'
import { edgesIn } from '../oncall/proposal.ts'
import { change } from '../shell/commit.ts'
import type { Deps } from './deps.ts'
import { changeOnRecord, rosterOnFile } from './rosters.ts'

// Reinforced duty lies over the roster as stand-ins that name it. What the plan says, and what lies there, are compared: what is too much
// ends, what is missing is laid over. Done again, nothing is left to do.

/** What is to lie over which roster. */
export interface Layer {
  readonly duty: string
  readonly roster: string
  readonly reason: string
  readonly shifts: readonly DutyShift[]
}

export const layerOf = ({ id, roster, name, shifts }: Duty): Layer => ({ duty: id, roster, reason: name, shifts })

/** So many changes of one duty, and how often others may be first with the roster. */
const ATTEMPTS = 200

/** Throws BadRequestError where the roster has a reason against a shift. */
export async function layOver(deps: Deps, by: Actor, layer: Layer): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { own } = await rosterOnFile(deps, layer.roster)
    const next = nextChange(own.roster, layer, deps.clock.now())
    if (!next) return
    const wanted = { change: next, reason: layer.reason, version: own.roster.version ?? 0, dryRun: false }
    await changeOnRecord(deps, { actor: by, role: 'dispatcher' }, layer.roster, wanted)
  }
  throw new StoreBusyError('The roster is being changed by too many others at once; try again')
}

/** Once what the duty is has changed: the roster follows, and that is noted. What it refuses keeps nothing else from following. */
export async function layAgain(deps: Deps, duty: Duty): Promise<void> {
  if (!duty.unlaid) return
  try {
    await layOver(deps, SYSTEM, layerOf(duty))
  } catch (error) {
    if (!(error instanceof BadRequestError || error instanceof NotFoundError)) throw error
    deps.log.warn('The roster does not take what reinforced duty asks for', { duty: duty.id, error })
  }
  await change(deps, dutyStory, duty.id, (state) => laid(state, duty.version, deps.clock.now()))
}

/** What is too much goes first, so that it stands in nobody's way. */
function nextChange(roster: Roster, layer: Layer, now: Instant): RosterRequest | undefined {
  for (const one of roster.changes ?? []) {
    const end = one.kind === 'standIn' && one.duty === layer.duty ? endOf(one, layer, now) : undefined
    if (end) return { kind: 'end', change: one.id, from: end }
  }
  for (const shift of layer.shifts) {
    const { person, tier = 0 } = shift
    const [next] = stretchesWithout(roster, { person, tier, from: laterOf(shift.from, now), to: shift.to })
    if (next) return { kind: 'standIn', tier, person, duty: layer.duty, ...next }
  }
  return undefined
}

/** From when on a stand-in is too much; undefined: all of it that is still to come is as planned. */
function endOf(one: RosterChange & { kind: 'standIn' }, { shifts }: Layer, now: Instant): Instant | undefined {
  if (one.ended || isOver(one, now)) return undefined
  const { from, to = from } = spanOf(one)
  const begin = laterOf(from, now)
  const shift = shifts.find(
    ({ person, tier = 0, ...days }) =>
      person === one.person && tier === one.tier && days.from <= begin && begin < days.to,
  )
  if (!shift) return now
  return shift.to < to ? shift.to : undefined
}

/** In which somebody else is asked first on that line, each as long as nothing changes there. */
function stretchesWithout(roster: Roster, { person, tier, from, to }: Required<DutyShift>) {
  if (to <= from) return []
  const edges = [from, ...edgesIn(roster, { from, to }).filter((at) => at > from && at < to)]
  const isTheirs = (at: Instant) => onDuty(roster, tier, at)[0] === person
  const found: { from: Instant; to: Instant }[] = []
  for (const [place, at] of edges.entries()) {
    const end = edges[place + 1] ?? to
    const last = found.at(-1)
    if (isTheirs(at)) continue
    if (last?.to === at) last.to = end
    else found.push({ from: at, to: end })
  }
  return found
}
