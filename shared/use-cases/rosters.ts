import type { DirectoryChange } from '../directory/change.ts'
import type { Person, Roster } from '../directory/directory.ts'
import { namedBy } from '../directory/roster-change.ts'
import { rosterPeople } from '../directory/roster-people.ts'
import { BadRequestError, fault, NotFoundError, StoreBusyError } from '../kernel/errors.ts'
import { pick } from '../kernel/fields.ts'
import { changeRoster, type RosterRequest } from '../oncall/change-roster.ts'
import type { OnFile } from '../oncall/duty-problems.ts'
import type { Requester } from './audit.ts'
import type { Deps } from './deps.ts'
import { rostersOnFile } from './team.ts'

/** One roster, and the others beside it. Throws NotFoundError. */
export async function rosterOnFile(deps: Deps, id: string): Promise<{ own: OnFile; others: readonly OnFile[] }> {
  const all = await rostersOnFile(deps)
  const own = all.find(({ roster }) => roster.id === id)
  if (!own) throw new NotFoundError('no such roster')
  return { own, others: all.filter((one) => one !== own) }
}

export interface WantedChange {
  readonly change: RosterRequest
  readonly reason: string
  /** Of the roster, as it was read. */
  readonly version: number
  readonly dryRun: boolean
}
type ChangedRoster = { readonly own: OnFile; readonly others: readonly OnFile[] }

/** How often others may be first with something else. */
const ATTEMPTS = 8

/**
 * A roster is changed, on the version that was read, and the change stands on the directory record in the same step. Leave is of a
 * person: it holds on every roster that names them. Answers how the rosters are after it; `stale`: somebody changed it since.
 */
export async function changeOnRecord(
  deps: Deps,
  { actor: by }: Requester,
  id: string,
  { change, reason, version, dryRun }: WantedChange,
): Promise<ChangedRoster | 'stale'> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const last = await deps.directoryRecord.last()
    const now = deps.clock.now()
    const { own, others } = await rosterOnFile(deps, id)
    if ((own.roster.version ?? 0) !== version) return 'stale'
    const after = await afterChange(deps, { own, others }, change, { now, reason, by: pick(by, 'id', 'name') })
    if (dryRun) return after
    const all = [after.own, ...after.others].map(({ roster }) => roster)
    const before = [own, ...others].map(({ roster }) => roster)
    const changed = all.flatMap((next, index) => {
      const known = before[index]
      return known && known !== next ? [{ before: known, after: next, list: 'rosters' as const, entry: next.id }] : []
    })
    const changes = changed.map(
      (one, index): DirectoryChange => ({ seq: last + 1 + index, at: now, by, reason, ...one }),
    )
    if ((await deps.directoryRecord.save(changes)) !== 'saved') continue
    // Whoever dies here leaves it to the next handover: what is told is told once, whoever comes to it.
    const { lookAtRoster } = await import('./look-at-roster.ts')
    for (const { entry: roster } of changed)
      await lookAtRoster(deps, roster).catch((error: unknown) =>
        deps.log.warn('Roster changed, and nobody told of it yet; the next handover does', { roster, error }),
      )
    return after
  }
  throw new StoreBusyError('The rosters are being changed by too many others at once; try again')
}

async function afterChange(
  deps: Deps,
  { own, others }: ChangedRoster,
  change: RosterRequest,
  asked: { readonly now: string; readonly reason: string; readonly by: { id?: string; name?: string } },
): Promise<ChangedRoster> {
  const named = await peopleNamed(deps, change)
  const apply = ({ roster, people }: OnFile, request: RosterRequest): OnFile => {
    const all = [...people, ...named.filter(({ id }) => !people.some((one) => one.id === id))]
    return { roster: changeRoster(roster, request, { ...asked, people: all }), people: all }
  }
  return {
    own: apply(own, change),
    others: others.map((other) => {
      const request = alsoThere(own.roster, other.roster, change)
      return request ? saying(other.roster.name, () => apply(other, request)) : other
    }),
  }
}

/** What another roster refuses, by its name. */
function saying<T>(roster: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    throw new BadRequestError(error.faults.map(({ at, zh, en }) => fault(at, `${roster}：${zh}`, `${roster}: ${en}`)))
  }
}

/** What the same change is on another roster; nothing where it is of this one alone. */
function alsoThere(own: Roster, other: Roster, change: RosterRequest): RosterRequest | undefined {
  if (change.kind === 'leave') return rosterPeople(other).includes(change.person) ? change : undefined
  if (change.kind !== 'end') return undefined
  const leave = own.changes?.find((one) => one.id === change.change)
  if (leave?.kind !== 'leave') return undefined
  const twin = other.changes?.find((one) => one.kind === 'leave' && one.person === leave.person && one.at === leave.at)
  return twin && !twin.ended ? { ...change, change: twin.id } : undefined
}

/** Those who are on file; whoever is not is refused by name. */
async function peopleNamed({ directory }: Deps, change: RosterRequest): Promise<readonly Person[]> {
  if (change.kind === 'end' || change.kind === 'swap') return []
  const named = namedBy(change.kind === 'rota' ? { from: '', rules: [], ...change } : { from: '', ...change })
  const found = await Promise.all(named.map((id) => directory.person(id)))
  return found.filter((one) => one !== undefined)
}
