import { expect, it } from 'vitest'
import { EVENTS_OF, HISTORY_LIMIT } from '../../../workflows/policies/history.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const DAY_MS = 24 * 3_600_000
/** A bound on the history events of an execution that took so many transitions: no state writes more than a wait does. */
const historyOf = (transitions: number) => transitions * EVENTS_OF.wait

/** How long each execution lived, in days, and how many states it went through: both are bounded on Step Functions. */
function executionsStayYoung(world: World): void {
  for (const { name, transitions } of world.host.engine.counts()) {
    const run = world.host.engine.describeExecution(name)
    const days = (Date.parse(run?.stoppedAt ?? world.now) - Date.parse(run?.startedAt ?? '')) / DAY_MS
    expect(days, name).toBeLessThan(365)
    expect(historyOf(transitions), name).toBeLessThan(HISTORY_LIMIT)
  }
}

it('a customer who is silent for 400 days is still reminded, and can still confirm', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const { link } = world.mail('报修已受理')
  await world.act(id, { type: 'solveRemotely', cause: '设置错误', done: '恢复设置' })
  world.messages()
  await world.advance('P400D')
  const told = world.messages()
  const mails = told.filter(({ kind }) => kind === 'email')
  const daysAfter = mails.map(({ at: when }) => (Date.parse(when) - Date.parse(at('11-20 02:13'))) / DAY_MS)
  expect(daysAfter.slice(0, 4)).toEqual([1, 3, 6, 9])
  expect(daysAfter.at(-1)).toBe(399)
  expect(daysAfter).toHaveLength(1 + 133)
  // Every morning somebody of ours is asked whether the customer has confirmed: the engineer twice, then the manager.
  const asked = told.filter(({ kind }) => kind === 'sms')
  expect(asked).toHaveLength(400)
  expect(new Set(asked.map(({ at: when }) => when.slice(11, 16)))).toEqual(new Set(['01:01']))
  expect(new Set(asked.slice(2).map(({ to }) => to)).size).toBe(1)
  executionsStayYoung(world)
  expect(world.host.engine.openExecutions()).toHaveLength(1)

  await world.tap(link, 'confirm', { rating: '5' })
  world.mail('维修已关闭')
  expect((await world.repair(id)).stage).toBe('closed')
  expect(world.host.engine.openExecutions()).toEqual([])
})

it('a page that nobody answers for six weeks is still chased', async () => {
  const world = await World.start(at('11-20 02:13'))
  await world.report({ severity: 'help' })
  await world.advance('P45D')
  const pages = world.messages().filter(({ kind }) => kind === 'sms')
  const gaps = pages.slice(1).map((page, index) => Date.parse(page.at) - Date.parse(pages[index]?.at ?? ''))
  expect(Math.max(...gaps)).toBeLessThanOrEqual(60 * 60_000)
  // Each week another execution takes over, and repeats nothing.
  expect(world.host.engine.counts().length).toBeGreaterThan(5)
  expect(new Set(pages.map((page) => `${page.at} ${page.to} ${page.reason}`)).size).toBe(pages.length)
  executionsStayYoung(world)
})
