import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const { campus, data, hospital, police } = CUSTOMERS
const WORK = { cause: '摔落', done: '更换主板', parts: ['主板'] }
/** In warranty until February 2027; the hospital's monitors are not any more. */
const ULTRASOUND = { ...hospital, serial: 'USG-2025-0007', severity: undefined }

/** A repair at which an engineer has arrived; their link, and the id. */
async function onSite(world: World, fields: Readonly<Record<string, unknown>>) {
  const id = await world.report(fields)
  const [page] = world.messages().filter(({ kind }) => kind === 'sms')
  const link = /https:\/\/cn\.example\.com(\/p\/[\w-]+)/.exec(page?.text ?? '')?.[1] ?? ''
  await world.act(id, { type: 'goOnSite' }, 'manager') // N16: approved
  expect((await world.tap(link, 'arrive')).status).toBe(303)
  world.messages()
  return { id, link }
}
const quote = (world: World, id: string, origin: 'user' | 'wear' | 'manufacture', ...codes: string[]) =>
  world.act(id, { type: 'quote', origin, items: codes.map((code) => ({ code, quantity: 2 })) })
/** The quote as it stands: clause, charge and amount of each line, and the total. */
const lines = async (world: World, id: string) => {
  const { quote: offered } = await world.repair(id)
  return {
    ...Object.fromEntries(
      offered.quote.lines.map((line: { code: string; clause: string; charge: string; payableFen: number }) => [
        line.code,
        `${line.clause} ${line.charge} ${line.payableFen}`,
      ]),
    ),
    total: offered.quote.totalFen,
    state: offered.state,
  }
}

describe('a quote before chargeable work', () => {
  it('[H17] what the user damaged: the part is charged, its fitting free; work waits for the customer’s word by link', async () => {
    const world = await World.start(at('11-20 10:00'))
    const { id, link } = await onSite(world, ULTRASOUND)
    // Not quoted yet: the part may not be fitted.
    const early = await world.act(id, { type: 'complete', ...WORK, origin: 'user' })
    expect([early.status, early.json.problems]).toEqual([
      400,
      [
        'parts: H charges parts (price) in warranty for a fault of origin "user": quote them first, and complete once the customer has accepted',
      ],
    ])

    expect((await world.tap(link, 'quote', { origin: 'user', items: 'US60-PROBE\nLABOUR × 2' })).status).toBe(303)
    expect(await lines(world, id)).toEqual({
      'US60-PROBE': 'H17 price 1680000',
      LABOUR: 'H17 free 0',
      total: 1_680_000,
      state: 'open',
    })
    const mail = world.mail('报价', MAILS.hospital)
    expect(mail.text).toContain('16,800.00')
    expect((await world.act(id, { type: 'complete', ...WORK, origin: 'user' })).status).toBe(409)
    expect((await world.tap(link, 'acceptQuote')).status).toBe(409) // the engineer cannot accept it

    expect((await world.tap(mail.link, 'acceptQuote')).status).toBe(303)
    world.sms('wang-qiang', '同意')
    expect((await world.act(id, { type: 'complete', ...WORK, origin: 'user' })).status).toBe(200)
    world.mail('请确认', MAILS.hospital)
    expect((await lines(world, id)).state).toBe('accepted')
  })
  it('[H17] [R3] what was accepted for one origin is no yes to another; without an origin it is one nobody knows', async () => {
    const world = await World.start(at('11-20 10:00'))
    const { id } = await onSite(world, { ...hospital, severity: undefined })
    const charged = (origin: string) => [
      `parts: H charges parts (cost) out of warranty for a fault of origin "${origin}": quote them first, and complete once the customer has accepted`,
    ]
    expect((await world.act(id, { type: 'complete', ...WORK })).json.problems).toEqual(charged('unknown'))
    await quote(world, id, 'manufacture', 'PM12-PSU')
    expect((await lines(world, id)).total).toBe(0)
    for (const origin of ['wear', 'user'] as const)
      expect((await world.act(id, { type: 'complete', ...WORK, origin })).json.problems).toEqual(charged(origin))

    await quote(world, id, 'wear', 'PM12-PSU')
    const { link } = world.mail('报价', MAILS.hospital)
    await world.tap(link, 'acceptQuote')
    world.sms('wang-qiang', '同意')
    expect((await world.act(id, { type: 'complete', ...WORK, origin: 'user' })).json.problems).toEqual(charged('user'))
    // Who says nothing else means what was agreed.
    expect((await world.act(id, { type: 'complete', ...WORK })).status).toBe(200)
    world.mail('请确认', MAILS.hospital)
  })
  it('[H18] out of warranty: labour and travel free, parts at cost', async () => {
    const world = await World.start(at('11-20 10:00'))
    const { id } = await onSite(world, { ...hospital, severity: undefined })
    expect((await quote(world, id, 'wear', 'PM12-PSU', 'PM12-BAT', 'LABOUR', 'TRAVEL')).status).toBe(200)
    expect(await lines(world, id)).toMatchObject({
      'PM12-PSU': 'H18 cost 136000',
      'PM12-BAT': 'H18 cost 44000',
      LABOUR: 'H18 free 0',
      TRAVEL: 'H18 free 0',
      total: 180_000,
    })
    world.mail('报价', MAILS.hospital)
  })
  it('[R3] in warranty, human damage: cost only, no service fee, wear parts at half the price', async () => {
    const world = await World.start(at('11-20 10:00'))
    const { id } = await onSite(world, police)
    await quote(world, id, 'user', 'BWC5-MAIN', 'BWC5-BAT', 'LABOUR', 'TRAVEL')
    expect(await lines(world, id)).toMatchObject({
      'BWC5-MAIN': 'R3 cost 84000',
      'BWC5-BAT': 'R3 50% of price 15000',
      LABOUR: 'R3 free 0',
      TRAVEL: 'R3 free 0',
      total: 99_000,
    })
    world.mail('报价')
  })
  it('[R4] out of warranty: parts, travel and lodging at cost, wear parts at half the price, labour free', async () => {
    const world = await World.start(at('11-20 10:00'))
    const { id } = await onSite(world, { ...police, serial: 'BWC-2024-0098' })
    await quote(world, id, 'wear', 'BWC4-BAT', 'BWC5-LENS', 'LABOUR', 'TRAVEL', 'LODGING')
    expect(await lines(world, id)).toMatchObject({
      'BWC4-BAT': 'R4 50% of price 13000',
      'BWC5-LENS': 'R4 cost 52000',
      LABOUR: 'R4 free 0',
      TRAVEL: 'R4 cost 96000',
      LODGING: 'R4 cost 60000',
      total: 221_000,
    })
    world.mail('报价')
    world.mail('报价', 'xu.lei@lanting-police.example.com')
  })
  it('[C12] after warranty: parts from the list at cost, optional services at their price; declined by link, the work stays undone', async () => {
    const world = await World.start(at('11-20 10:00'))
    await accepted(world, campus.serial, '2022-08-22')
    const { id } = await onSite(world, { ...campus, severity: 'ordinary' })
    await quote(world, id, 'wear', 'LP800-LASER', 'LABOUR', 'TUNING')
    expect(await lines(world, id)).toMatchObject({
      'LP800-LASER': 'C12 cost 640000',
      LABOUR: 'C12 free 0',
      TUNING: 'C12 price 240000',
      total: 880_000,
    })
    const { link } = world.mail('报价', MAILS.campus)
    expect((await world.tap(link, 'declineQuote', { reason: '等预算批复' })).status).toBe(303)
    world.sms('wang-qiang', '不同意')
    const { allowed } = (await world.api(`/api/repairs/${id}`)).json
    expect(allowed).not.toContain('complete')
    expect(allowed).toEqual(expect.arrayContaining(['quote', 'withdraw']))

    await quote(world, id, 'wear', 'LP800-FILTER')
    const again = world.mail('报价', MAILS.campus)
    await world.tap(again.link, 'acceptQuote')
    world.sms('wang-qiang', '同意')
    expect((await lines(world, id)).state).toBe('accepted')
    expect((await world.act(id, { type: 'complete', ...WORK, origin: 'wear' })).status).toBe(200)
    world.mail('请确认', MAILS.campus)
  })
  it('[N8] hardware with a defect is free out of warranty too: nobody is asked for a word', async () => {
    const world = await World.start(at('11-20 10:00'))
    await accepted(world, data.serial, '2022-05-16')
    const { id } = await onSite(world, { ...data, severity: 'ordinary' })
    await quote(world, id, 'manufacture', 'NGFW-PSU', 'LABOUR', 'TRAVEL')
    expect(await lines(world, id)).toMatchObject({ 'NGFW-PSU': 'N8 free 0', TRAVEL: 'N8 free 0', total: 0 })
    expect((await world.act(id, { type: 'complete', ...WORK, origin: 'manufacture' })).status).toBe(200)
    world.mail('请确认', MAILS.data)
  })
  it('[N11] not renewed: parts and labour below market price, on the telephone as well as by link', async () => {
    const world = await World.start(at('11-20 10:00'))
    await accepted(world, data.serial, '2022-05-16')
    const { id } = await onSite(world, { ...data, severity: 'ordinary' })
    await quote(world, id, 'wear', 'NGFW-FAN', 'LABOUR', 'TRAVEL')
    expect(await lines(world, id)).toMatchObject({
      'NGFW-FAN': 'N11 80% of price 83200',
      LABOUR: 'N11 80% of price 48000',
      TRAVEL: 'N11 cost 520000',
      total: 651_200,
    })
    world.mail('报价', MAILS.data)
    await world.act(id, { type: 'acceptQuote', onBehalf: '努尔兰' })
    world.sms('ma-jun', '同意')
    expect((await lines(world, id)).state).toBe('accepted')
  })
  it('[C12] a price that is missing is named; nothing is quoted', async () => {
    const world = await World.start(at('11-20 10:00'))
    await accepted(world, campus.serial, '2022-08-22')
    const price = (await world.host.deps.directory.prices('C-2026')).find(({ code }) => code === 'LP800-LASER')
    if (!price) throw new Error('the demo has no price list C-2026')
    const { costFen, priceFen, ...unpriced } = price
    await world.host.deps.directory.merge({ prices: [{ ...unpriced, code: 'NEW-1', priceFen: 100 }] })
    const { id } = await onSite(world, { ...campus, severity: 'ordinary' })
    const { status, json } = await quote(world, id, 'wear', 'LABOUR', 'NEW-1', 'NONE')
    expect([status, json.problems]).toEqual([
      400,
      [
        'items[1].code: "NEW-1" has no cost price in price list "C-2026", and C12 charges cost: add its costFen there',
        expect.stringMatching(/^items\[2\]\.code: price list "C-2026" has no "NONE"; its codes are /),
      ],
    ])
    expect((await world.repair(id)).quote).toBeUndefined()
  })
  it('[C5] a fault of our loaner is served like one in warranty, whatever the original is', async () => {
    const world = await World.start(at('11-20 10:00'))
    await accepted(world, campus.serial, '2022-08-22')
    const { id, link } = await onSite(world, { ...campus, severity: 'ordinary' })
    await world.act(id, { type: 'reserveLoaner', serial: 'LOAN-LP-01' })
    await world.tap(link, 'lendLoaner')
    await world.advance('PT1M')
    world.messages()
    const loaner = await onSite(world, { ...campus, serial: 'LOAN-LP-01', severity: 'ordinary' })
    expect((await world.repair(loaner.id)).unit).toMatchObject({ loanerFor: id })
    await quote(world, loaner.id, 'wear', 'LP800-FILTER')
    expect(await lines(world, loaner.id)).toMatchObject({ 'LP800-FILTER': 'C1 free 0', total: 0 })
    expect((await world.act(loaner.id, { type: 'complete', ...WORK, origin: 'wear' })).status).toBe(200)
    expect((await world.act(id, { type: 'complete', ...WORK, origin: 'wear' })).json.problems).toEqual([
      'parts: C charges parts (cost) out of warranty for a fault of origin "wear": quote them first, and complete once the customer has accepted',
    ])
    world.messages()
  })
  it('[R4] whose unit it is must be known before anybody is asked to pay', async () => {
    const world = await World.start(at('11-20 10:00'))
    const { id } = await onSite(world, { caller: '+8613900139000', serial: undefined })
    expect((await quote(world, id, 'user', 'LABOUR')).json.problems).toEqual([
      'unit: identify the unit first; its warranty and contract decide who pays',
    ])
  })
  it('[H12] nobody recorded the acceptance: who pays is not guessed', async () => {
    const world = await World.start(at('11-20 10:00'))
    const [contract] = await world.host.deps.directory.contractsOf('renhe-hospital')
    const unit = await world.host.deps.directory.unit('USG-2025-0007')
    if (!contract || !unit) throw new Error('the demo has no such unit')
    const [{ acceptedOn: _ours, ...bare }, { acceptedOn: _theirs, ...unaccepted }] = [contract, unit]
    await world.host.deps.directory.merge({ contracts: [bare], units: [unaccepted] })
    const { id } = await onSite(world, ULTRASOUND)
    expect((await quote(world, id, 'user', 'US60-PROBE')).json.problems).toEqual([
      'unit: nobody can say whether "USG-2025-0007" is in warranty: put it on file with the day of its acceptance',
    ])
    // What was done is recorded all the same.
    expect((await world.act(id, { type: 'complete', ...WORK, origin: 'user' })).status).toBe(200)
    world.mail('请确认', MAILS.hospital)
  })
})

/** Puts another day of acceptance on a unit's file. */
async function accepted(world: World, serial: string, acceptedOn: string): Promise<void> {
  const unit = await world.host.deps.directory.unit(serial)
  if (!unit) throw new Error(`no unit ${serial}`)
  await world.host.deps.directory.merge({ units: [{ ...unit, acceptedOn }] })
}
