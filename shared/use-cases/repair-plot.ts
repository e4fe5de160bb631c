import { reachedAt } from '../directory/reached.ts'
import { defined } from '../kernel/fields.ts'
import { managerAt } from '../oncall/layers.ts'
import { escalationPath } from '../oncall/on-call.ts'
import { advance, type PathEntry } from '../repair/advance.ts'
import { pageFailed, pageUndelivered } from '../repair/decide.ts'
import type { RecordedEvent } from '../repair/events.ts'
import { needsKeeper } from '../repair/features/archive/rules.ts'
import { calledIn, type Teams } from '../repair/features/beyond/rules.ts'
import { isAttended, nextAskedAt } from '../repair/loose-ends.ts'
import { messageFailed } from '../repair/message-failed.ts'
import { isAskedToTake } from '../repair/state/paging.ts'
import type { Repair } from '../repair/state/repair.ts'
import { repairStory } from '../repair/story.ts'
import type { Plot } from '../shell/deps.ts'
import { isPage } from '../subject/effect.ts'
import type { Deps } from './deps.ts'
import { keeperOf, rostersOnFile, teamOf } from './team.ts'

/** A repair with what it looks up: who is on the path, what is free, which team a broken promise calls in. */
export const repairPlot: Plot<Repair, RecordedEvent> = {
  ...repairStory,

  async advance(deps: Deps, repair) {
    const path = await pathFor(deps, repair)
    const freeLoaners = repair.loanerWanted && (await deps.repairs.freeLoaners())
    const teams = await teamsFor(deps, repair)
    const mutes = path.length > 0 ? await deps.mutes.endingAfter(deps.clock.now()) : []
    const keeper = needsKeeper(repair) ? await keeperOf(deps, repair) : undefined
    const surroundings = { path, teams, mutes, ...defined({ freeLoaners, keeper }) }
    return advance(repair, surroundings, deps.clock.now())
  },

  async settle(deps: Deps, repair) {
    // What comes after a page is read when it comes.
    if (repair.replacement?.state === 'done')
      await (await import('./place-replacement.ts')).placeReplacement(deps, repair)
    if (repair.assignee) await (await import('./note-repaired.ts')).noteRepaired(deps, repair)
  },

  async pageFailed({ directory, clock }, repair, { person }, cause) {
    const found = await directory.roster(repair.roster)
    const path = found ? escalationPath(found.roster, found.people, clock.now()) : []
    return pageFailed(repair, person, cause, path.length, clock.now())
  },

  async pageUndelivered(deps: Deps, repair, { key, person }, lost) {
    const history = await deps.repairs.history(repair.id)
    // A receipt that comes late, or again, speaks of a page after which another went.
    const latest = history.findLast(({ type }) => type === 'paged' || type === 'pageUndelivered')
    if (!latest || !key.startsWith(`${repair.id}/${latest.seq}/`)) return { before: repair, state: repair, events: [] }
    return pageUndelivered(repair, person, lost, deps.clock.now())
  },

  async messageFailed(deps: Deps, repair, { effect, went, cause }) {
    const { key, template, link } = effect
    const history = await deps.repairs.history(repair.id)
    // Given up before, and the process died before that was noted: it stands there once.
    if (history.some((event) => event.type === 'messageFailed' && event.message === key))
      return { before: repair, state: repair, events: [] }
    const failed = { template, cause, message: key }
    const more =
      effect.channel === 'contact'
        ? { holder: effect.contact, ...(went && { channel: went }) }
        : { channel: effect.channel, ...(link && { holder: link.holder }) }
    return messageFailed(repair, { ...failed, ...more }, deps.clock.now())
  },

  /** A reminder of what somebody has taken meanwhile, or of what is over, says something that is not so. */
  isStillSo: (repair, effect) => {
    if (effect.channel === 'call') return isAskedToTake(repair, effect.person)
    return isAttended(repair) && !(isPage(effect) && !repair.paging?.pending)
  },

  /** Of the repair's roster; of every roster where that cannot be said. */
  async managers({ directory, clock }, repair) {
    const own = repair && (await directory.roster(repair.roster))
    const rosters = own ? [own] : await rostersOnFile({ directory })
    return [...new Set(rosters.map(({ roster, people }) => managerAt(roster, people, clock.now())))]
  },
}

/** Looked up only when a broken promise calls someone in: the run after the one that recorded the breach. */
async function teamsFor(deps: Deps, repair: Repair): Promise<Teams> {
  const teams = calledIn(repair).map(async ({ team }) => [team, await teamOf(deps, team, repair)] as const)
  return Object.fromEntries(await Promise.all(teams))
}

/** Looked up only for a repair that pages someone, or whose next deadline could. */
async function pathFor(deps: Deps, repair: Repair): Promise<readonly PathEntry[]> {
  const asks = nextAskedAt(repair)
  const isAsking = asks !== undefined && asks <= deps.clock.now()
  if (!isAsking && !repair.paging?.pending && !repair.clocks.some(({ state }) => state === 'open')) return []
  const found = await deps.directory.roster(repair.roster)
  if (!found) return []
  const usual = repair.plan.escalation.ringAfter?.[repair.severity]
  const now = deps.clock.now()
  return escalationPath(found.roster, found.people, now).map(({ person, tier }) => {
    const known = found.people.find(({ id }) => id === person.id)
    const ringAfter = (known && reachedAt(known, now).ringAfter) ?? usual
    return { person, tier, ...defined({ ringAfter }) }
  })
}
