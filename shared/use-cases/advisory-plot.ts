import {
  type Advisory,
  AT_ONCE,
  advisoryStory,
  choose,
  type RecordedAdvisoryEvent,
  recalled,
  stageOfAdvisory,
  toldAll,
} from '../advisory/advisory.ts'
import { send, withdrawNotice } from '../advisory/notice-decide.ts'
import { noticeStory } from '../advisory/notice-story.ts'
import { noticeId, noticeSubject } from '../advisory/subject.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { change, commit } from '../shell/commit.ts'
import type { Plot } from '../shell/deps.ts'
import { standingNotices } from './advisories.ts'
import { managersOnDuty } from './contract-people.ts'
import type { Deps } from './deps.ts'
import { startOrWake } from './start-subject.ts'
import type * as WhomItConcerns from './whom-it-concerns.ts'

/** Who has what is read when somebody is warned: most that is woken is a repair. */
const concerning = () => import('./whom-it-concerns.ts')

/** An advisory with whom it concerns, as they are on file when their turn comes. */
export const advisoryPlot: Plot<Advisory, RecordedAdvisoryEvent> = {
  ...advisoryStory,

  async advance(deps: Deps, state) {
    if (state.pending.length > 0 || stageOfAdvisory(state) !== 'sending') return choose(state, [], deps.clock.now())
    const { concernedBy } = await concerning()
    const concerned = concernedBy(state.advice, await deps.directory.all())
    return choose(state, [...concerned.keys()], deps.clock.now())
  },

  /**
   * Each of those who were chosen has their notice: whoever has one is told nothing again. Once it is withdrawn, each who has one hears
   * that.
   */
  async settle(deps: Deps, state) {
    const { pending } = state
    if (state.withdrawn) return recallNotices(deps, state)
    if (pending.length === 0) return
    const directory = await deps.directory.all()
    const { concernedBy } = await concerning()
    const concerned = concernedBy(state.advice, directory)
    const customers = new Map(directory.customers.map((customer) => [customer.id, customer]))
    for (const id of pending) {
      const [customer, units] = [customers.get(id), concerned.get(id)]
      if (customer && units) await give(deps, state, { customer, units, directory })
    }
    await change(deps, advisoryStory, state.id, (now) => toldAll(now, pending, deps.clock.now()))
  },

  pageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  messageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  isStillSo: () => true,
  managers: (deps: Deps) => managersOnDuty(deps),
}

/** Some of whom it went to hear that it was withdrawn, each once; the others in the next run. */
async function recallNotices(deps: Deps, { id, withdrawn, isRecalled }: Advisory): Promise<void> {
  if (!withdrawn || isRecalled) return
  const standing = await standingNotices(deps, id)
  for (const notice of standing.slice(0, AT_ONCE)) {
    await change(deps, noticeStory, notice, (state) =>
      withdrawNotice(state, withdrawn.reason, SYSTEM, deps.clock.now()),
    )
    await startOrWake(deps, noticeSubject(notice))
  }
  const isLast = standing.length <= AT_ONCE
  const told = Math.min(standing.length, AT_ONCE)
  await change(deps, advisoryStory, id, (state) => recalled(state, told, isLast, deps.clock.now()))
}

/** A notice that is there already stays as it is; its execution is started again where that was left undone. */
async function give(
  deps: Deps,
  advisory: Advisory,
  whom: Parameters<typeof WhomItConcerns.addressedTo>[2],
): Promise<void> {
  const id = noticeId(advisory.id, whom.customer.id)
  const subject = noticeSubject(id)
  if (!(await deps.store.load(subject))) {
    const { addressedTo } = await concerning()
    const to = await addressedTo(deps, advisory, whom)
    await commit(deps, noticeStory, send(id, to, advisory.advice, deps.clock.now()))
  }
  await startOrWake(deps, subject)
}
