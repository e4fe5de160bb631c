import { describe, expect, it } from 'vitest'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { sendingMails, sendingTexts } from '../../support/messengers.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const refuse = () => Promise.reject(new MessageNotSentError('provider is down'))
/** `02:13 wang-qiang` of each SMS. */
const pagesOf = (story: readonly string[]) =>
  story.flatMap((line) => (line.includes('mail:') ? [] : (/^\S+ [^:]+/.exec(line) ?? [])))

describe('a provider fails', () => {
  it('a page that cannot be sent goes to the next person at once, and the record says so', async () => {
    const world = await World.start(NOW, {
      outside: sendingTexts((message, pass) => (message.to === '+8613800138103' ? refuse() : pass(message))),
    })
    const id = await world.report()
    expect(world.sms('zhou-jie').at).toBe(NOW)
    world.mail('报修已受理')
    const { timeline } = await world.repair(id)
    expect(timeline.map(({ text }: { text: string }) => text)).toContain(
      'The message to 王强 could not be sent: provider is down',
    )
    await world.advance('PT3M')
    world.sms('liu-fang') // the window of the one who was reached
  })

  it('nobody can be reached: the whole path is tried once, then again at the usual rhythm, never in a loop', async () => {
    const tried: string[] = []
    const world = await World.start(NOW, {
      outside: (deps) =>
        sendingTexts(({ to, template }) => {
          if (template === 'page') tried.push(`${deps.clock.now()} ${to}`)
          return refuse()
        })(deps),
    })
    await world.report()
    world.mail('报修已受理')
    await world.advance('PT10S')
    expect(tried).toHaveLength(7)
    expect(new Set(tried.map((line) => line.split(' ')[1])).size).toBe(7)
    await world.advance('PT2M')
    expect(tried).toHaveLength(7)
    await world.advance('PT30M')
    expect(tried.length).toBeGreaterThan(14)
    expect(tried.length).toBeLessThan(100)
    world.messages()
  })

  it('mail fails for an hour: the page does not wait for it, and the sweeper delivers it once', async () => {
    let down = true
    const world = await World.start(NOW, {
      outside: sendingMails((message, pass) => (down ? refuse() : pass(message))),
    })
    const id = await world.report()
    await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
    expect(pagesOf(world.story())).toEqual(['02:13 wang-qiang'])
    for (let minute = 0; minute < 3; minute++) {
      await world.advance('PT1M')
      await world.host.sweep()
    }
    expect(world.story()).toEqual([])
    down = false
    // What was refused rests a minute, and the sweeper looks for what is half a minute late.
    await world.advance('PT2M')
    await world.host.sweep()
    await world.host.sweep()
    const mails = world.story().filter((line) => line.includes(' mail: '))
    expect(mails.map((line) => line.slice(0, 16))).toEqual(['02:18 mail: 报修已受', '02:18 mail: 工程师已'])
    await world.advance('PT1M')
    await world.host.sweep()
  })

  it('a warning that could not be sent is tried again while it is worth reading: for an hour', async () => {
    let down = false
    const world = await World.start(NOW, {
      outside: sendingTexts((message, pass) => (down ? refuse() : pass(message))),
    })
    const id = await world.report({ ...CUSTOMERS.hospital, severity: undefined })
    await world.act(id, { type: 'arrive' })
    world.messages()
    down = true
    await world.advanceTo(at('11-21 02:13')) // half of the two days
    await world.advance('PT30M')
    await world.host.sweep()
    down = false
    await world.advance('PT1M')
    await world.host.sweep()
    expect(pagesOf(world.story())).toEqual(['02:44 wang-qiang'])
    await world.host.sweep()

    down = true
    await world.advanceTo(at('11-21 17:00')) // 80 % at 16:37
    await world.host.sweep()
    await world.advance('PT1H')
    await world.host.sweep()
    down = false
    await world.advance('PT1M')
    await world.host.sweep()
    // The morning's question is worth asking all day; the warning is not.
    expect(
      world
        .story()
        .filter((line) => !line.includes('mail'))
        .map((line) => line.slice(0, 22)),
    ).toEqual(['18:01 wang-qiang: 进展如何'])
    const errors = world.errors()
    expect(errors.length).toBeGreaterThan(0)
    for (const line of errors) expect(line).toMatch(/^Message given up .*(warning|loanerDue)/)
  })

  it('a mail that crashes the sender is taken up again soon', async () => {
    let crashes = 1
    const world = await World.start(NOW, {
      outside: sendingMails((message, pass) => (crashes-- > 0 ? Promise.reject(new TypeError('bug')) : pass(message))),
    })
    await world.report()
    world.sms('wang-qiang')
    expect(world.errors()).toHaveLength(1)
    await world.host.sweep()
    expect(world.story()).toEqual([])
    await world.advance('PT91S')
    await world.host.sweep()
    world.mail('报修已受理')
  })
})
