import { describe, expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import { BACKUP, must, NURLAN, PROPOSAL, planned, promisesOf, read, underFour } from './upgrade.ts'

const DONE = { type: 'finish', result: '三步完成，策略比对一致', minutes: 3, disturbed: '切换时外网中断' }

describe('an upgrade, from the plan to its end', () => {
  it('[N24] is agreed to by the customer, backed up, run in its window and done: every promise is kept', async () => {
    const world = await underFour()
    const id = await planned(world)
    expect(world.sms('ma-jun').text).toContain('升级由您负责')
    await must(world, id, PROPOSAL)
    const letter = world.mail('升级方案', NURLAN)
    expect(letter.text).toContain('固件不兼容时要回退')
    const page = (await world.fetch(letter.link)).text
    expect(page).toContain('同意方案')
    expect(page).toContain('免费：质保期内（N1）')
    expect((await world.tap(letter.link, 'agree')).status).toBe(303)
    expect(world.mail('升级方案已确定', NURLAN).text).toContain('努尔兰')
    expect(world.sms('ma-jun').text).toContain('客户同意升级')
    await world.advanceTo(at('12-20 01:10'))
    await must(world, id, BACKUP, { type: 'tick', step: 1 })
    world.mail('升级已开始', NURLAN)
    await must(world, id, { type: 'tick', step: 2 }, { type: 'tick', step: 3 }, DONE)
    expect(world.mail('升级已结束', NURLAN).text).toContain('3 分钟：切换时外网中断')
    expect(await promisesOf(world, id)).toEqual({ agreed: 'kept', backup: 'kept', window: 'kept', undisturbed: 'kept' })
    expect(await read(world, id)).toMatchObject({ stage: 'done', disturbed: 3, allowed: ['disturb'] })
    const lines = await world.host.deps.ledger.ofSubject(`upgrade/${id}`)
    expect(lines.map(({ clause, what, state }) => [clause, what, state])).toEqual(
      ['agreed', 'backup', 'undisturbed', 'window'].map((what) => ['N24', `upgrade:${what}`, 'kept']),
    )
    expect(await check(world.host.deps)).toEqual([])
    const pack = { customer: 'tianshan-data', from: '2026-12-01', to: '2026-12-31', format: 'html', reason: '投标' }
    const { text } = await world.api('/api/evidence', pack, 'manager')
    for (const what of [id, '升级前全量备份', 'N24']) expect(text).toContain(what)
  })

  it('[N24] stands in the job list of whoever is to do it, beside repairs and visits, and is done from there; in nobody else’s', async () => {
    const world = await underFour()
    const id = await planned(world)
    world.messages()
    const { json } = await world.fetch('/local/login', {
      method: 'POST',
      body: JSON.stringify({ role: 'engineer', subject: 'ma-jun' }),
    })
    const list = async (who: string) => (await world.api('/jobs', undefined, who)).text
    expect(await list('engineer/ma-jun')).toContain(`/jobs/${id}?`)
    expect(await list('engineer/ma-jun')).toContain('待提交方案')
    expect(await list('engineer/aygul')).not.toContain(id)
    expect((await world.api(`/jobs/${id}`, undefined, 'engineer/aygul')).status).toBe(403)
    expect((await world.api('/jobs/U261214-9999', undefined, 'engineer/ma-jun')).status).toBe(403)
    expect((await world.api(`/jobs/${id}`, undefined, 'engineer/ma-jun')).text).toContain(`action="/jobs/${id}?lang=`)
    const tap = (values: Readonly<Record<string, string>>) =>
      world.fetch(`/jobs/${id}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${json.token}`, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(values).toString(),
      })
    // What is theirs to call off is the desk's.
    expect((await tap({ action: 'callOff', reason: '不做了' })).status).toBe(409)
    // As a clock on the wall of the machine room shows it, two hours behind Beijing's.
    const { steps, risks, rollback } = PROPOSAL
    const plan = { steps: steps.join('\n'), risks, rollback, downtime: '5' }
    const proposed = { action: 'propose', from: '2026-12-19T23:00', until: '2026-12-20T03:00', ...plan }
    expect((await tap(proposed)).status).toBe(303)
    expect(await list('engineer/ma-jun')).toContain('新疆时间')
    expect(await read(world, id)).toMatchObject({ stage: 'proposed', proposal: { from: PROPOSAL.from } })
    await world.api(`/api/upgrades/${id}/actions`, { type: 'callOff', reason: '不做了' })
    expect(await list('engineer/ma-jun')).not.toContain(id)
    world.messages()
  })

  it('[N24] several messages to one of ours lead to one list, and it is in it until it has ended', async () => {
    const world = await underFour()
    const [one, other] = [await planned(world), await planned(world, { title: '入侵检测规则库' })]
    const texts = world.messages().filter(({ kind }) => kind === 'sms')
    const inbox = await world.host.deps.inboxes.load('ma-jun')
    expect(inbox.subjects).toEqual(expect.arrayContaining([`upgrade/${one}`, `upgrade/${other}`]))
    expect(texts.length).toBeGreaterThan(0)
    const { pathTo } = await import('../../../shared/shell/issue-link.ts')
    const page = await world.fetch(await pathTo(world.host.deps, { kind: 'inbox', holder: 'ma-jun' }))
    expect(page.text).toContain('入侵检测规则库')
    const [, path = ''] = /href="(\/p\/[^"]+)"/.exec(page.text) ?? []
    expect((await world.fetch(path)).text).toContain('提交方案')
    for (const id of [one, other])
      expect((await world.api(`/api/upgrades/${id}/actions`, { type: 'callOff', reason: '不做了' })).status).toBe(200)
    const after = await world.fetch(await pathTo(world.host.deps, { kind: 'inbox', holder: 'ma-jun' }))
    expect(after.text).not.toContain('入侵检测规则库')
    world.messages()
    const links = await world.api(`/api/links?upgrade=${one}`, undefined, 'manager')
    expect(links.json.links).toEqual(
      expect.arrayContaining([expect.objectContaining({ upgrade: one, kind: 'customer' })]),
    )
  })
})
