import { expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { auditSchema } from '../../../shared/wire/evidence.ts'
import { contractFileSchema } from '../../../shared/wire/facts.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

/** Delivered on 2 September 2024: H9's certificate is due by the end of that day. */
const HOSPITAL = 'RH-2024-031'
const MANAGER = 'manager/liu-fang'
const CERTIFICATE = { clause: 'H9', need: 'certificate' }

const started = () => World.start(at('09-02 10:00', 2024), { papers: 'missing' })
const say = (world: World, path: string, body: object, who = MANAGER) =>
  world.api(`/api/contracts/${HOSPITAL}/${path}`, body, who)
const takeBack = (world: World, fact: number, who = MANAGER) =>
  say(world, 'taken-back', { fact, reason: '登记到了别的合同的合格证' }, who)
const file = async (world: World) =>
  parse(contractFileSchema, (await world.api(`/api/contracts/${HOSPITAL}`, undefined, MANAGER)).json)
const certificate = async (world: World) => (await file(world)).facts.find(({ need }) => need === 'certificate')
const line = async (world: World) =>
  (await world.host.deps.ledger.ofSubject(`contract/${HOSPITAL}`)).find(({ id }) => id.includes('certificate'))
/** The number of what was recorded last. */
const last = async (world: World) => (await file(world)).record.at(-1)?.seq ?? 0

it('[H9] what was recorded by mistake is taken back by the manager: it is missing again, late if it is, and who and why stay on file', async () => {
  const world = await started()
  await say(world, 'facts', { ...CERTIFICATE, document: '合格证 12 份' }, 'engineer/zhao-min')
  expect(await line(world)).toMatchObject({ state: 'kept' })
  const seq = await last(world)
  expect((await takeBack(world, seq)).status).toBe(200)
  expect(await line(world)).toMatchObject({ state: 'open' })
  expect(await certificate(world)).toMatchObject({ state: 'missing' })
  expect((await file(world)).record).toEqual([
    {
      seq,
      at: at('09-02 10:00', 2024),
      by: expect.objectContaining({ id: 'zhao-min' }),
      ...CERTIFICATE,
      about: 'contract',
      fact: { type: 'recorded', document: '合格证 12 份' },
      takenBack: {
        at: at('09-02 10:00', 2024),
        by: expect.objectContaining({ id: 'liu-fang' }),
        reason: '登记到了别的合同的合格证',
      },
    },
  ])
  // The same again is one line.
  expect((await takeBack(world, seq)).status).toBe(200)
  const { entries } = parse(auditSchema, (await world.api('/api/audit', undefined, MANAGER)).json)
  expect(entries.filter(({ what }) => what === 'fact')).toEqual([
    expect.objectContaining({
      outcome: 'takenBack',
      contract: HOSPITAL,
      fact: seq,
      by: expect.objectContaining({ id: 'liu-fang' }),
    }),
  ])
  // Whoever sees to it is asked again, and late is late.
  await world.advanceTo(at('09-03 00:01', 2024))
  expect(await line(world)).toMatchObject({ state: 'broken' })
  await world.advanceTo(at('09-03 09:05', 2024))
  expect(world.story().join('\n')).toContain('合格证')
  expect(await check(world.host.deps)).toEqual([])
  world.messages()
})

it('[H9] it hides no breach: a late one is late again and later, a waiver or a paper in time turns into the breach that it kept from', async () => {
  const world = await started()
  await world.advanceTo(at('09-04 10:00', 2024))
  await say(world, 'facts', { ...CERTIFICATE, document: '合格证' })
  expect(await line(world)).toMatchObject({ state: 'broken', lateBy: expect.any(String) })
  await takeBack(world, await last(world))
  const again = await line(world)
  expect(again).toMatchObject({ state: 'broken', brokenAt: at('09-03 00:00', 2024) })
  expect(again).not.toHaveProperty('endedAt')
  await say(world, 'facts', { ...CERTIFICATE, document: '合格证' })
  expect(await line(world)).toMatchObject({ state: 'broken', endedAt: at('09-04 10:00', 2024) })

  const waived = await started()
  await say(waived, 'waivers', { ...CERTIFICATE, reason: '客户已有' })
  const waiver = await last(waived)
  await say(waived, 'facts', { ...CERTIFICATE, document: '合格证' })
  await waived.advanceTo(at('09-05 10:00', 2024))
  expect(await line(waived)).toMatchObject({ state: 'waived' })
  // What was recorded after it, in time, is what counts then; without that too, nothing is.
  const document = await last(waived)
  await takeBack(waived, waiver)
  expect(await line(waived)).toMatchObject({ state: 'kept', evidence: document })
  await takeBack(waived, document)
  expect(await line(waived)).toMatchObject({ state: 'broken', brokenAt: at('09-03 00:00', 2024) })
  expect(await check(waived.host.deps)).toEqual([])
  for (const one of [world, waived]) one.messages()
})

it('by a manager alone, with a reason, and only what was recorded there; that a contract came here or was moved is not taken back', async () => {
  const world = await started()
  await say(world, 'facts', { ...CERTIFICATE, document: '合格证' })
  const seq = await last(world)
  for (const who of ['engineer/zhao-min', 'dispatcher', 'viewer'])
    expect((await takeBack(world, seq, who)).status).toBe(403)
  expect((await say(world, 'taken-back', { fact: seq, reason: ' ' })).status).toBe(400)
  expect((await world.api('/api/contracts/K-0/taken-back', { fact: 1, reason: 'x' }, MANAGER)).status).toBe(404)
  await say(world, 'version', { planVersion: 2, reason: '续签', agreedBy: '何平', how: 'inPerson' })
  const moved = (await world.host.deps.contracts.facts(HOSPITAL)).find(({ fact }) => fact.type === 'moved')
  for (const number of [99_999, moved?.seq ?? 99_998]) {
    const { status, json } = await takeBack(world, number)
    expect([status, json.problems]).toEqual([
      400,
      [`fact: nothing recorded on contract ${HOSPITAL} has the number ${number}`],
    ])
  }
  expect((await certificate(world))?.state).toBe('recorded')
  world.messages()
})

it('[H20] a payment that was recorded by mistake is owed again', async () => {
  const world = await started()
  const { directory } = world.host.deps
  const contract = await directory.contract(HOSPITAL)
  if (contract) await directory.merge({ contracts: [{ ...contract, planVersion: 2, acceptedOn: '2024-09-02' }] })
  await say(world, 'facts', { clause: 'H20', need: 'trial', document: '回单 0117' })
  const payment = async () => (await file(world)).payments?.find(({ need }) => need === 'trial')
  expect(await payment()).toMatchObject({ state: 'paid', document: '回单 0117' })
  await takeBack(world, await last(world))
  expect(await payment()).toMatchObject({ state: 'open' })
  expect(await payment()).not.toHaveProperty('document')
  world.messages()
})

it('behind the link the contract’s manager takes back as well, and nobody else', async () => {
  const world = await started()
  const { directory } = world.host.deps
  const contract = await directory.contract(HOSPITAL)
  const people = { papersBy: 'zhao-min', manager: 'liu-fang' }
  if (contract) await directory.merge({ contracts: [{ ...contract, ...people }] })
  await say(world, 'facts', { ...CERTIFICATE, document: '合格证' })
  const seq = await last(world)
  world.messages()
  await world.advanceTo(at('09-04 09:05', 2024))
  const [engineers, managers] = ['zhao-min', 'liu-fang'].map((person) => world.sms(person, HOSPITAL).link)
  const send = (link = '') =>
    world.fetch(link, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ fact: String(seq), reason: '放错了' }).toString(),
    })
  expect((await world.fetch(engineers ?? '')).text).toContain('登记记录')
  expect((await world.fetch(engineers ?? '')).text).not.toContain('撤回这条登记')
  expect((await send(engineers)).status).toBe(400)
  expect((await certificate(world))?.state).toBe('recorded')
  expect((await world.fetch(managers ?? '')).text).toContain('撤回这条登记')
  expect((await send(managers)).status).toBe(303)
  expect((await certificate(world))?.state).toBe('overdue')
  expect((await world.fetch(managers ?? '')).text).toMatch(/刘芳 .* 撤回：放错了/)
  world.messages()
})
