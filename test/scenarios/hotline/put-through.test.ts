import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { twilioCall } from '../../support/twilio.ts'
import { type Answer, CUSTOMERS, World } from '../../support/world.ts'

// H3, N14: out of hours whoever calls reaches one of ours by mobile, while the page goes out; nothing is lost where nobody picks up.

const NIGHT = at('11-20 02:13')
const ID = '261120-0001'
const PHONES = { 'wang-qiang': '+8613800138103', 'zhou-jie': '+8613800138106', 'liu-fang': '+8613800138100' } as const
const STRANGER = '+8613900139000'

const attribute = (answer: Answer, verb: string, name: string): string =>
  new RegExp(`<${verb} [^<>]*${name}="([^"]*)"`).exec(answer.text)?.[1]?.replaceAll('&amp;', '&') ?? ''

/** A caller at the hotline, and the phone that rings for them, as Twilio asks us about both. */
class Line {
  readonly #world: World
  readonly #from: string
  readonly #call: string
  /** What the caller was answered last. */
  answer!: Answer
  constructor(world: World, from: string, call = 'CA-1') {
    this.#world = world
    this.#from = from
    this.#call = call
  }
  /** They have chosen, and say what is wrong; '' is silence. */
  async say(words: string, severity?: string): Promise<void> {
    const query = new URLSearchParams({
      step: 'what',
      at: String(Date.parse(this.#world.now)),
      ...(severity && { severity }),
    })
    this.answer = await this.#ask(`?${query}`, { SpeechResult: words })
  }
  get rings(): string | undefined {
    return /<Number [^<>]*>([^<]*)</.exec(this.answer.text)?.[1]
  }
  /** Whoever is rung picks up, hears who calls, and presses this. Gives what they hear before and after. */
  async pickUp(key: string): Promise<readonly [string, string]> {
    const theirs = { CallSid: 'CA-leg', ParentCallSid: this.#call, From: '+864008001300', To: this.rings ?? '' }
    const heard = await this.#ask(attribute(this.answer, 'Number', 'url'), theirs)
    const pressed = await this.#ask(attribute(heard, 'Gather', 'action'), { ...theirs, ...(key && { Digits: key }) })
    return [heard.text, pressed.text]
  }
  /** The phone has rung in vain, or the conversation is over. */
  async over(DialCallStatus: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
    this.answer = await this.#ask(attribute(this.answer, 'Dial', 'action'), { DialCallStatus, ...more })
  }
  async record(url: string): Promise<void> {
    this.answer = await this.#ask(attribute(this.answer, 'Record', 'action'), { RecordingUrl: url })
  }
  async hangUp(): Promise<void> {
    this.answer = await twilioCall(this.#world, this.#from, this.#call)
  }
  #ask(address: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    const query = address.slice(address.indexOf('?'))
    return twilioCall(this.#world, this.#from, this.#call, { CallStatus: 'in-progress', ...fields }, query)
  }
}

async function calling(now = NIGHT, from: string = CUSTOMERS.police.caller) {
  const world = await World.start(now)
  return { world, line: new Line(world, from) }
}
const timeline = async (world: World, id = ID): Promise<string[]> =>
  (await world.repair(id)).timeline.map(({ type }: { type: string }) => type)

describe('[H3] [N14] out of hours whoever calls is put through', () => {
  it('the duty phone rings while the page goes out; 1 answers the customer, takes the repair and keeps the promise to answer', async () => {
    const { world, line } = await calling()
    await line.say('记录仪开不了机', 'urgent')
    expect(line.rings).toBe(PHONES['wang-qiang'])
    expect(line.answer.text).toContain('正在为您接通值班人员')
    expect(line.answer.text).toContain('2 6 1 1 2 0, 0 0 0 1')
    expect(attribute(line.answer, 'Dial', 'callerId')).toBe('+864008001300')
    expect(world.sms('wang-qiang').at).toBe(NIGHT)
    world.messages()
    await world.advance('PT12S')
    const [heard, pressed] = await line.pickUp('1')
    expect(heard).toMatch(/热线，客户在线。紧急。.*记录仪开不了机。接听请按 1/)
    // Nothing more is said: the two are on one line.
    expect(pressed).toContain('<Response></Response>')
    expect((await world.repair(ID)).assignee).toMatchObject({ id: 'wang-qiang' })
    expect(await world.clocks(ID)).toMatchObject({ 'R5 responded': 'kept', 'R6 responded': 'kept' })
    expect(
      (await world.repair(ID)).timeline.findLast(({ type }: { type: string }) => type === 'responded'),
    ).toMatchObject({
      at: at('11-20 02:13:12'),
    })
    // The talk goes on past the end of the promise: it was answered.
    await world.advance('PT12M')
    expect(await world.clocks(ID)).toMatchObject({ 'R5 responded': 'kept' })
    await line.over('completed')
    expect(line.answer.text).toContain('再说一遍')
    await line.hangUp()
    const calls = (await timeline(world)).filter((type) => type === 'opened' || type === 'callJoined')
    expect(calls).toEqual(['opened'])
    expect(world.messages().filter(({ kind }) => kind === 'call')).toEqual([])
  })

  it('not answered: the next, then the manager, then a recording that the repair has; a call that is cut off has one too', async () => {
    const { world, line } = await calling()
    await line.say('')
    const rung = [line.rings]
    while (line.rings) {
      await world.advance('PT20S')
      await line.over('no-answer')
      if (line.rings) rung.push(line.rings)
    }
    expect(rung).toEqual([PHONES['wang-qiang'], PHONES['zhou-jie'], PHONES['liu-fang']])
    expect(line.answer.text).toContain('值班人员暂时没有接听')
    await line.record('https://recordings.example.com/1')
    expect(line.answer.text).toContain('再说一遍')
    await line.hangUp()
    expect(JSON.stringify((await world.repair(ID)).timeline)).toContain('https://recordings.example.com/1')
    expect((await world.repair(ID)).assignee).toBeUndefined()
    const other = new Line(world, CUSTOMERS.hospital.caller, 'CA-2')
    await other.say('监护仪黑屏')
    expect(other.rings).toBe(PHONES['wang-qiang'])
    await other.hangUp()
    expect(await timeline(world, '261120-0002')).toContain('opened')
    world.messages()
  })

  it('whoever has taken it by its page is rung next; a key other than 1, or a voicemail, answers nobody', async () => {
    const { world, line } = await calling()
    await line.say('开不了机', 'urgent')
    const page = world.sms('wang-qiang').link
    expect((await line.pickUp('2'))[1]).toContain('<Hangup/>')
    await world.advance('PT20S')
    await line.over('completed')
    expect(line.rings).toBe(PHONES['zhou-jie'])
    expect((await line.pickUp(''))[1]).toContain('<Hangup/>')
    expect((await world.repair(ID)).assignee).toBeUndefined()
    await world.tap(page, 'acknowledge')
    await line.over('completed')
    // He let it ring before: the manager is who is left.
    expect(line.rings).toBe(PHONES['liu-fang'])
    const other = new Line(world, CUSTOMERS.police.caller, 'CA-2')
    await other.say('还是开不了机')
    // Who has it is asked before whoever has duty.
    const taken = (await world.host.deps.repairs.ofCall('CA-2')) ?? ''
    expect(other.rings).toBe(PHONES['wang-qiang'])
    await other.pickUp('1')
    expect((await world.repair(taken)).assignee).toMatchObject({ id: 'wang-qiang' })
    world.messages()
  })

  it('whoever presses 1 and is gone has not answered: that is taken back, the caller goes on, and they still have it', async () => {
    const { world, line } = await calling()
    await line.say('开不了机', 'urgent')
    await line.pickUp('1')
    await world.advance('PT9S')
    await line.over('completed')
    expect(line.rings).toBe(PHONES['zhou-jie'])
    expect(await world.clocks(ID)).toMatchObject({ 'R5 responded': 'open' })
    expect((await world.repair(ID)).assignee).toMatchObject({ id: 'wang-qiang' })
    // His colleague talks to them: that is on record, and he has it as before.
    await line.pickUp('1')
    await world.advance('PT1M')
    await line.over('completed')
    expect(line.answer.text).toContain('再说一遍')
    expect(JSON.stringify((await world.repair(ID)).timeline)).toContain('热线接通，直接答复了客户')
    world.messages()
  })

  it.each([
    ['11-20 08:59:59', true],
    ['11-20 09:00', false],
    ['11-20 11:59:59', false],
    ['11-20 12:00', true],
    ['11-20 17:59:59', false],
    ['11-20 18:00', true],
    // A Saturday; one that is worked for the holiday before it; the holiday.
    ['11-21 10:00', true],
    ['10-10 10:00', false],
    ['10-07 10:00', true],
  ])('by the hours of the commitment: at %s %s', async (time, isOut) => {
    const { world, line } = await calling(at(time))
    await line.say('开不了机', 'urgent')
    expect(line.rings !== undefined).toBe(isOut)
    world.messages()
  })

  it('a stranger is put through by the call that opens a repair, and by no more that join it', async () => {
    const { world, line } = await calling(NIGHT, STRANGER)
    await line.say('黑屏')
    expect(line.rings).toBe(PHONES['wang-qiang'])
    await line.hangUp()
    const again = new Line(world, STRANGER, 'CA-2')
    await again.say('还是黑屏')
    expect(again.rings).toBeUndefined()
    expect(again.answer.text).toContain('再说一遍')
    world.messages()
  })

  it('planned work: nobody is rung for what it holds back', async () => {
    const { world, line } = await calling()
    const mute = { customer: 'lanting-police', until: at('11-20 06:00'), reason: '机房断电' }
    expect((await world.api('/api/mutes', mute, 'manager')).status).toBe(201)
    await line.say('开不了机', 'serious')
    expect(line.rings).toBeUndefined()
    expect(line.answer.text).toContain('现场正在计划作业')
    world.messages()
  })

  it('whatever fails of our record, the customer is on the line', async () => {
    const { world, line } = await calling()
    await line.say('开不了机', 'urgent')
    const { store } = world.host.deps
    const save = store.save
    store.save = async () => Promise.reject(new Error('no store'))
    const [, pressed] = await line.pickUp('1')
    store.save = save
    expect(pressed).toContain('<Response></Response>')
    expect(world.errors().join()).toContain('Hotline answered, and not on record')
    world.messages()
  })
})
