import { beforeEach, describe, expect, test } from 'vitest'
import { linksHandler } from '../../../../functions/links/links.ts'
import type { Actor } from '../../../../shared/kernel/actor.ts'
import { durationMs, type Instant, later } from '../../../../shared/kernel/instant.ts'
import type { Action } from '../../../../shared/repair/actions.ts'
import { repairSubject } from '../../../../shared/repair/holds.ts'
import { act } from '../../../../shared/use-cases/act.ts'
import { linkOf, openLink } from '../../../../shared/use-cases/open-link.ts'
import { reportFault } from '../../../../shared/use-cases/report-fault.ts'
import { aDirectory, minute, START } from '../../../support/repair-fixtures.ts'
import { ask, linkFor, type Stage, stage } from '../support.ts'

const CHEN = { kind: 'engineer', id: 'chen-wei', name: '陈伟' } as const
const LI = { kind: 'engineer', id: 'li-na', name: '李娜' } as const
const HE = { kind: 'customer', id: 'he-ping', name: '何平' } as const
const day = (n: number, since: Instant = START): Instant => later(since, n * 86_400_000)

let deps: Stage
let repairId: string
beforeEach(async () => {
  deps = await stage()
  const report = { callId: 'c-1', channel: 'api', caller: '+8613800138001', symptoms: '黑屏' } as const
  repairId = (await reportFault(deps, report)).repair.id
})
const link = (kind: 'engineer' | 'customer', holder: string) =>
  linkFor(deps, { about: repairSubject(repairId), kind, holder })
const status = async (prefix: 'p' | 'c' | 'i', token: string) =>
  (await ask(linksHandler(deps), { path: `/${prefix}/${token}`, parameters: { token } })).status
const did = async (action: Action, by: Actor) =>
  expect(await act(deps, repairId, action, by)).toMatchObject({ outcome: 'done' })
/** Just before an instant, at it, and just after. */
const around = async (instant: Instant, prefix: 'p' | 'c' | 'i', token: string): Promise<number[]> => {
  const found: number[] = []
  for (const ms of [-1, 0, 1]) {
    deps.setNow(later(instant, ms))
    found.push(await status(prefix, token))
  }
  return found
}
const ENDS = [200, 404, 404]

describe("an engineer's link", () => {
  test('lasts as long as the repair is theirs, however long that is, and a week after it has closed', async () => {
    const token = await link('engineer', 'chen-wei')
    await did({ type: 'acknowledge' }, CHEN)
    for (const n of [7, 14, 15, 90, 399]) {
      deps.setNow(day(n))
      expect(await status('p', token)).toBe(200)
    }
    await did({ type: 'solveRemotely', cause: '设置', done: '已重置' }, CHEN)
    await did({ type: 'confirm' }, HE)
    expect(await around(day(7, day(399)), 'p', token)).toEqual(ENDS)
  })

  test('ends a week after another has it, and works again for whoever gets it back', async () => {
    const token = await link('engineer', 'chen-wei')
    await did({ type: 'acknowledge' }, CHEN)
    deps.setNow(day(30))
    await did({ type: 'takeOver' }, LI)
    expect(await around(day(37), 'p', token)).toEqual(ENDS)
    await did({ type: 'takeOver' }, CHEN)
    expect(await status('p', token)).toBe(200)
    deps.setNow(day(80))
    expect(await status('p', token)).toBe(200)
  })

  test('to whoever was only written to ends a week after the last message', async () => {
    const token = await link('engineer', 'li-na')
    await did({ type: 'acknowledge' }, CHEN)
    deps.setNow(minute(90))
    await link('engineer', 'li-na')
    expect(await around(later(minute(90), durationMs('P7D')), 'p', token)).toEqual(ENDS)
  })

  test('lasts until the question is answered that its holder was asked', async () => {
    await did({ type: 'acknowledge' }, CHEN)
    await did({ type: 'escalate', to: 'experts', question: '怎么办', answerBy: day(20) }, CHEN)
    const [asked] = (await deps.repairs.history(repairId)).flatMap((event) =>
      event.type === 'escalated' ? event.people : [],
    )
    const expert = asked?.id ?? expect.fail('nobody was asked')
    const token = await link('engineer', expert)
    deps.setNow(day(15))
    expect(await status('p', token)).toBe(200)
    await did({ type: 'advise', answer: '换主板' }, { kind: 'engineer', id: expert, name: '专家' })
    expect(await status('p', token)).toBe(404)
  })

  test('ends with its holder’s place in the directory', async () => {
    const token = await link('engineer', 'chen-wei')
    expect(await status('p', token)).toBe(200)
    const { directory } = deps
    const left = {
      ...deps,
      directory: { ...directory, person: async () => undefined, supplier: () => directory.supplier() },
    }
    const gone = await ask(linksHandler(left as never), { path: `/p/${token}`, parameters: { token } })
    expect(gone.status).toBe(404)
  })
})

describe("a customer's link", () => {
  test('admits as the contact it was sent to, whoever else is one', async () => {
    const contacts = (await deps.repairs.load(repairId))?.contacts ?? []
    expect(new Set(contacts.map(({ name }) => name)).size).toBeGreaterThan(1)
    for (const { id, name } of contacts) {
      const found = await linkOf(deps, await link('customer', id))
      const opened = found?.kind === 'customer' ? await openLink(deps, found) : undefined
      expect(opened).toMatchObject({ link: { holder: id }, holder: { name } })
    }
  })

  test('lasts as long as the repair is open, and 90 days after it has closed', async () => {
    const token = await link('customer', 'he-ping')
    await did({ type: 'acknowledge' }, CHEN)
    deps.setNow(day(300))
    expect(await status('c', token)).toBe(200)
    await did({ type: 'solveRemotely', cause: '设置', done: '已重置' }, CHEN)
    await did({ type: 'confirm' }, HE)
    // To contest what we say of them they have a week: no link ends before.
    expect(await around(day(7, day(300)), 'c', token)).toEqual([200, 200, 200])
    expect(await around(day(90, day(300)), 'c', token)).toEqual(ENDS)
  })
})

test('a link to an inbox lasts while something in it waits for its holder, and a week after the last message', async () => {
  const subject = { kind: 'inbox', holder: 'chen-wei' } as const
  const token = await linkFor(deps, subject)
  await deps.inboxes.save('chen-wei', { ...(await deps.inboxes.load('chen-wei')), subjects: [repairSubject(repairId)] })
  await did({ type: 'acknowledge' }, CHEN)
  deps.setNow(day(40))
  expect(await status('i', token)).toBe(200)
  await did({ type: 'takeOver' }, LI)
  expect(await status('i', token)).toBe(404)
  deps.setNow(day(41))
  expect(await linkFor(deps, subject)).toBe(token)
  expect(await around(day(48), 'i', token)).toEqual(ENDS)
})

test('a link that leads nowhere says whom to call, and not whether it ever led anywhere', async () => {
  const { supplier } = aDirectory()
  const told = async (path: string) =>
    (await ask(linksHandler(deps), { path: `/${path}/AAAAAAAAAAAA`, parameters: { token: 'AAAAAAAAAAAA' } })).body
  for (const path of ['p', 'c', 'i']) expect(await told(path)).toContain(`href="tel:${supplier.hotline}"`)
  expect(await told('p')).toContain('下一条短信会带新链接')
  expect(await told('c')).toContain('报上报修单号')
})
