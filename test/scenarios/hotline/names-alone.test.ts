import { describe, expect, it, vi } from 'vitest'
import type { Contact, Person } from '../../../shared/directory/directory.ts'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { repairSubject } from '../../../shared/repair/holds.ts'
import { CUSTOMERS } from '../../support/edge.ts'
import { at } from '../../support/play.ts'
import { MAILS, World } from '../../support/world.ts'

const NIGHT = at('11-20 02:13')
const WANG = '+8613800138103'
const NEW_NUMBER = '+8613900139000'

const change = async (world: World, id: string, changes: Partial<Person>) => {
  const { directory } = world.host.deps
  const person = await directory.person(id)
  if (!person) throw new Error(`nobody is called ${id}`)
  await directory.merge({ people: [{ ...person, ...changes }] })
}

describe('our people', () => {
  it('are called by the number, and in the language, that they have when it goes, whatever they had when it was decided', async () => {
    const world = await World.start(NIGHT)
    await world.report()
    // The second page within a minute waits for the end of it.
    await world.report({ serial: 'BWC-2025-0118' })
    expect(world.messages().filter(({ to }) => to === WANG)).toHaveLength(1)
    await change(world, 'wang-qiang', { phone: NEW_NUMBER, language: 'en' })
    await world.advance('PT1M')
    const [page, ...rest] = world.messages()
    expect([page?.to, rest]).toEqual([NEW_NUMBER, []])
    expect(page?.text).toMatch(/^U 城东所/)
  })

  it('who are on file no more by then are not reached: the next one is asked', async () => {
    const world = await World.start(NIGHT)
    const { directory } = world.host.deps
    const onFile = directory.person.bind(directory)
    vi.spyOn(directory, 'person').mockImplementation(async (id) => (id === 'wang-qiang' ? undefined : onFile(id)))
    const id = await world.report()
    world.sms('zhou-jie')
    const { timeline } = await world.repair(id)
    expect(timeline.filter(({ type }: { type: string }) => type === 'pageFailed')).toMatchObject([
      { person: { id: 'wang-qiang' }, cause: 'nobody on file as wang-qiang' },
    ])
    world.messages()
  })
})

const changeContact = async (world: World, id: string, changes: Partial<Contact>) => {
  const { directory } = world.host.deps
  const contact = await directory.contact(id)
  if (!contact) throw new Error(`nobody is called ${id}`)
  await directory.merge({ contacts: [{ ...contact, ...changes }] })
}
/** They leave: nothing on file names them any more. */
const forget = (world: World, contact: string) => {
  const { directory } = world.host.deps
  const onFile = directory.contact.bind(directory)
  vi.spyOn(directory, 'contact').mockImplementation(async (id) => (id === contact ? undefined : onFile(id)))
}
const NEW_MAIL = 'he.ping.new@lanting-police.example.com'
const THIEF = 'thief@elsewhere.example.com'

describe('contacts on file', () => {
  it('are written to at the address, and in the language, that they have when it goes', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report()
    world.messages()
    await changeContact(world, 'he-ping', { email: NEW_MAIL, language: 'en' })
    await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
    expect(world.messages().map(({ to, subject }) => [to, subject?.split(' · ')[0]])).toEqual([
      [NEW_MAIL, 'Engineer assigned'],
    ])
  })

  it('whose address is corrected while a mail to the wrong one is refused get it at the right one', async () => {
    const world = await World.start(NIGHT)
    const { messenger } = world.host.deps
    const send = messenger.send.bind(messenger)
    const refused = vi.spyOn(messenger, 'send').mockImplementation(async (message) => {
      if (message.to === MAILS.police) throw new MessageNotSentError('no such mailbox')
      return send(message)
    })
    await world.report()
    expect(refused.mock.calls.filter(([{ to }]) => to === MAILS.police)).toHaveLength(1)
    await changeContact(world, 'he-ping', { email: NEW_MAIL })
    await world.advance('PT10M')
    await world.host.sweep()
    expect(world.mail('报修已受理', NEW_MAIL).text).toContain('02:23')
    world.messages()
  })

  it('who lose their address get a text message; who have neither are called', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report()
    world.messages()
    await changeContact(world, 'he-ping', { email: undefined } as unknown as Partial<Contact>)
    await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
    expect(world.messages().map(({ kind, to }) => [kind, to])).toEqual([['sms', CUSTOMERS.police.caller]])
    await changeContact(world, 'he-ping', { phone: '+8657588000000' })
    await world.act(id, { type: 'respond' })
    await world.act(id, { type: 'goOnSite' })
    await world.advance('PT5M')
    await world.host.sweep()
    expect(world.messages()).toEqual([])
    expect(await world.host.deps.store.pendingEffects({ about: repairSubject(id) })).toEqual([])
  })

  it.each(['is on file no more', 'is another customer’s by then'])(
    'who %s: nothing goes, and the timeline says to call',
    async (how) => {
      const world = await World.start(NIGHT)
      const id = await world.report()
      world.messages()
      if (how.startsWith('is on file')) forget(world, 'he-ping')
      else await changeContact(world, 'he-ping', { customer: 'renhe-hospital' })
      await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
      expect(world.messages()).toEqual([])
      await world.advance('PT2M')
      await world.host.sweep()
      const { timeline } = await world.repair(id)
      expect(timeline.filter(({ type }: { type: string }) => type === 'messageFailed')).toMatchObject([
        { contact: '何平', template: 'assigned', text: '何平 is on file no more and was not told: call the customer' },
      ])
      expect(world.errors().filter((line) => line.startsWith('Message given up'))).toHaveLength(1)
      world.messages()
    },
  )

  it('are never written to at the address of a stranger who claims their name, nor he at theirs', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report({ ...CUSTOMERS.police, contact: { name: '何平', email: THIEF } })
    world.messages()
    await changeContact(world, 'he-ping', { email: NEW_MAIL })
    const { contacts } = await world.repair(id)
    const stranger = contacts.find(({ stranger: is }: { stranger?: true }) => is)
    expect([stranger.email, stranger.phone]).toEqual([THIEF, undefined])
    await world.act(id, { type: 'admitContact', contact: stranger.id })
    const told = world.messages()
    expect(told.map(({ to }) => to)).toEqual([THIEF])
    expect(told.map(({ text }) => text).join()).not.toContain(NEW_MAIL)
  })

  it('are no second contact for a stranger who leaves their address', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report()
    world.messages()
    await world.call({ caller: '+8613911112222', severity: undefined, contact: { name: '何平', email: MAILS.police } })
    expect((await world.repair(id)).contacts).toHaveLength(1)
    expect(world.messages()).toEqual([])
  })

  it('are written to once where a stranger opens a repair with their address, however it is spelt', async () => {
    const world = await World.start(NIGHT)
    const email = MAILS.police.toUpperCase()
    await world.call({ caller: '+8613911112222', severity: undefined, contact: { name: '何平', email } })
    const told = world.messages().filter(({ to }) => to.toLowerCase() === MAILS.police.toLowerCase())
    expect(told).toHaveLength(1)
  })
})

it('a night says who, and copies no number and no address of anybody on file; whoever has to call them finds the number of today', async () => {
  const world = await World.start(NIGHT)
  const id = await world.report({ severity: 'serious' })
  await world.advance('PT3M')
  const zhou = world.sms('zhou-jie', '无人接')
  await world.tap(zhou.link, 'acknowledge')
  await world.call({ symptoms: '还是不亮' })
  await world.tap(zhou.link, 'respond', { note: '按键无反应' })
  await world.tap(zhou.link, 'goOnSite')
  await world.advance('PT1H')
  await world.tap(zhou.link, 'arrive')
  await world.advance('P2D')
  await world.act(id, { type: 'handOver', person: 'wang-qiang', reason: '换班' })
  await world.advance('PT1M')
  await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
  await world.tap(zhou.link, 'complete', { cause: '主板供电故障', done: '更换主板' })
  await world.act(id, { type: 'identify', serial: CUSTOMERS.police.serial })
  // Whoever has it and has to call them.
  expect((await world.fetch(zhou.link)).text).toContain(`tel:${CUSTOMERS.police.caller}`)
  await changeContact(world, 'he-ping', { phone: NEW_NUMBER })
  expect((await world.fetch(zhou.link)).text).toContain(`tel:${NEW_NUMBER}`)
  await world.advance('P7D')

  const { people, contacts } = await world.host.deps.directory.all()
  const onFile = [...people, ...contacts].flatMap(({ phone, email }) =>
    [phone, email].filter((one) => one !== undefined),
  )
  const reached = [...onFile, CUSTOMERS.police.caller]
  const about = repairSubject(id)
  const history = await world.host.deps.store.history(about)
  const kept = JSON.stringify([history, await world.host.deps.store.load(about)])
  expect(history.length).toBeGreaterThan(30)
  expect(reached.filter((address) => kept.includes(address))).toEqual([])

  const shown = await world.repair(id)
  const ours = people.map(({ phone }) => phone)
  expect(ours.filter((number) => JSON.stringify(shown).includes(number))).toEqual([])
  expect(shown.contacts).toEqual([
    {
      id: 'he-ping',
      name: '何平',
      customer: 'lanting-police',
      phone: NEW_NUMBER,
      email: MAILS.police,
      language: 'zh-CN',
    },
  ])
  const viewed = (await world.api(`/api/repairs/${id}`, undefined, 'viewer')).json
  expect(viewed.contacts[0]).toMatchObject({ phone: '+86139****9000' })

  const told = (type: string) =>
    shown.timeline.find((event: { type: string }) => event.type === type)?.sent.map(({ to }: { to: string }) => to)
  expect(told('opened')).toEqual(['h***@lanting-police.example.com'])
  expect(told('paged')).toEqual(['+86138****8103'])
  world.messages()
})
