import type { Plot } from '../shell/deps.ts'
import type { Ladder } from '../upgrade/asking.ts'
import { advance, notTold } from '../upgrade/decide.ts'
import type { RecordedUpgradeEvent } from '../upgrade/events.ts'
import type { News } from '../upgrade/state/to-whom.ts'
import { isOver, stageOf, type Upgrade } from '../upgrade/state/upgrade.ts'
import { upgradeStory } from '../upgrade/story.ts'
import { laddersOf, managersOnDuty } from './contract-people.ts'
import type { Deps } from './deps.ts'
import { personRef } from './team.ts'

/** An upgrade with whom it asks, as they are on file now. */
export const upgradePlot: Plot<Upgrade, RecordedUpgradeEvent> = {
  ...upgradeStory,

  advance: async (deps: Deps, state) => advance(state, await ladderOf(deps, state), deps.clock.now()),

  /** Nobody is paged about an upgrade: a question that does not arrive is asked again in its turn. */
  pageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  messageFailed: async (deps: Deps, state, { effect, cause }) =>
    notTold(state, effect.values.contact ?? '', cause, deps.clock.now()),
  isStillSo: (state, { values }) => isStillSo(state, values.asked),
  managers: async (deps: Deps, state) => {
    const ladder = state && (await ladderOf(deps, state))
    return ladder ? ladder.office.slice(-1).map(({ id }) => id) : managersOnDuty(deps)
  },
}

/** Whether what somebody was told, or asked, still says something that is so. */
function isStillSo(state: Upgrade, asked: string | undefined): boolean {
  if (asked === 'plan') return stageOf(state) === 'planning'
  if (asked === 'agreement') return state.proposal !== undefined && !isOver(state)
  return asked === undefined || !WHILE_IT_LASTS.has(asked) || !isOver(state)
}

const WHILE_IT_LASTS: ReadonlySet<string> = new Set<News>(['outcome', 'rollingBack', 'late'])

/** Whoever is to do it; then whoever answers for the contract. */
export async function ladderOf(deps: Deps, { engineer, contract }: Upgrade): Promise<Ladder> {
  const found = await deps.directory.contract(contract)
  const office = found ? (await laddersOf(deps, found)).money : await onDuty(deps)
  const onFile = engineer && (await personRef(deps, engineer.id))
  return { office: office.map(({ id, name }) => ({ id, name })), ...(onFile && { engineer: onFile }) }
}

async function onDuty(deps: Deps) {
  const people = await Promise.all((await managersOnDuty(deps)).map((id) => personRef(deps, id)))
  return people.filter((person) => person !== undefined)
}
