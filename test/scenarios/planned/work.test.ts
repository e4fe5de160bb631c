import { describe, expect, it } from 'vitest'
import { refreshContracts } from '../../../shared/use-cases/contract-ledger.ts'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import { recordWork, signed, worksOf } from './contract.ts'
import { announce } from './meeting.ts'

const inspection = async (world: Awaited<ReturnType<typeof signed>>, number = 1) => {
  const work = (await worksOf(world, 'C17')).find(
    ({ need, about }) => need === `full-inspection-${number}` && about === 'jiangnan-library',
  )
  if (!work) throw new Error('no such inspection')
  return work
}
const agree = (world: Awaited<ReturnType<typeof signed>>, until: string, who = 'manager/liu-fang', number = 1) =>
  inspection(world, number).then(({ clause, need, about }) =>
    world.api('/api/contracts/NEW-1/agreements', { clause, need, about, until, by: '唐老师', how: 'phone' }, who),
  )

describe('planned work, whoever does it', () => {
  it('the hasty one cannot record it before its time, and hears when that is', async () => {
    const world = await signed('C')
    const answer = await recordWork(world, await inspection(world))
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('2027-05-01')
    expect((await inspection(world)).state).toBe('planned')
  })

  it('[C17] the forgetful one lets it lapse: it is broken, climbs, and the next keeps its date', async () => {
    const world = await signed('C')
    const next = (await inspection(world, 2)).dueAt
    // Other things of this contract are late as well: what is newly late is asked about with them, once a week.
    await world.advanceTo(at('06-11 12:00', 2027))
    expect((await inspection(world)).state).toBe('overdue')
    expect((await inspection(world, 2)).dueAt).toBe(next)
    const told = world.story().filter((line) => line.includes('承诺已逾期') && line.includes('liu-fang'))
    expect(told).not.toEqual([])
    await recordWork(world, await inspection(world))
    expect(await inspection(world)).toMatchObject({ state: 'late', document: '已完成，无异常' })
    world.messages()
  })

  it('[C17] whoever is asked sees it behind the link in the SMS; with a form to fill in, it is told on which page', async () => {
    const world = await signed('C')
    await world.advanceTo(at('05-26 12:00', 2027))
    const sms = world.messages().find(({ text }) => text.includes('NEW-1') && text.includes('承诺待办'))
    const path = new URL(/https:\S+/.exec(sms?.text ?? '')?.[0] ?? '').pathname
    const page = await world.fetch(path)
    const library = await world.host.deps.directory.site('jiangnan-library')
    expect(page.text).toContain(`C17 全面巡检保养（第 1 次） · ${library?.name}</h2>`)
    expect(page.text).not.toContain(' · jiangnan-library')
    expect(page.text).toMatch(/应于 2027年\d+月\d+日（周.）23:59 前上门完成/)
    const { clause, need, about } = await inspection(world)
    const form = new URLSearchParams({ clause, need, about, document: '清洁、校准，更换滤网一只' })
    const refused = await world.fetch(path, { method: 'POST', body: form })
    expect([refused.status, refused.text]).toEqual([400, expect.stringMatching(/请在 V\d{6}-\d{4} 的页面填写并办结/)])
    expect((await inspection(world)).state).toBe('open')
    world.messages()
  })

  it('[H7] of two meetings each plan is named by its own behind the link', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    await announce(world, 'H', { name: '学术年会', from: '2027-04-26', until: '2027-04-27' })
    await world.advanceTo(at('04-12 12:00', 2027))
    const sms = world.messages().find(({ text }) => text.includes('NEW-1') && text.includes('/p/'))
    const page = await world.fetch(new URL(/https:\S+/.exec(sms?.text ?? '')?.[0] ?? '').pathname)
    for (const name of ['全市卫生工作会议', '学术年会'])
      expect(page.text.split(`<h2>H7 重要会议保障方案：${name}</h2>`)).toHaveLength(2)
    world.messages()
  })

  it('a manager records that the customer agreed to a later day: this one moves, no other does', async () => {
    const world = await signed('C')
    const next = (await inspection(world, 2)).dueAt
    expect((await agree(world, '2027-06-20', 'dispatcher')).status).toBe(403)
    expect((await agree(world, '2027-06-20')).status).toBe(200)
    const moved = await inspection(world)
    expect([moved.dueAt, moved.firstDueAt]).toEqual([at('06-21 00:00', 2027), at('06-02 00:00', 2027)])
    expect((await inspection(world, 2)).dueAt).toBe(next)
    await world.advanceTo(at('06-20 12:00', 2027))
    await recordWork(world, moved)
    expect((await inspection(world)).state).toBe('done')
    world.messages()
  })

  it('[C17] whoever is said to have agreed is told from which day to which, and denies it by their link: it is due when it was', async () => {
    const world = await signed('C')
    const { clause, need } = await inspection(world)
    const said = { clause, need, about: 'jiangnan-teaching', until: '2027-06-20', by: '唐宇', how: 'phone' }
    const agreed = (until: string, how = 'phone') =>
      world.api('/api/contracts/NEW-1/agreements', { ...said, until, how }, 'manager/liu-fang')
    const due = async () => (await worksOf(world, 'C17')).find((one) => one.need === need && one.about === said.about)
    expect((await agreed('2027-06-20', 'link')).status).toBe(400)
    expect((await agreed('2027-06-20')).status).toBe(200)
    await world.host.idle()
    const { link, text } = world.mail('与您约定的变更 · NEW-1', 'tang.yu@jiangnan.example.com')
    expect(text).toMatch(/全面巡检保养.* \(C17\).*由 2027年6月1日（周二）23:59 改到 2027年6月20日（周日）23:59/)
    expect(text).toMatch(/贵方同意人: 唐宇\n方式: 电话/)
    // Said again, it is told once.
    expect((await agreed('2027-06-20')).status).toBe(200)
    await world.host.idle()
    expect(world.messages()).toEqual([])
    const page = await world.fetch(link)
    expect(page.text).toContain('最晚由 2027年6月1日（周二）23:59 改到 2027年6月20日（周日）23:59')
    expect((await world.fetch(link, { method: 'POST', body: new URLSearchParams({ agreement: '1' }) })).status).toBe(
      400,
    )
    await world.advanceTo(at('06-01 23:59:59', 2027))
    world.messages()
    const [, seq = ''] = /name="agreement" value="(\d+)"/.exec(page.text) ?? []
    const deny = () => world.fetch(link, { method: 'POST', body: new URLSearchParams({ agreement: seq }) })
    expect([(await deny()).status, (await deny()).status]).toEqual([303, 303])
    for (const person of ['chen-wei', 'liu-fang']) expect(world.sms(person, '客户说没有同意改期').text).toContain('C17')
    expect((await world.fetch(link)).text).not.toContain('没有同意过</button>')
    expect(await due()).toMatchObject({ state: 'open', dueAt: at('06-02 00:00', 2027) })
    // From then on their promises move by what they write alone.
    expect((await agreed('2027-06-20')).text).toContain('in writing')
    await world.advanceTo(at('06-02 00:00:01', 2027))
    expect(await due()).toMatchObject({ state: 'overdue' })
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('days end where the site is, also where the sites of a contract lie in several zones', async () => {
    const world = await signed('C')
    const { directory } = world.host.deps
    const works = async () => (await worksOf(world, 'C17')).filter(({ need }) => need === 'full-inspection-1')
    const about = (await works()).map((work) => work.about).find((site) => site !== 'jiangnan-library') ?? ''
    const site = await directory.site(about)
    if (!site) throw new Error('the campus has one site only')
    await directory.merge({ sites: [{ ...site, timezone: 'Asia/Urumqi' }] })
    await refreshContracts(world.host.deps)
    // Its last day is the first of June, whose 24:00 is two in the morning of the second where the contract's others are.
    const later = { clause: 'C17', need: 'full-inspection-1', about, until: '2027-06-02', by: '唐老师', how: 'phone' }
    expect((await world.api('/api/contracts/NEW-1/agreements', later, 'manager/liu-fang')).status).toBe(200)
    expect((await works()).find((work) => work.about === about)?.dueAt).toBe(at('06-03 02:00', 2027))
    world.messages()
  })

  it.each([
    ['2027-06-01', '2027-06-01'],
    ['2027-09-02', '2027-09-01'],
  ])('the dishonest one cannot move it to %s: it says which days there are', async (until, day) => {
    const world = await signed('C')
    const answer = await agree(world, until)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(day)
  })

  it('what is late moves no more, whatever the customer says today', async () => {
    const world = await signed('C')
    await world.advanceTo(at('06-02 00:01', 2027))
    expect((await agree(world, '2027-06-20')).status).toBe(400)
    world.messages()
  })
})
