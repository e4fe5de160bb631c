import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

type ClockView = { clause: string; milestone: string; dueAt: string; explanation: string }
const clock = async (world: World, id: string, clause: string): Promise<ClockView | undefined> =>
  (await world.repair(id)).clocks.find((known: ClockView) => known.clause === clause)

it('[N2] the National Day holiday is skipped, its make-up Sunday and Saturday count', async () => {
  // 2026: off 1–7 October, Sunday 20 September and Saturday 10 October are worked. Times in Ürümqi are two hours behind.
  const world = await World.start(at('09-30 19:00'))
  const id = await world.report({ ...CUSTOMERS.data, severity: 'ordinary' })
  expect(await clock(world, id, 'N2')).toMatchObject({
    dueAt: at('10-08 14:00'),
    explanation: '4 h (5×8) from 17:00 → 10-08 12:00',
  })
  await world.act(id, { type: 'respond' }, 'engineer/ma-jun')
  world.messages()
  // Half of its time is gone at 10:00 of the first working day there; the holiday passes in silence about the visit.
  await world.advanceTo(at('10-08 13:11'))
  const told = world.story().filter((line) => line.includes('到场'))
  expect(told).toEqual(['12:00 ma-jun: N2到场剩2小时 主机房 防火墙主 260930-0001 12:00（新疆时间） 前 <link>'])
  await world.act(id, { type: 'arrive' })
  world.messages()

  // A verdict on the Friday after: the Saturday is worked, so three working days end on Tuesday.
  await world.advanceTo(at('10-09 16:00'))
  await world.act(id, { type: 'recordVerdict', part: '电源模块' })
  expect(await clock(world, id, 'N7')).toMatchObject({ dueAt: at('10-13 20:00') })
  world.messages()
})

it('[N2] a year whose holidays are not published yet is a visible warning, never a silent guess', async () => {
  const world = await World.start(at('12-31 19:30'))
  const id = await world.report({ ...CUSTOMERS.data, severity: 'ordinary' })
  const due = await clock(world, id, 'N2')
  expect(due).toMatchObject({ dueAt: at('01-01 15:30', 2027) })
  expect(due?.explanation).toContain('holidays of 2027 not published yet, ordinary weeks assumed')
  expect((await world.repair(id)).clocks.some(({ warnings }: { warnings?: string[] }) => warnings?.length)).toBe(true)
  world.messages()
})

it('another time zone: its own roster is paged, and every time is read as it is there', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report({ ...CUSTOMERS.data, severity: 'major' })
  expect(id).toBe('261120-0001')
  // 00:13 in Ürümqi; the day's turn there began at 10:00 local the morning before.
  const page = world.sms('ma-jun', '00:15（新疆时间） 前接单，00:18（新疆时间） 前回电')
  expect((await world.fetch(page.link)).text).toContain('主机房')
  expect(world.mail('报修已受理', MAILS.data).text).toContain('00:18')
  expect((await clock(world, id, 'N6'))?.explanation).toBe('5 min from 00:13 → 00:18')
  await world.advance('PT2M')
  world.sms('zhao-min') // the second line there
  await world.advance('PT2M')
  world.messages()

  const { rosters } = (await world.api(`/api/oncall?at=${encodeURIComponent(at('11-20 11:59'))}`)).json
  const later = (await world.api(`/api/oncall?at=${encodeURIComponent(at('11-20 12:00'))}`)).json.rosters
  const first = (list: { roster: string; path: { person: { id: string } }[] }[]) =>
    list.find(({ roster }) => roster === 'west')?.path[0]?.person.id
  expect([first(rosters), first(later)]).toEqual(['ma-jun', 'aygul'])
})

it('the repair number is of the day at the customer: shortly after midnight in Beijing it is still yesterday in Ürümqi', async () => {
  const world = await World.start(at('11-20 01:00'))
  expect(await world.report({ ...CUSTOMERS.data })).toBe('261119-0001')
  expect(await world.report()).toBe('261120-0001')
  world.messages()
})
