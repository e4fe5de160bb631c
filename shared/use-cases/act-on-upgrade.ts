import { boundDocument } from '../directory/binding.ts'
import type { Actor, PersonRef } from '../kernel/actor.ts'
import { BadRequestError, nobody } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import { millisBetween } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { change, wake } from '../shell/commit.ts'
import type { UpgradeAction } from '../upgrade/actions.ts'
import { act } from '../upgrade/decide.ts'
import { upgradeSubject } from '../upgrade/state/subject.ts'
import type { Upgrade } from '../upgrade/state/upgrade.ts'
import { type Busy, busyDuring, type Window } from '../upgrade/state/window.ts'
import { upgradeStory } from '../upgrade/story.ts'
import { calendarOf } from './calendar-of.ts'
import type { Deps } from './deps.ts'
import { personRef } from './team.ts'
import { ladderOf } from './upgrade-plot.ts'

export type UpgradeActResult =
  | { readonly outcome: 'done'; readonly upgrade: Upgrade }
  | { readonly outcome: 'notAllowed'; readonly upgrade: Upgrade; readonly why: Text }
  | { readonly outcome: 'notFound' }

/**
 * Somebody does something to an upgrade: it is saved, then the waiting execution is told to look again. Whose it is was asked before.
 * Throws BadRequestError when the action names something that does not exist, or lacks what the plan asks for.
 */
export async function actOnUpgrade(
  deps: Deps,
  id: string,
  action: UpgradeAction,
  by: Actor,
): Promise<UpgradeActResult> {
  const result = await change(deps, upgradeStory, id, async (state) => {
    const person = await personNamed(deps, action)
    const [busy, { office }] = await Promise.all([busyFor(deps, state, action), ladderOf(deps, state)])
    return act(state, action, { by, now: deps.clock.now(), busy, office, ...defined({ person }) })
  })
  if (!result) return { outcome: 'notFound' }
  if ('refused' in result) return { outcome: 'notAllowed', upgrade: result.state, why: result.refused }
  if (!('state' in result)) throw new Error(`${id} holds nothing that another may have`)
  if (result.saved) await wake(deps, upgradeSubject(id))
  return { outcome: 'done', upgrade: result.state }
}

async function personNamed(deps: Deps, action: UpgradeAction): Promise<PersonRef | undefined> {
  if (action.type !== 'assign') return undefined
  const person = await personRef(deps, action.person)
  if (!person) throw new BadRequestError([nobody('person', action.person)])
  return person
}

/** The customer's peak hours around the window that an action is about. */
async function busyFor(deps: Deps, state: Upgrade, action: UpgradeAction): Promise<readonly Busy[]> {
  if (action.type === 'propose') return peaksOf(deps, state, action)
  return action.type === 'tick' && !state.begunAt && state.agreed ? peaksOf(deps, state, state.agreed) : []
}

/** So long a window is looked at at most: whatever is longer is refused. */
const LONGEST_MS = 31 * 24 * 3_600_000

/** By their calendar, and the working hours of the plan. */
async function peaksOf(deps: Deps, state: Upgrade, { from, until }: Window): Promise<readonly Busy[]> {
  if (until <= from || millisBetween(from, until) > LONGEST_MS) return []
  const [contract, { entries }] = await Promise.all([
    deps.directory.contract(state.contract),
    calendarOf(deps, state.customer.id),
  ])
  const document = contract && boundDocument(await deps.plans(), contract)
  const { timezone } = state.hours
  const time = { timezone, workingHours: document?.workingHours ?? [], ...defined({ holidays: document?.holidays }) }
  return busyDuring({ from, until }, { entries, site: state.site.id, time })
}
