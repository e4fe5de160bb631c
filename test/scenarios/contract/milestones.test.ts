import { expect, it } from 'vitest'
import { answersOn } from '../../../infra/local/demo/year/answers.ts'
import type { Form } from '../../../shared/form/form.ts'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { contractFileSchema } from '../../../shared/wire/facts.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'
import { signContract } from '../planned/contract.ts'
import { actOn, readVisit, signOn } from '../visits/visits.ts'

const MANAGER = 'manager/liu-fang'
const ENGINEER = 'engineer/zhao-min'
const NO_DATES = { deliveredOn: undefined, acceptedOn: undefined }

/** Signed on 22 February 2027; nothing has been delivered. */
async function started(now = at('03-01 08:00', 2027), changes: object = NO_DATES): Promise<World> {
  const world = await World.start(now)
  await signContract(world.host, 'H', { priceFen: 10_000_000, ...JSON.parse(JSON.stringify(changes)), ...changes })
  world.messages()
  return world
}
const say = (world: World, path: string, body: object, who = MANAGER) =>
  world.api(`/api/contracts/NEW-1/${path}`, body, who)
const record = (world: World, need: string, doneOn: string | undefined, who = ENGINEER, clause = 'H10') =>
  say(world, 'facts', { clause, need, document: '签收单', ...(doneOn && { doneOn }) }, who)
const accept = (world: World, doneOn: string, who = MANAGER) => record(world, 'acceptance', doneOn, who, 'H20')
const file = async (world: World) =>
  parse(contractFileSchema, (await world.api('/api/contracts/NEW-1', undefined, MANAGER)).json)
const lines = async (world: World) =>
  Object.fromEntries(
    (await world.host.deps.ledger.ofSubject('contract/NEW-1'))
      .filter(({ clause }) => clause === 'H10' || clause === 'H20')
      .map(({ id, state }) => [id.split('/').slice(2, 4).join('/'), state]),
  )
const stage = async (world: World, need = 'trial') => (await file(world)).payments?.find((one) => one.need === need)
/** What was said of payments, and to whom. */
const toldOfPayments = (world: World) =>
  world
    .messages()
    .filter(({ subject = '', text }) => /付款|应收款/.test(`${subject} ${text}`))
    .map(({ kind, to, subject, text }) => [kind, to, subject ?? text])
    .toSorted(([one], [other]) => ((one ?? '') < (other ?? '') ? -1 : 1))
const seqOf = async (world: World, need: string) =>
  (await file(world)).record.findLast((one) => one.need === need)?.seq ?? 0
/** One visit, on which three forms are filled in and signed; the customer has the report of it. */
async function setUp(world: World): Promise<void> {
  const [{ id, works }, ...others] = (await world.api('/api/visits?contract=NEW-1&way=visit', undefined, MANAGER)).json
    .visits
  expect([others, works.map(({ key }: { key: string }) => key.split('/')[1])]).toEqual([
    [],
    ['installation-1', 'commissioning-1', 'training-1'],
  ])
  const date = { from: at('03-01 08:10', 2027), to: at('03-01 09:10', 2027) }
  await actOn(world, id, { type: 'agree', ...date, agreedBy: '高医生', how: 'phone', person: 'zhao-min' })
  await world.advanceTo(at('03-01 09:00', 2027))
  expect((await actOn(world, id, { type: 'done', found: '已装好' })).status).toBe(409)
  for (const { form } of (await readVisit(world, id)).filling) {
    const filled = await actOn(world, id, { type: 'fill', form: form.id, answers: answersOn(form as unknown as Form) })
    expect([filled.status, filled.text]).toEqual([200, expect.anything()])
  }
  await signOn(world, id, '高医生')
  expect((await actOn(world, id, { type: 'done', found: '已安装、调试，培训 6 人' })).status).toBe(200)
  await world.host.idle()
  expect(world.messages().filter(({ subject = '' }) => subject.includes(`书面报告 · ${id}`))).toHaveLength(1)
}
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

it('[H10] [H20] a delivery is recorded with its day and paper; installed, commissioned and trained it is by a visit with its forms, which the customer signs; from the acceptance a stage of payment falls due, and manager and customer hear of it once', async () => {
  const world = await started()
  const form = new FormData()
  for (const [name, value] of Object.entries({
    clause: 'H10',
    need: 'delivery',
    document: '到货签收单',
    doneOn: '2027-02-27',
  }))
    form.set(name, value)
  form.set('file', new Blob([png], { type: 'image/png' }), 'x.png')
  expect((await say(world, 'facts', form, ENGINEER)).status).toBe(200)
  expect((await record(world, 'installation-1', undefined)).status).toBe(400)
  await setUp(world)
  expect(await lines(world)).toMatchObject({
    'H10/delivery': 'kept',
    'H10/installation-1': 'kept',
    'H10/commissioning-1': 'kept',
    'H10/training-1': 'kept',
  })
  const { contract, record: said } = await file(world)
  expect(contract.deliveredOn).toBe('2027-02-27')
  const delivery = said.find(({ need }) => need === 'delivery')
  expect(delivery).toMatchObject({ by: { id: 'zhao-min' }, fact: { doneOn: '2027-02-27', file: { kind: 'png' } } })
  const photo = delivery?.fact.type === 'recorded' ? delivery.fact.file?.sha256 : ''
  expect((await world.api(`/api/contracts/NEW-1/files/${photo}`, undefined, ENGINEER)).status).toBe(200)
  expect((await world.api(`/api/contracts/RH-2024-031/files/${photo}`, undefined, MANAGER)).status).toBe(404)

  // Accepted on the last of February: two months later is 28 April, a Wednesday. A week before, at nine, they hear of it.
  await world.advanceTo(at('03-01 09:30', 2027))
  expect((await accept(world, '2027-02-28')).status).toBe(200)
  expect((await file(world)).contract.acceptedOn).toBe('2027-02-28')
  expect(await lines(world)).toMatchObject({ 'H20/acceptance': 'kept' })
  expect(await stage(world)).toMatchObject({ state: 'open', dueAt: at('04-29 00:00', 2027) })
  world.messages()
  await world.advanceTo(at('04-21 08:59', 2027))
  expect(toldOfPayments(world)).toEqual([])
  await world.advanceTo(at('04-21 09:01', 2027))
  const told = toldOfPayments(world)
  expect(told).toEqual([
    ['email', expect.any(String), expect.stringContaining('付款到期提示')],
    ['sms', expect.any(String), expect.stringContaining('应收款将到期')],
    ['sms', expect.any(String), expect.stringContaining('应收款将到期')],
  ])
  await world.advanceTo(at('04-28 23:59', 2027))
  expect(toldOfPayments(world)).toEqual([])
  expect(await check(world.host.deps)).toEqual([])
  world.messages()
})

const linkIn = (letter = ''): string =>
  /https:\/\/\S+\/c\/\S+/.exec(letter)?.[0]?.replace('https://cn.example.com', '') ?? ''

it('[H20] the letter says what and when, in both languages, to print; no other contact and no engineer has it', async () => {
  const world = await started()
  await record(world, 'delivery', '2027-02-26')
  await accept(world, '2027-03-01')
  world.messages()
  await world.advanceTo(at('04-26 09:05', 2027))
  const letter = world.messages().find(({ subject = '' }) => subject.includes('付款到期提示'))
  expect(letter?.text).toContain('30%')
  expect(letter?.text).toContain('30,000.00 元')
  const link = linkIn(letter?.text)
  expect((await world.fetch(link)).text).toMatch(/付款提示函[\s\S]*NEW-1[\s\S]*30,000\.00 元/)
  expect((await world.fetch(`${link}?lang=en`)).text).toMatch(/To be paid by \w+ \d+ \w+ 2027, 23:59/)
  // What the customer reads is no key to our page of the contract.
  expect((await world.fetch(link.replace('/c/', '/p/'))).status).toBe(404)
  expect((await world.fetch(link, { method: 'POST', body: 'clause=H20&need=trial&document=x' })).text).not.toContain(
    '回单',
  )
  expect(await stage(world)).toMatchObject({ state: 'open' })
})

it('[H20] moved by agreement the stage is due on the later day, and those who were told are told so; waived, or its acceptance taken back, they hear that it is not', async () => {
  const world = await started()
  await record(world, 'delivery', '2027-02-26')
  await accept(world, '2027-03-01')
  await world.advanceTo(at('04-26 09:05', 2027))
  const letter = world.messages().find(({ subject = '' }) => subject.includes('付款到期提示'))
  expect(letter?.text).toContain('如已支付，请不必理会本函；对日期有不同意见，请联系我们')
  const which = { clause: 'H20', need: 'trial' }
  const agreement = { ...which, until: '2027-06-30', by: '院长', how: 'inPerson' }
  expect((await say(world, 'agreements', agreement, ENGINEER)).status).toBe(403)
  expect((await say(world, 'agreements', { ...agreement, until: '2027-04-30' })).status).toBe(400)
  expect((await say(world, 'agreements', agreement)).status).toBe(200)
  expect(await stage(world)).toMatchObject({ state: 'open', dueAt: at('07-01 00:00', 2027) })
  const moved = toldOfPayments(world)
  await world.advanceTo(at('04-27 09:05', 2027))
  expect([...moved, ...toldOfPayments(world)].map(([kind]) => kind).toSorted()).toEqual(['email', 'sms', 'sms'])

  // Taken back by the manager alone; the day leaves the master data, and with it what counted from there.
  const seq = await seqOf(world, 'acceptance')
  expect((await say(world, 'taken-back', { fact: seq, reason: '验收另定' }, ENGINEER)).status).toBe(403)
  expect((await say(world, 'taken-back', { fact: seq, reason: '验收另定' })).status).toBe(200)
  expect((await file(world)).contract).not.toHaveProperty('acceptedOn')
  expect(await stage(world)).toMatchObject({ state: 'notDue' })
  const before = toldOfPayments(world)
  await world.advanceTo(at('04-28 09:05', 2027))
  expect([...before, ...toldOfPayments(world)]).toEqual([
    ['email', expect.any(String), expect.stringContaining('作废')],
    ['sms', expect.any(String), expect.stringContaining('付款提示作废')],
    ['sms', expect.any(String), expect.stringContaining('付款提示作废')],
  ])
  await world.advanceTo(at('05-20 09:05', 2027))
  expect(toldOfPayments(world)).toEqual([])
  expect(await check(world.host.deps)).toEqual([])
  world.messages()
})

it('[H10] [H20] the hasty, the forgetful, the dishonest and the stranger', async () => {
  const world = await started(at('03-01 08:00', 2027))
  const problems = async (answer: Promise<{ status: number; json: { problems?: string[] } }>) => {
    const { status, json } = await answer
    return [status, json.problems?.[0]]
  }
  // Hasty: accepted before delivered; tomorrow's delivery.
  expect(await problems(accept(world, '2027-03-01'))).toEqual([
    400,
    'need: the delivery is not on record yet: record that first',
  ])
  expect(await problems(record(world, 'delivery', '2027-03-02'))).toEqual([
    400,
    'doneOn: is still to come: record it once it is done',
  ])
  // Forgetful: no day.
  expect(await problems(record(world, 'delivery', undefined))).toEqual([400, 'doneOn: say on which day it was'])
  // Dishonest: long ago is the manager's to say, before the signature nobody's; and late is late, whatever day one names.
  await world.advanceTo(at('03-12 08:00', 2027))
  world.messages()
  expect(await problems(record(world, 'delivery', '2027-03-01'))).toEqual([
    400,
    'doneOn: a day more than 7 days ago is recorded by a manager',
  ])
  expect((await record(world, 'delivery', '2027-02-01', MANAGER)).status).toBe(400)
  expect((await record(world, 'delivery', '2027-03-01', MANAGER)).status).toBe(200)
  expect(await lines(world)).toMatchObject({ 'H10/delivery': 'broken' })
  expect(await problems(record(world, 'delivery', '2027-03-10', MANAGER))).toEqual([
    400,
    'doneOn: the contract says 2027-03-01: to correct it, a manager takes back what was recorded, or changes the master data',
  ])
  // A delivery on which an acceptance stands is not taken back alone.
  await accept(world, '2027-03-12')
  const delivery = await seqOf(world, 'delivery')
  expect(await problems(say(world, 'taken-back', { fact: delivery, reason: 'x' }))).toEqual([
    400,
    'fact: the acceptance stands: take that back first',
  ])
  // A stranger: of another roster; and with the link of another contract.
  expect((await record(world, 'installation-1', undefined, 'engineer/aygul')).status).toBe(403)
  expect(await lines(world)).toMatchObject({ 'H10/installation-1': 'broken' })
  world.messages()
})

it('[H20] an acceptance that is taken back is none: nothing counts it as kept, and the real one can be recorded', async () => {
  const world = await started()
  await record(world, 'delivery', '2027-02-26')
  await accept(world, '2027-03-01')
  expect(await lines(world)).toMatchObject({ 'H20/acceptance': 'kept' })
  const seq = await seqOf(world, 'acceptance')
  expect((await say(world, 'taken-back', { fact: seq, reason: '验收另定' })).status).toBe(200)
  expect(await lines(world)).toMatchObject({ 'H20/acceptance': 'fallenAway' })
  const { facts } = await file(world)
  expect(facts.filter(({ need }: { need: string }) => need === 'acceptance')).toEqual([
    expect.objectContaining({ state: 'notDue' }),
  ])
  await world.advanceTo(at('03-04 10:00', 2027))
  await accept(world, '2027-03-04')
  expect(await lines(world)).toMatchObject({ 'H20/acceptance': 'kept' })
  expect(await check(world.host.deps)).toEqual([])
  world.messages()
})

it('[H10] a breach is none the less one when the day of the contract is another afterwards', async () => {
  const world = await started()
  await world.advanceTo(at('03-12 08:00', 2027))
  await record(world, 'delivery', '2027-03-01', MANAGER)
  expect(await lines(world)).toMatchObject({ 'H10/delivery': 'broken', 'H10/installation-1': 'broken' })
  const seq = await seqOf(world, 'delivery')
  expect((await say(world, 'taken-back', { fact: seq, reason: '日期写错' })).status).toBe(200)
  expect((await record(world, 'delivery', '2027-03-11', MANAGER)).status).toBe(200)
  expect(await lines(world)).toMatchObject({ 'H10/delivery': 'broken', 'H10/installation-1': 'broken' })
  expect(await check(world.host.deps)).toEqual([])
  world.messages()
})

it.each([
  ['a leap day', '2027-12-29', '2028-03-01'],
  ['the end of a month that has no 31st', '2027-12-31', '2028-03-01'],
  ['a Saturday that is worked', '2026-07-10', '2026-09-11'],
])('[H20] accepted before %s, two months end on a day that there is', async (_, acceptedOn, after) => {
  const signedOn = acceptedOn < '2027-01-01' ? '2026-06-01' : '2027-02-22'
  const world = await started(`${acceptedOn}T01:00:00.000Z`, { signedOn, deliveredOn: signedOn, acceptedOn: undefined })
  await accept(world, acceptedOn)
  const due = (await stage(world))?.dueAt ?? ''
  expect(new Date(Date.parse(due) + 8 * 3_600_000).toISOString().slice(0, 10) >= after).toBe(true)
  world.messages()
})
