import type { ConnectContactFlowEvent, Context } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { connectHandler } from '../../../functions/hotline/connect.ts'
import { spokenNumber } from '../../../functions/hotline/phrases.ts'
import { later } from '../../../shared/kernel/instant.ts'
import { at } from '../../support/play.ts'
import { twilioCall } from '../../support/twilio.ts'
import { type Answer, CUSTOMERS, MAILS, World } from '../../support/world.ts'

// C2: whoever reports hears at once under which number it runs and what is promised; and someone of ours is paged at once,
// whatever way it came, on a Sunday night too.

const NOW = at('11-22 02:13')
const RESPONSE = later(NOW, 2 * 3_600_000)
const CAMPUS = { ...CUSTOMERS.campus, severity: 'ordinary' } as const
const FIRST = '261122-0001'
const STRANGER = '+8613900139000'

const c2 = { clause: 'C2', milestone: 'responded', dueAt: RESPONSE }

/** The engineer on duty has been paged about it, in the very instant. */
const pagedAtOnce = (world: World, id: string): void => {
  const page = world.sms('wang-qiang')
  expect(page.text).toContain(id)
  expect(page.at).toBe(NOW)
}
/** The customer has it in writing: number and promised times. */
const mailedAtOnce = (world: World, id: string, to: string = MAILS.campus, subject = '报修已受理'): void => {
  const { text, at: sentAt } = world.mail(subject, to)
  expect(text).toContain(id)
  expect(text).toMatch(/响应 \(C2\): 2026年11月22日（周日）04:13 前/)
  expect(sentAt).toBe(NOW)
}
const answered = ({ status, json }: Answer, expected = 201): void => {
  expect(status).toBe(expected)
  expect(json.repairId).toBe(FIRST)
  expect(json.clocks).toContainEqual(c2)
}

const STEP = { severity: 'ordinary', site: '0', tries: '1', failures: '0', at: String(Date.parse(NOW)) }
/** What the caller hears at the end of the keypad menu. */
const voice = (world: World, said: string, step: string): Promise<Answer> =>
  twilioCall(
    world,
    CUSTOMERS.campus.caller,
    'CA-1',
    {
      CallStatus: 'in-progress',
      ...(step === 'what' ? { SpeechResult: said } : { RecordingUrl: 'https://r.example/1' }),
    },
    `?${new URLSearchParams({ step, ...STEP })}`,
  )

describe('an answer at once', () => {
  it.each(['what', 'recorded'])('[C2] hotline by keypad (%s): number and times are said on the line', async (step) => {
    const world = await World.start(NOW)
    const { status, text } = await voice(world, '投影机黑屏', step)
    expect(status).toBe(200)
    expect(text).toContain(spokenNumber(FIRST))
    expect(text).toContain('4点13分前答复您') // C2, and C9's two hours to be there
    expect(text).toContain('如需上门，4点13分前到达')
    // Whose phone rings for them hears it in their own language, and no longer than it takes.
    expect(text.includes('get back to you by 04:13')).toBe(step === 'recorded')
    expect(text.includes('we are there by 04:13')).toBe(step === 'recorded')
    pagedAtOnce(world, FIRST)
    mailedAtOnce(world, FIRST)
  })

  it('[C2] hung up before a word: the number on file says who it was, and they have it in writing', async () => {
    const world = await World.start(NOW)
    expect((await twilioCall(world, CUSTOMERS.campus.caller, 'CA-2')).status).toBe(200)
    pagedAtOnce(world, FIRST)
    mailedAtOnce(world, FIRST)
  })

  it('[C2] a stranger hears number and times of the strictest plan', async () => {
    const world = await World.start(NOW)
    const form = { CallStatus: 'in-progress', SpeechResult: '黑屏' }
    const query = `?${new URLSearchParams({ step: 'what', tries: '1', failures: '0', at: STEP.at })}`
    const { text } = await twilioCall(world, STRANGER, 'CA-3', form, query)
    expect(text).toContain(spokenNumber(FIRST))
    expect(text).toMatch(/承诺在.*前答复您/)
    pagedAtOnce(world, FIRST)
    world.messages()
  })

  it('[C2] contact centre (Amazon Connect): the flow is given both prompts, the number and the time', async () => {
    const world = await World.start(NOW)
    const { caller, serial, severity } = CAMPUS
    const ContactData = {
      ContactId: 'k-1',
      CustomerEndpoint: { Address: caller, Type: 'TELEPHONE_NUMBER' },
      Attributes: { serial, severity, symptoms: '黑屏' },
    }
    const event = { Details: { ContactData, Parameters: {} } } as unknown as ConnectContactFlowEvent
    const answer = await connectHandler(world.host.deps)(event, {} as Context)
    await world.host.idle()
    expect(answer).toMatchObject({ repairId: FIRST, number: spokenNumber(FIRST), responseDue: RESPONSE })
    for (const prompt of [answer.promptZh, answer.promptEn]) expect(prompt).toContain(spokenNumber(FIRST))
    expect(answer.promptZh).toContain('4点13分前答复您')
    pagedAtOnce(world, FIRST)
    mailedAtOnce(world, FIRST)
  })

  it('[C2] another hotline’s call: number and times stand in the answer; sent again, the same', async () => {
    const world = await World.start(NOW)
    answered(await world.call({ ...CAMPUS, callId: 'c-1' }))
    pagedAtOnce(world, FIRST)
    mailedAtOnce(world, FIRST)
    answered(await world.call({ ...CAMPUS, callId: 'c-1' }), 200)
    expect(world.messages()).toEqual([])
  })

  it('[C2] a call that cannot be read in full is told what is wrong, with number and times', async () => {
    const world = await World.start(NOW)
    answered(await world.call({ ...CAMPUS, colour: 'red' }), 400)
    pagedAtOnce(world, FIRST)
    mailedAtOnce(world, FIRST)
  })

  it('[C2] a second call about the same unit hears the same number and times', async () => {
    const world = await World.start(NOW)
    await world.report(CAMPUS)
    pagedAtOnce(world, FIRST)
    mailedAtOnce(world, FIRST)
    answered(await world.call({ ...CAMPUS, symptoms: '还是黑屏' }))
    expect(world.messages()).toEqual([])
  })

  it.each([
    ['fax', 'dispatcher'],
    ['email', 'dispatcher'],
    ['website', 'dispatcher'],
    ['complaint', 'manager'],
    ['onSite', 'engineer/chen-wei'],
    ['phone', 'engineer/chen-wei'],
  ])(
    '[C2] by %s, recorded by %s: answered to whoever records it, and in writing to the customer',
    async (through, who) => {
      const world = await World.start(NOW)
      answered(await world.api('/api/repairs', { callId: 'r-1', through, ...CAMPUS, symptoms: '黑屏' }, who))
      pagedAtOnce(world, FIRST)
      mailedAtOnce(world, FIRST)
    },
  )

  it('[C2] an engineer reports for someone whom nobody has on file: they have it in writing', async () => {
    const world = await World.start(NOW)
    const contact = { name: '门卫老周', email: 'zhou@jiangnan.example.com' }
    const { caller: _, ...fields } = CAMPUS
    const body = { callId: 'r-2', through: 'onSite', ...fields, contact, symptoms: '黑屏' }
    answered(await world.api('/api/repairs', body, 'engineer/chen-wei'))
    pagedAtOnce(world, FIRST)
    mailedAtOnce(world, FIRST, contact.email)
    world.messages()
  })

  it('[C2] while the desk tries itself, the customer is answered at once, and engineers are paged at its limit', async () => {
    const world = await World.start(NOW)
    answered(
      await world.api('/api/repairs', { callId: 'r-3', through: 'phone', desk: true, ...CAMPUS, symptoms: '黑屏' }),
    )
    mailedAtOnce(world, FIRST)
    expect(world.messages()).toEqual([])
    const { until } = (await world.repair(FIRST)).timeline.find(({ type }: { type: string }) => type === 'deskTook')
    await world.advanceTo(until)
    expect(world.sms('wang-qiang').at).toBe(until)
    world.messages()
  })

  it('[C2] by the link of the mail: not fixed. The page it leads to shows number and new times; a mail says so too', async () => {
    const world = await World.start(later(NOW, -60_000))
    const id = await world.report(CAMPUS)
    const { link } = world.mail('报修已受理', MAILS.campus)
    const work = { cause: '电源', done: '请客户重启', how: 'phone' } as const
    await world.act(id, { type: 'solveRemotely', ...work }, 'engineer/wang-qiang')
    world.messages()
    await world.advanceTo(NOW)
    expect((await world.tap(link, 'notFixed', { what: '又黑屏了' })).status).toBe(303)
    const page = (await world.fetch(`${link}?lang=zh-CN`)).text
    expect(page).toContain(id)
    expect(page).toContain('04:13')
    mailedAtOnce(world, id, MAILS.campus, '已重新受理')
    pagedAtOnce(world, id)
    world.messages()
  })
})
