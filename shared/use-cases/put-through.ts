import type { Person } from '../directory/directory.ts'
import { reachedAt, takesCalls } from '../directory/reached.ts'
import type { Actor } from '../kernel/actor.ts'
import { durationMs, millisBetween } from '../kernel/instant.ts'
import { managerAt } from '../oncall/layers.ts'
import { escalationPath } from '../oncall/on-call.ts'
import { isRepeat } from '../repair/handled.ts'
import { heldUntil } from '../repair/state/mute.ts'
import { isOpen, type Repair } from '../repair/state/repair.ts'
import { act } from './act.ts'
import type { Deps } from './deps.ts'
import { pickUp } from './on-the-line.ts'

// Out of hours whoever calls is put through to whoever has duty, while the page goes out (H3, N14). Pressing 1 answers the caller,
// which is more than a page asks for: it takes the repair, and the customer has been reached.

/** Whoever has duty, the next, then the manager: after that nobody keeps a caller waiting. */
const MOST_RUNG = 3
/** Nobody has said what is wrong in less. */
const TALKED_MS = durationMs('PT10S')

/** Whom to ring next: whoever has it by now, those on duty, the manager. `rung`: who was, by id. Undefined: nobody is left. */
export async function nextToRing(
  { directory, clock }: Pick<Deps, 'directory' | 'clock'>,
  repair: Repair,
  rung: readonly string[],
): Promise<Person | undefined> {
  if (rung.length >= MOST_RUNG || !isOpen(repair) || heldUntil(repair) !== undefined) return undefined
  const found = await directory.roster(repair.roster)
  if (!found) return undefined
  const now = clock.now()
  const manager = managerAt(found.roster, found.people, now)
  const people = new Map(found.people.map((person) => [person.id, person]))
  const mayRing = (person: Person | undefined) => person !== undefined && takesCalls(person, now)
  const path = escalationPath(found.roster, found.people, now).map(({ person }) => people.get(person.id))
  const onDuty = path.filter((person) => person?.id !== manager && mayRing(person)).slice(0, MOST_RUNG - 1)
  const assignee = repair.assignee && (await directory.person(repair.assignee.id))
  const next = [assignee, ...onDuty, people.get(manager)].find(
    (person) => mayRing(person) && !rung.includes(person?.id ?? ''),
  )
  return next && reachedAt(next, now)
}

/** They are put on the line with the customer. Whatever the record says of it, nobody hangs up on a customer. */
export async function answerCaller(deps: Deps, repairId: string, callId: string, person: Person): Promise<void> {
  const by = actorOf(person)
  const id = answerId(callId)
  const { outcome } = await act(deps, repairId, { id, type: 'respond', note: ANSWERED }, by)
  // A colleague has it, or the customer was reached before.
  if (outcome !== 'done') await act(deps, repairId, { id, type: 'note', text: ANSWERED }, by)
  await pickUp(deps, callId, by)
}

/**
 * Whether the caller has talked to this person. Who took the call and was gone at once has not answered: that is taken back, and the
 * next is rung; that they have the repair stays.
 */
export async function hasTalked(deps: Deps, repair: Repair, callId: string, person: Person): Promise<boolean> {
  const by = actorOf(person)
  const id = answerId(callId)
  if (isRepeat(repair, { id, type: 'note' }, by)) return true
  if (!isRepeat(repair, { id, type: 'respond' }, by)) return false
  const answeredAt = repair.milestones.responded?.at
  if (answeredAt === undefined || millisBetween(answeredAt, deps.clock.now()) >= TALKED_MS) return true
  await act(deps, repair.id, { id: `${id}/short`, type: 'takeBack', reason: SHORT }, by)
  return false
}

const ANSWERED = '热线接通，直接答复了客户'
const SHORT = '接通不到 10 秒'

const answerId = (callId: string): string => `line/${callId}`
const actorOf = ({ id, name }: Person): Actor => ({ kind: 'engineer', id, name })
