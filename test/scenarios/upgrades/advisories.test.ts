import { describe, expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import { NURLAN, underFour } from './upgrade.ts'

const WARNING = {
  title: { zh: '防火墙管理口漏洞', en: 'A hole in the management port of the firewall' },
  text: { zh: '7.2 及以前的固件可被绕过登录。' },
  todo: { zh: '请先关闭外网对管理口的访问。' },
  severity: 'urgent',
  models: ['ngfw-2000'],
  versions: '7.2 及以前',
}

describe('a warning to all whom it concerns', () => {
  it('[N21] goes to every customer with such a model, who acknowledges it: free, and on record', async () => {
    const world = await underFour()
    const { status, json } = await world.api('/api/advisories', WARNING)
    expect(status).toBe(201)
    const letter = world.mail('安全预警', NURLAN)
    expect(letter.text).toContain('7.2 及以前的固件可被绕过登录。')
    const page = (await world.fetch(letter.link)).text
    expect(page).toContain('请先关闭外网对管理口的访问。')
    expect((await world.api(`/api/advisories/${json.id}`)).json).toMatchObject({
      stage: 'sent',
      told: 1,
      notices: [{ customer: 'tianshan-data', units: 2, stage: 'opened', contacts: [{ openedAt: world.now }] }],
    })
    expect((await world.tap(letter.link, '')).status).toBe(303)
    const after = (await world.api(`/api/advisories/${json.id}`)).json
    expect(after.notices[0]).toMatchObject({ stage: 'acknowledged', contacts: [{ acknowledgedAt: world.now }] })
    const [line] = await world.host.deps.ledger.ofSubject(`notice/${json.id}.tianshan-data`)
    expect(line).toMatchObject({ clause: 'N21', what: 'advice:warned', state: 'kept', contract: 'TS-2025-004' })
    expect(await check(world.host.deps)).toEqual([])
    // Whoever has answered is left in peace.
    await world.advanceTo(at('01-20 12:00', 2027))
    world.messages()
    expect((await world.host.deps.ledger.ofSubject(`notice/${json.id}.tianshan-data`))[0]?.state).toBe('kept')
  })

  it('[N21] whoever does not answer is reminded once, then called; what they ask reaches whoever answers for them', async () => {
    const world = await underFour()
    const { id } = (await world.api('/api/advisories', WARNING)).json
    world.mail('安全预警', NURLAN)
    await world.advanceTo(at('12-18 12:00'))
    const reminder = world.mail('请确认收到预警', NURLAN)
    await world.advanceTo(at('12-21 12:00'))
    const call = world.sms('zhao-min', '没确认预警')
    expect((await world.fetch(call.link)).text).toContain('努尔兰')
    await world.tap(reminder.link, '', { question: '主备要一起停吗？' })
    world.sms('zhao-min', '有疑问')
    expect((await world.api(`/api/advisories/${id}`)).json.notices[0].contacts[0]).toMatchObject({
      question: '主备要一起停吗？',
    })
    await world.advanceTo(at('02-01 12:00', 2027))
    expect(world.messages().filter(({ text }) => text.includes('预警'))).toEqual([])
  })

  it('[N21] told by telephone is on record with whom; one that is withdrawn is asked about no more, and whoever got it hears that', async () => {
    const world = await underFour()
    const { id } = (await world.api('/api/advisories', WARNING)).json
    const { id: other } = (await world.api('/api/advisories', { ...WARNING, title: { zh: '误报' } })).json
    world.messages()
    const act = (which: string, action: object, who = 'dispatcher') =>
      world.api(`/api/advisories/${which}/actions`, action, who)
    const spoken = { type: 'told', customer: 'tianshan-data', whom: '努尔兰', how: 'phone' }
    expect((await act(id, { ...spoken, how: 'link' })).status).toBe(400)
    expect((await act(id, { ...spoken, customer: 'renhe-hospital' })).json.problems).toEqual([
      expect.stringMatching(/^customer/),
    ])
    expect((await act(id, spoken, 'engineer/ma-jun')).status).toBe(403)
    expect((await act(id, spoken)).json.notices[0]).toMatchObject({
      stage: 'told',
      told: { whom: '努尔兰', how: 'phone' },
    })
    expect((await act(other, { type: 'withdraw', reason: '型号写错' })).json).toMatchObject({ stage: 'withdrawn' })
    const letter = world.mail('预警已撤回', NURLAN)
    expect(letter.text).toContain('型号写错')
    expect((await world.fetch(letter.link)).text).toContain('型号写错')
    expect((await world.api(`/api/advisories/${other}`)).json.notices[0]).toMatchObject({
      stage: 'withdrawn',
      withdrawn: world.now,
      contacts: [{ sawWithdrawalAt: world.now }],
    })
    // Whoever had it by telephone hears it too, and twice withdrawn it is told once.
    for (let times = 0; times < 2; times++) await act(id, { type: 'withdraw', reason: '厂家已更正' })
    expect(world.mail('预警已撤回', NURLAN).text).toContain('厂家已更正')
    await world.advanceTo(at('02-01 12:00', 2027))
    expect(world.messages().filter(({ text }) => text.includes('预警'))).toEqual([])
    expect(await check(world.host.deps)).toEqual([])
  })

  it('[N21] concerns somebody, is bounded, and is one however often it is sent; a stranger has no use for its link', async () => {
    const world = await underFour()
    const problems = async (changes: object) =>
      (await world.api('/api/advisories', { ...WARNING, ...changes })).json.problems
    expect(await problems({ models: ['NO-SUCH'] })).toEqual([expect.stringContaining('NGFW-2000')])
    expect(await problems({ title: { zh: 'x'.repeat(201) } })).toEqual([expect.stringMatching(/^title\.zh/)])
    expect(await problems({ text: { zh: 'x'.repeat(4001) } })).toEqual([expect.stringMatching(/^text\.zh/)])
    expect(await problems({ models: [] })).toEqual([expect.stringMatching(/^models/)])
    const twice = [
      await world.api('/api/advisories', { ...WARNING, id: 'w-1' }),
      await world.api('/api/advisories', { ...WARNING, id: 'w-1' }),
    ]
    expect(twice[1]?.json.id).toBe(twice[0]?.json.id)
    const { link } = world.mail('安全预警', NURLAN)
    expect((await world.fetch(link.replace('/c/', '/p/'))).status).toBe(404)
    expect((await world.tap(link, '', { question: 'x'.repeat(1001) })).status).toBe(400)
    expect((await world.api('/api/advisories', undefined, 'viewer')).status).toBe(403)
    const asEngineer = await world.api(`/api/advisories/${twice[0]?.json.id}`, undefined, 'engineer/wang-qiang')
    expect([asEngineer.status, asEngineer.json.notices]).toEqual([200, []])
    await world.tap(link, '')
  })

  it('[N21] a process that dies in the middle of hundreds tells nobody twice and leaves nobody out, nor as it is withdrawn', async () => {
    const world = await underFour()
    const { directory, store } = world.host.deps
    const ids = Array.from({ length: 130 }, (_, index) => `cust-${String(index).padStart(3, '0')}`)
    const [site] = (await directory.all()).sites
    if (!site) throw new Error('the demo has no site')
    await directory.merge({
      customers: ids.map((id) => ({ id, name: id, plan: 'N' })),
      sites: ids.map((id) => ({ ...site, id: `site-${id}`, customer: id })),
      units: ids.map((id) => ({ serial: `X-${id}`, site: `site-${id}`, model: 'X-900', name: id, shortName: id })),
      contacts: ids.map((id) => ({
        id: `at-${id}`,
        customer: id,
        sites: [`site-${id}`],
        name: id,
        email: `${id}@example.com`,
        language: 'zh-CN' as const,
      })),
    })
    const save = store.save.bind(store)
    let notices = 0
    const dying = () =>
      Object.assign(store, {
        save: async (commit: Parameters<typeof save>[0]) => {
          const isNotice = commit.subject.startsWith('notice/')
          // Before a save, and after one: what was saved is not known to whoever died.
          if (isNotice && ++notices % 40 === 7) throw new Error('died before')
          const result = await save(commit)
          if (isNotice && notices % 40 === 23) throw new Error('died after')
          return result
        },
      })
    dying()
    const { id } = (await world.api('/api/advisories', { ...WARNING, models: ['X-900'] })).json
    for (let minutes = 0; minutes < 30; minutes++) await world.advance('PT1M')
    Object.assign(store, { save })
    expect(world.errors().length).toBeGreaterThan(0)
    expect((await world.api(`/api/advisories/${id}?limit=200`)).json).toMatchObject({ stage: 'sent', told: 130 })
    const told = (about: string) =>
      world
        .messages()
        .filter(({ kind, subject }) => kind === 'email' && subject?.includes(about))
        .map(({ to }) => to)
        .toSorted()
    const everybody = ids.map((one) => `${one}@example.com`)
    expect(told('安全预警')).toEqual(everybody)
    dying()
    await world.api(`/api/advisories/${id}/actions`, { type: 'withdraw', reason: '误报' })
    // Nobody says it again: the sweeper takes up what died.
    for (let minutes = 0; minutes < 10; minutes++) {
      await world.advance('PT1M')
      await world.host.sweep()
    }
    Object.assign(store, { save })
    expect(told('预警已撤回')).toEqual(everybody)
    world.errors()
  }, 120_000)
})
