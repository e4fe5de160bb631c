import { beforeEach, describe, expect, test } from 'vitest'
import { twilioHandler } from '../../../../functions/hotline/twilio.ts'
import type { Verifier } from '../../../../functions/hotline/verification.ts'
import { later } from '../../../../shared/kernel/instant.ts'
import { aDirectory, minute, START } from '../../../support/repair-fixtures.ts'
import { type Answer, ask, PUBLIC_URL, type Stage, stage } from '../support.ts'

const HE_PING = '+8613800138001'
const XU_LEI = '+8613800138002'
const OK: Verifier = { verify: async () => 'ok' }
const directory = aDirectory()
const twoSites = {
  ...directory,
  contacts: directory.contacts.map((contact) => (contact.id === 'xu-lei' ? { ...contact, phone: XU_LEI } : contact)),
}

let deps: Stage
beforeEach(async () => {
  deps = await stage(twoSites)
})

/** In working hours: nobody is put through. */
const MORNING = minute(8 * 60)

const FIRST = `${PUBLIC_URL}/hotline/twilio/voice`

/** What Twilio posts to an address of ours. */
const post = (address: string, fields: Record<string, string> = {}, verifier = OK): Promise<Answer> => {
  const { pathname, search, origin } = new URL(address)
  expect(origin).toBe(PUBLIC_URL)
  const form = { CallSid: 'CA1', From: HE_PING, CallStatus: 'in-progress', ...fields }
  return ask(twilioHandler({ ...deps, verifier }), {
    method: 'POST',
    path: pathname,
    query: search.slice(1),
    body: new URLSearchParams(form).toString(),
  })
}

const unescaped = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&apos;', "'").replaceAll('&quot;', '"')
/** The address that a verb of the answer names. */
const action = ({ body }: Answer, verb = 'Gather'): string =>
  unescaped(new RegExp(`<${verb}[^>]* action="([^"]*)"`).exec(body)?.[1] ?? expect.fail(`no ${verb} in ${body}`))
const redirect = ({ body }: Answer): string =>
  unescaped(/<Redirect[^>]*>([^<]*)</.exec(body)?.[1] ?? expect.fail(`no Redirect in ${body}`))
const said = ({ body }: Answer, language: string): string =>
  [...body.matchAll(new RegExp(`<Say language="${language}">([^<]*)<`, 'g'))].map((match) => match[1]).join(' ')
const repairOf = async (call: string) => {
  const id = await deps.repairs.ofCall(call)
  return (id && (await deps.repairs.load(id))) || undefined
}

describe('the keypad menu', () => {
  test('greets in Chinese, then in English, and asks for a severity of the customer’s plan', async () => {
    const greeting = await post(FIRST)
    expect(greeting.headers['content-type']).toContain('text/xml')
    expect(greeting.body.indexOf('zh-CN')).toBeLessThan(greeting.body.indexOf('en-US'))
    expect(said(greeting, 'zh-CN')).toContain('紧急请按 1')
    expect(said(greeting, 'en-US')).toContain('For Technical help, press 3')
    expect(greeting.body).toContain('numDigits="1"')
  })

  test('walks to a repair, reads back its number and the promised time', async () => {
    deps.setNow(MORNING)
    const what = await post(action(await post(FIRST)), { Digits: '2' })
    expect(what.body).toContain('input="speech"')
    deps.setNow(later(MORNING, 120_000))
    const done = await post(action(what), { SpeechResult: '屏幕不亮' })
    expect(said(done, 'zh-CN')).toContain('报修单号 2 6 1 1 2 0, 0 0 0 1')
    expect(said(done, 'zh-CN')).toContain('10点23分前')
    expect(said(done, 'en-US')).toContain('by 10:23')
    expect(done.body).toContain('<Hangup/>')
    expect(await repairOf('CA1')).toMatchObject({ severity: 'serious', symptoms: '屏幕不亮', reportedAt: MORNING })
  })

  test('asks someone of several sites for theirs', async () => {
    const site = await post(action(await post(FIRST, { From: XU_LEI })), { From: XU_LEI, Digits: '1' })
    expect(said(site, 'zh-CN')).toContain('地点 lanting-traffic请按 2')
    const what = await post(action(site), { From: XU_LEI, Digits: '2' })
    expect(what.body).toContain('language="en-US"')
    await post(action(what), { From: XU_LEI, SpeechResult: 'dead' })
    expect(await repairOf('CA1')).toMatchObject({ site: { id: 'lanting-traffic' }, needsIdentification: false })
  })

  test('recognises a number as people write it', async () => {
    const what = await post(action(await post(FIRST, { From: '13800138001' })), { From: '13800138001', Digits: '1' })
    await post(action(what), { From: '13800138001', SpeechResult: 'x' })
    expect(await repairOf('CA1')).toMatchObject({ customer: { id: 'lanting-police' } })
  })

  test('prompts twice, then goes on with the strictest severity', async () => {
    const second = await post(action(await post(FIRST)), { Digits: '' })
    expect(said(second, 'zh-CN')).toContain('紧急请按 1')
    expect(said(second, 'zh-CN')).not.toContain('您好')
    const what = await post(action(second), { Digits: '9' })
    expect(what.body).toContain('input="speech"')
    await post(action(what), { SpeechResult: 'x' })
    expect(await repairOf('CA1')).toMatchObject({ severity: 'urgent' })
  })

  test('records a message when nothing was understood, and the call goes on if that is silent too', async () => {
    deps.setNow(MORNING)
    const record = await post(action(await post(action(await post(FIRST)), { Digits: '1' })), {})
    expect(record.body).toContain('<Record')
    expect(redirect(record)).toBe(action(record, 'Record'))
    await post(action(record, 'Record'), { RecordingUrl: 'https://api.twilio.com/r/RE1' })
    expect((await repairOf('CA1'))?.calls[0]).toMatchObject({ recordingUrl: 'https://api.twilio.com/r/RE1' })
    await post(redirect(record), { CallSid: 'CA2', From: '' })
    expect(await repairOf('CA2')).toMatchObject({ needsIdentification: true })
  })

  test('opens a repair for an unknown caller, on the strictest plan, to be identified', async () => {
    const from = '+8613900000000'
    const what = await post(action(await post(FIRST, { From: from })), { From: from, Digits: '1' })
    await post(action(what), { From: from, SpeechResult: 'x' })
    expect(await repairOf('CA1')).toMatchObject({ needsIdentification: true })
  })

  test('answers a repeated request alike, with one repair', async () => {
    const what = action(await post(action(await post(FIRST)), { Digits: '1' }))
    const first = await post(what, { SpeechResult: 'x' })
    expect((await post(what, { SpeechResult: 'x' })).body).toBe(first.body)
    expect((await deps.repairs.list({ status: 'open', limit: 10 })).items).toHaveLength(1)
  })
})

describe('hanging up', () => {
  test.each(['completed', 'canceled', 'failed', 'no-answer', 'busy'])(
    'half-way (%s) opens a repair',
    async (CallStatus) => {
      deps.setNow(minute(1))
      expect(await post(FIRST, { CallStatus, CallDuration: '60' })).toMatchObject({ status: 200 })
      expect(await repairOf('CA1')).toMatchObject({ reportedAt: START, severity: 'urgent' })
    },
  )
  test('after the repair was opened changes nothing', async () => {
    await post(action(await post(action(await post(FIRST)), { Digits: '3' })), { SpeechResult: 'x' })
    const before = await repairOf('CA1')
    await post(FIRST, { CallStatus: 'completed', CallDuration: '60' })
    expect(await repairOf('CA1')).toEqual(before)
  })
  test('while recording loses no recording, whichever request comes first', async () => {
    deps.setNow(MORNING)
    const record = await post(action(await post(action(await post(FIRST)), { Digits: '1' })), {})
    await post(FIRST, { CallStatus: 'completed' })
    const late = { CallStatus: 'completed', RecordingUrl: 'https://api.twilio.com/r/RE1', Digits: 'hangup' }
    await post(action(record, 'Record'), late)
    await post(action(record, 'Record'), late)
    const id = (await repairOf('CA1'))?.id ?? ''
    const notes = (await deps.repairs.history(id)).filter(({ type }) => type === 'noted')
    expect(notes).toHaveLength(1)
    expect(JSON.stringify(notes)).toContain('https://api.twilio.com/r/RE1')
  })
})

describe('a fault of ours', () => {
  const failing = async () => {
    const healthy = deps
    deps = {
      ...deps,
      repairs: { ...deps.repairs, ofCall: () => Promise.reject(new Error('down')) },
    }
    return () => {
      deps = healthy
    }
  }
  test('keeps the caller on the line and loses nothing that was said', async () => {
    const what = action(await post(action(await post(FIRST)), { Digits: '2' }))
    const mend = await failing()
    const hold = await post(what, { SpeechResult: '屏幕不亮' })
    expect(hold.status).toBe(200)
    expect(said(hold, 'zh-CN')).toContain('请不要挂机')
    mend()
    await post(redirect(hold))
    expect(await repairOf('CA1')).toMatchObject({ severity: 'serious', symptoms: '屏幕不亮' })
  })
  test('that lasts ends the call with a promise to call back', async () => {
    let answer = await post(action(await post(FIRST)), { Digits: '1' })
    const what = action(answer)
    await failing()
    answer = await post(what, { SpeechResult: 'x' })
    for (let hold = 0; hold < 3; hold++) answer = await post(redirect(answer))
    expect(said(answer, 'en-US')).toContain('call back')
    expect(answer.body).toContain('<Hangup/>')
    expect(deps.lines.filter(({ level }) => level === 'error')).toHaveLength(4)
  })
  test('at the status callback is a 500, which Twilio may be told to repeat', async () => {
    await failing()
    expect(await post(FIRST, { CallStatus: 'completed' })).toMatchObject({ status: 500, body: '' })
  })
})

test('a wrong signature is refused with an empty answer', async () => {
  expect(await post(FIRST, {}, { verify: async () => 'refused' })).toMatchObject({ status: 403, body: '' })
})

test('a time to come in the address counts as now', async () => {
  const address = `${FIRST}?step=what&at=${Date.parse(later(START, 60_000))}`
  await post(address, { SpeechResult: 'x' })
  expect(await repairOf('CA1')).toMatchObject({ reportedAt: START })
})
