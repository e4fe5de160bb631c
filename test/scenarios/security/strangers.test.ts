import { describe, expect, it } from 'vitest'
import { CUSTOMERS } from '../../support/edge.ts'
import { at } from '../../support/play.ts'
import { MAILS, World } from '../../support/world.ts'

const NIGHT = at('11-20 02:13')
const THIEF = 'thief@elsewhere.example.com'
/** A call of a number on nobody's file, with a serial number that anyone can read on a unit. */
const strangersCall = { caller: '+8613911112222', severity: undefined, contact: { name: '路人', email: THIEF } }

describe('a stranger who knows a serial number', () => {
  it('joins the open repair, hears that the own report was taken, and gets no link to it, whatever happens to it', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report({ symptoms: '屏幕碎了，内有案件录像' })
    world.messages()
    expect((await world.call({ ...strangersCall, symptoms: '打不开' })).json.repairId).toBe(id)
    const told = world.mail('报修已受理', THIEF)
    expect(told.text).toContain(id)
    expect(told.text).toContain('02:23')
    // Nor a word of the caller's: anybody may have left this address.
    for (const secret of ['打不开', '路人', '录像', '城东', '执法记录仪', '王强', 'https://', '严重', '公安'])
      expect(told.text).not.toContain(secret)
    const { subject } = world.host.outbox.list().find(({ to }) => to === THIEF) ?? {}
    expect(subject).toBe(`报修已受理 · ${id}`)
    world.messages()

    await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
    await world.act(id, { type: 'solveRemotely', cause: '电池', done: '远程重置' })
    await world.advance('P5D')
    expect(world.messages().filter(({ to }) => to === THIEF)).toEqual([])
  })

  it('opens a repair where none is open, and gets no link to what stands on file of the unit', async () => {
    const world = await World.start(NIGHT)
    await world.report(strangersCall)
    expect(world.mail('报修已受理', THIEF).text).not.toMatch(/https:|执法记录仪|公安/)
    // Those on file are told.
    world.mail('报修已受理', MAILS.police)
    world.messages()
  })

  it('is admitted by whoever has the repair, or by a contact on file; then the link comes', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report(strangersCall)
    const onFile = world.mail('报修已受理', MAILS.police)
    world.messages()
    const { contacts } = await world.repair(id)
    const stranger = contacts.find(({ stranger: is }: { stranger?: true }) => is)
    expect((await world.fetch(onFile.link)).text).toContain('允许报修人查看')
    expect((await world.tap(onFile.link, 'admitContact', { contact: stranger.id })).status).toBe(303)
    const { link } = world.mail('报修已受理', THIEF)
    expect((await world.fetch(link)).status).toBe(200)
    expect((await world.fetch(onFile.link)).text).not.toContain('允许报修人查看')
    expect((await world.act(id, { type: 'admitContact', contact: stranger.id })).status).toBe(409)
  })

  it('a colleague of ours who takes the report vouches for whoever it came from', async () => {
    const world = await World.start(NIGHT)
    const { json } = await world.api('/api/repairs', {
      callId: 'fax-1',
      through: 'fax',
      serial: CUSTOMERS.police.serial,
      symptoms: '无法开机',
      contact: { name: '内勤', email: 'office@lanting-police.example.com' },
    })
    const { link } = world.mail('报修已受理', 'office@lanting-police.example.com')
    expect((await world.fetch(link)).text).toContain(json.repairId ?? json.id)
    world.messages()
  })
})

describe('a contact of another customer', () => {
  it('who reports a unit that is not theirs reads nothing of it', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report({ symptoms: '内有案件录像' })
    world.messages()
    await world.report({ caller: CUSTOMERS.hospital.caller, symptoms: '打不开' })
    const told = world.mail('报修已受理', MAILS.hospital)
    expect(told.text).not.toMatch(/https:|录像|公安/)
    expect((await world.repair(id)).contacts).toHaveLength(2)
    world.messages()
  })

  it('whose unit was meant by mistake: their link ends when the right unit is named, and the right ones are told', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report({ caller: '+8613911112222', serial: undefined, severity: undefined })
    world.messages()
    await world.act(id, { type: 'identify', serial: CUSTOMERS.hospital.serial })
    const wrong = world.mail('报修已受理', MAILS.hospital)
    expect((await world.fetch(wrong.link)).status).toBe(200)
    await world.act(id, { type: 'identify', serial: CUSTOMERS.police.serial })
    world.mail('报修已受理', MAILS.police)
    expect((await world.fetch(wrong.link)).status).toBe(404)
    expect((await world.tap(wrong.link, 'withdraw', { reason: 'x' })).status).toBe(404)
    world.messages()
    await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
    expect(world.messages().filter(({ to }) => to === MAILS.hospital)).toEqual([])
  })
})
