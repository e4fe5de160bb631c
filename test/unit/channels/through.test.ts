import { describe, expect, it } from 'vitest'
import type { ChannelKind } from '../../../functions/channels/kind.ts'
import { MAIL_ON_AWS, TEXT_ON_AWS } from '../../../functions/channels/on-aws.ts'
import { ON_ONE_MACHINE } from '../../../functions/channels/on-one-machine.ts'
import { after, GOOD, inOrder, type Outcome } from '../../../functions/channels/standing.ts'
import { chosen, through } from '../../../functions/channels/through.ts'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import type { Channel, Limits, OutgoingMessage } from '../../../shared/ports/messaging.ts'
import { periodOf, type Tallies } from '../../../shared/ports/tallies.ts'

const base = { key: 'k', to: '+8613800138101', about: 'repair/261120-0001', reason: 'paged' } as const
const TEXT = { ...base, kind: 'text', parts: ['k'], text: '接单', template: 'page', values: {} } as const
const MAIL = { ...base, kind: 'mail', to: 'he@example.com', subject: 's', text: 't', html: 'h' } as const

/** Channels that note what reaches them, and what is logged. */
function stage() {
  const seen: string[] = []
  const lines: string[] = []
  const channel = (name: string, carries: Channel['carries'], fails?: Error): Channel => ({
    name,
    carries,
    send: async ({ key }) => {
      seen.push(`${name} ${key}`)
      if (fails) throw fails
    },
  })
  const log = LOGGED(lines)
  const send = (message: OutgoingMessage, ...channels: Channel[]) => through(channels, log).send(message)
  return { seen, lines, channel, send }
}
const LOGGED = (lines: string[]) => {
  const line = (message: string, fields?: object) => void lines.push(`${message} ${JSON.stringify(fields)}`)
  return { info: line, warn: line, error: line }
}
const refusal = (said: string) => new MessageNotSentError(said, { cause: new Error(`of ${base.to}`) })

describe('several channels are one', () => {
  it('a message goes by the first that carries its kind, and by no other', async () => {
    const { seen, channel, send } = stage()
    const channels = [channel('post', 'mail'), channel('phone', 'text'), channel('other', 'text')]
    await send(TEXT, ...channels)
    await send(MAIL, ...channels)
    expect(seen).toEqual(['phone k', 'post k'])
  })

  it('where one refuses, by the next; the log says why, and not whom it was for', async () => {
    const { seen, lines, channel, send } = stage()
    await send(TEXT, channel('phone', 'text', refusal('no')), channel('other', 'text'))
    expect(seen).toEqual(['phone k', 'other k'])
    expect(lines).toEqual(['A channel refused a message {"key":"k","next":"other","cause":"no: of …"}'])
  })

  it('where one never answers, by the next, whatever patience it has by itself; twice so, and it is asked last', async () => {
    const { seen, lines, channel } = stage()
    const hangs: Channel = { ...channel('phone', 'text'), send: () => new Promise(() => {}) }
    const messenger = through([hangs, channel('other', 'text')], LOGGED(lines), { longestMs: 5 })
    for (const key of ['a', 'b', 'c']) await messenger.send({ ...TEXT, key })
    expect(seen).toEqual(['other a', 'other b', 'other c'])
    expect(lines.filter((line) => line.includes('refused'))).toHaveLength(2)
    await expect(through([hangs], LOGGED([]), { longestMs: 5 }).send(TEXT)).rejects.toMatchObject({ why: 'slow' })
  })

  it('where all refuse it is not sent, with what each of them said', async () => {
    const { lines, channel, send } = stage()
    const only = refusal('no')
    await expect(send(TEXT, channel('phone', 'text', only))).rejects.toBe(only)
    // Whoever sent it logs that.
    expect(lines).toEqual([])
    const sent = send(TEXT, channel('phone', 'text', only), channel('other', 'text', refusal('full')))
    await expect(sent).rejects.toMatchObject({
      name: 'MessageNotSentError',
      said: `no: of ${base.to}; full: of ${base.to}`,
    })
  })

  it('a fault of ours is no refusal: nothing says that the message has not gone', async () => {
    const { seen, channel, send } = stage()
    const sent = send(TEXT, channel('phone', 'text', new TypeError('bug')), channel('other', 'text'))
    await expect(sent).rejects.toThrow(TypeError)
    expect(seen).toEqual(['phone k'])
  })

  it('what none of them carries is not sent', async () => {
    const { channel, send } = stage()
    await expect(send(MAIL, channel('phone', 'text'))).rejects.toBeInstanceOf(MessageNotSentError)
  })
})

describe('a channel carries so much and no more, but for pages', () => {
  const REMINDER = { ...TEXT, template: 'reminder', parts: ['repair/1/3/warned/wang-qiang'] } as const
  const PAGE = { ...TEXT, parts: ['repair/1/2/page/wang-qiang'] } as const
  function counting(limits: Limits, ...names: string[]) {
    let now: Instant = '2026-11-20T02:59:59.999Z'
    const { seen, lines, channel } = stage()
    const counts = new Map<string, number>()
    const tallies: Tallies = {
      add: async (key, at, per) => {
        const counted = `${key} ${periodOf(at, per)}`
        counts.set(counted, (counts.get(counted) ?? 0) + 1)
        return counts.get(counted) ?? 0
      },
    }
    const channels = names.map((name, index) => ({
      ...channel(name, 'text'),
      ...(index === 0 && { limits: async () => limits }),
    }))
    const messenger = through(channels, LOGGED(lines), { clock: { now: () => now }, tallies })
    const send = (message: OutgoingMessage, key: string) =>
      messenger.send({ ...message, key }).then(
        () => 'sent',
        (error: Error) => error.message,
      )
    const at = (instant: Instant) => {
      now = instant
    }
    return { seen, send, at }
  }

  it('what can wait goes by the other provider, and with none it waits for the next hour; a page goes, and counts', async () => {
    const { seen, send, at } = counting({ hour: 2 }, 'dear', 'other')
    for (const key of ['a', 'b', 'c']) await send(REMINDER, key)
    await send(PAGE, 'p')
    expect(seen).toEqual(['dear a', 'dear b', 'other c', 'dear p'])
    at('2026-11-20T03:00:00.000Z')
    await send(REMINDER, 'd')
    expect(seen.at(-1)).toBe('dear d')

    const alone = counting({ hour: 1 }, 'dear')
    expect(await alone.send(PAGE, 'p')).toBe('sent')
    expect(await alone.send(REMINDER, 'a')).toBe('dear has carried as much as it may for now')
    // Told among others, or that nobody watches a repair: whoever reads it has something to answer.
    expect(await alone.send({ ...REMINDER, template: 'bundle', parts: [...REMINDER.parts, ...PAGE.parts] }, 'b')).toBe(
      'sent',
    )
    expect(await alone.send({ ...REMINDER, template: 'stuck' }, 's')).toBe('sent')
  })

  it('the budget of a day lasts through its hours, by the day of China', async () => {
    const { seen, send, at } = counting({ hour: 5, day: 2 }, 'dear')
    for (const key of ['a', 'b', 'c']) await send(REMINDER, key)
    at('2026-11-20T15:59:59.999Z')
    await send(REMINDER, 'd')
    await send(PAGE, 'p')
    at('2026-11-20T16:00:00.000Z')
    await send(REMINDER, 'e')
    expect(seen).toEqual(['dear a', 'dear b', 'dear p', 'dear e'])
  })

  it('where what it carried cannot be counted, it carries', async () => {
    const { seen, lines, channel } = stage()
    const broken = { ...channel('dear', 'text'), limits: async () => ({ hour: 1 }) }
    const tallies: Tallies = { add: async () => Promise.reject(new Error('down')) }
    await through([broken], LOGGED(lines), { tallies }).send(REMINDER)
    expect(seen).toEqual(['dear k'])
    expect(lines).toEqual([expect.stringContaining('not known')])
  })

  it('by settings, which must be numbers', async () => {
    const settings = { TWILIO_SMS_ACCOUNT: `AC${'0'.repeat(32)}`, TWILIO_SMS_TOKEN: 't', TWILIO_SMS_FROM: '+1312' }
    const [limited] = chosen(ON_ONE_MACHINE, { ...settings, TWILIO_SMS_AN_HOUR: '200', TWILIO_SMS_A_DAY: '1000' })
    expect(await limited?.limits?.()).toEqual({ hour: 200, day: 1000 })
    for (const wrong of ['0', '-1', '1.5', 'many', '1e3'])
      expect(() => chosen(ON_ONE_MACHINE, { ...settings, TWILIO_SMS_A_DAY: wrong })).toThrow(/TWILIO_SMS_A_DAY/)
  })
})

describe('a channel that keeps messages waiting is asked after the others for a minute', () => {
  const at = (seconds: number) => later('2026-11-20T00:00:00.000Z', seconds * 1000)

  it.each<[string, Outcome[], boolean]>([
    ['slow once', ['slow'], false],
    ['slow twice in a row', ['slow', 'slow'], true],
    ['slow twice, but not in a row', ['slow', 'refused', 'slow'], false],
    ['slow, then well, then slow', ['slow', 'sent', 'slow'], false],
    ['a flood limit', ['flood'], true],
    ['refusals', ['refused', 'refused', 'refused'], false],
  ])('%s', (_, outcomes, isBehind) => {
    const standing = outcomes.reduce((before, outcome) => after(before, outcome, at(0)), GOOD)
    const order = (now: Instant) => inOrder(['it', 'other'], (name) => (name === 'it' ? standing : GOOD), now).join()
    expect(order(at(59))).toBe(isBehind ? 'other,it' : 'it,other')
    expect(order(at(60))).toBe('it,other')
  })

  it('when it is tried again one more wait puts it behind again; once it has taken one, two are needed', () => {
    const tired = ['slow', 'slow', 'slow'].reduce((before) => after(before, 'slow', at(0)), GOOD)
    expect(after(tired, 'slow', at(70)).behindUntil).toBe(at(130))
    expect(after(after(tired, 'sent', at(70)), 'slow', at(71)).behindUntil).toBeUndefined()
  })

  it('the next page does not wait for it, it is still asked where no other takes the page, and the log says so', async () => {
    let now = at(0)
    const { seen, lines, channel } = stage()
    const slow = new MessageNotSentError('no answer', { why: 'slow' })
    const full = new MessageNotSentError('full', { why: 'flood' })
    const line = (message: string, fields?: object) => void lines.push(`${message} ${JSON.stringify(fields)}`)
    const log = { info: line, warn: line, error: line }
    const channels = [channel('hangs', 'text', slow), channel('full', 'text', full), channel('third', 'text')]
    const messenger = through(channels, log, { clock: { now: () => now } })
    await messenger.send(TEXT)
    await messenger.send(TEXT)
    await messenger.send(TEXT)
    expect(seen).toEqual(['hangs k', 'full k', 'third k', 'hangs k', 'third k', 'third k'])
    expect(lines).toContain('A channel is asked after the others for a minute {"channel":"hangs","why":"slow"}')
    now = at(61)
    await messenger.send(TEXT)
    expect(seen.slice(6)).toEqual(['hangs k', 'full k', 'third k'])

    seen.length = 0
    const alone = through(channels.slice(0, 2), log, { clock: { now: () => now } })
    for (let tries = 0; tries < 3; tries++) await alone.send(TEXT).catch(() => {})
    expect(seen).toEqual(['hangs k', 'full k', 'hangs k', 'full k', 'hangs k', 'full k'])
  })
})

describe('channels are chosen by what they are told', () => {
  const names = (kinds: readonly ChannelKind[], environment: Readonly<Record<string, string>>) =>
    chosen(kinds, environment).map(({ name }) => name)

  it('mail needs a server here, and a sender on AWS; SMS on AWS needs nothing', () => {
    expect(names(ON_ONE_MACHINE, { SMTP_URL: 'smtp://mail.example.com' })).toEqual(['smtp'])
    expect(names(ON_ONE_MACHINE, { MAIL_FROM: 'a@example.cn', SMTP_URL: '' })).toEqual([])
    expect(names([...TEXT_ON_AWS, ...MAIL_ON_AWS], {})).toEqual(['sns'])
    expect(names(MAIL_ON_AWS, { MAIL_FROM: 'a@example.cn' })).toEqual(['ses'])
  })

  it('what sends is loaded with the first message, once', async () => {
    let loaded = 0
    const load = async () => {
      loaded++
      return { send: async () => undefined }
    }
    const [channel] = chosen([{ name: 'phone', carries: 'text', open: () => load }], {})
    expect(loaded).toBe(0)
    await channel?.send(TEXT)
    await channel?.send(TEXT)
    expect(loaded).toBe(1)
  })
})
