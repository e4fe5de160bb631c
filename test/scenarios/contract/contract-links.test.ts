import { expect, it } from 'vitest'
import { linkListSchema, revokedSchema } from '../../../shared/wire/links.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const HOSPITAL = 'RH-2024-031'
const MANAGER = 'manager/liu-fang'
const listed = async (world: World, query: string) =>
  parse(linkListSchema, (await world.api(`/api/links?${query}`, undefined, MANAGER)).json).links
const revoke = async (world: World, body: object) =>
  parse(revokedSchema, (await world.api('/api/links/revoke', { reason: '手机丢失', ...body }, MANAGER)).json).revoked

/** Two papers are late, and two people have been asked about them by link. */
async function asked(): Promise<World> {
  const world = await World.start(at('09-02 10:00', 2024), { papers: 'missing' })
  const { directory } = world.host.deps
  const contract = await directory.contract(HOSPITAL)
  const manager = await directory.person('liu-fang')
  if (!contract || !manager) throw new Error('the demo has changed')
  await directory.merge({
    contracts: [{ ...contract, papersBy: 'zhao-min', coordinator: 'chen-wei', manager: 'liu-fang' }],
    people: [{ ...manager, email: 'liu@example.com' }],
  })
  await world.advanceTo(at('09-03 08:59', 2024))
  world.messages()
  await world.advanceTo(at('09-03 09:05', 2024))
  return world
}

it('links to the papers of a contract are listed with the rest, by contract and by person, and end one by one', async () => {
  const world = await asked()
  const [theirs, others] = ['zhao-min', 'chen-wei'].map((person) => world.sms(person, HOSPITAL).link)
  const who = async (query: string) =>
    (await listed(world, query)).map(({ kind, person, contract }) => [kind, person, contract].join(' ')).toSorted()
  // The manager was asked while the contract named nobody.
  const [chen, liu, zhao] = ['chen-wei', 'liu-fang', 'zhao-min'].map((person) => `engineer ${person} ${HOSPITAL}`)
  expect(await who(`contract=${HOSPITAL}`)).toEqual([chen, liu, zhao])
  expect(await who('person=zhao-min')).toEqual([zhao])
  expect(await revoke(world, { person: 'zhao-min', contract: HOSPITAL })).toEqual([
    { kind: 'engineer', person: 'zhao-min', name: '赵敏', contract: HOSPITAL, sentAt: at('09-03 09:01', 2024) },
  ])
  expect((await world.fetch(theirs ?? '')).status).toBe(404)
  expect((await world.fetch(others ?? '')).status).toBe(200)
  expect(await who(`contract=${HOSPITAL}`)).toEqual([chen, liu])
  expect(await listed(world, 'contract=K-0')).toEqual([])
  // Nobody else's, and no other kind of link.
  for (const body of [
    { person: 'zhao-min', contract: HOSPITAL, repair: '261120-0001' },
    { person: 'zhao-min', contract: HOSPITAL, inbox: true },
    { contact: 'he-ping', contract: HOSPITAL },
  ])
    expect((await world.api('/api/links/revoke', { reason: 'x', ...body }, MANAGER)).status).toBe(400)
  expect((await world.api(`/api/links?contract=${HOSPITAL}&person=zhao-min`, undefined, MANAGER)).status).toBe(400)
  // Whoever is asked again gets a new one, that works.
  world.messages()
  await world.advanceTo(at('09-04 09:05', 2024))
  const { link: next } = world.sms('zhao-min', HOSPITAL)
  expect(next).not.toBe(theirs)
  expect((await world.fetch(next)).status).toBe(200)
  world.messages()
})

it('it ends a week after the last message once nothing is owed, or its holder answers for the contract no more', async () => {
  const world = await asked()
  world.messages()
  const { directory } = world.host.deps
  const contract = await directory.contract(HOSPITAL)
  if (contract) await directory.merge({ contracts: [{ ...contract, papersBy: 'liu-fang', coordinator: 'liu-fang' }] })
  const ends = Object.fromEntries(
    (await listed(world, `contract=${HOSPITAL}`)).map(({ person, endsAt }) => [person, endsAt]),
  )
  const week = at('09-10 09:01', 2024)
  expect(ends).toEqual({ 'chen-wei': week, 'zhao-min': week, 'liu-fang': undefined })
  await world.advanceTo(at('09-10 09:10', 2024))
  expect((await listed(world, `contract=${HOSPITAL}`)).map(({ person }) => person)).toEqual(['liu-fang'])
  world.messages()
})

it('[H20] a payment that is late is mailed as well to those with an address, in words of its own', async () => {
  const world = await asked()
  const { directory } = world.host.deps
  const contract = await directory.contract(HOSPITAL)
  if (contract) await directory.merge({ contracts: [{ ...contract, planVersion: 2, acceptedOn: '2024-09-02' }] })
  await world.advanceTo(at('11-05 08:59', 2024))
  world.messages()
  await world.advanceTo(at('11-05 09:05', 2024))
  const mails = world.messages().filter(({ kind, subject }) => kind === 'email' && subject?.includes('应收款'))
  expect(mails.map(({ to }) => to)).toEqual(['liu@example.com'])
  expect(mails[0]?.text).toContain('客户按合同应付的款项已经逾期')
  const [link = ''] = /\/p\/[\w-]+/.exec(mails[0]?.text ?? '') ?? []
  expect((await world.fetch(link)).status).toBe(200)
})
