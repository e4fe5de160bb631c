import { describe, expect, it } from 'vitest'
import { sendingTexts } from '../../support/messengers.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

// A number is proved by the code of a test message before it is trusted; nobody goes unpaged because somebody forgot to.

const OLD = '+8613800138103'
const NEW = '+8613700000001'
const PERSON = '/api/directory/people/wang-qiang'
const MANAGER = 'manager/liu-fang'

async function start(now = at('11-20 10:00')) {
  const world = await World.start(now)
  const edit = async (fields: object) => {
    const { version, entry } = (await world.api(PERSON, undefined, MANAGER)).json
    return world.api(PERSON, { version, reason: '换号', entry: { ...entry, ...fields } }, MANAGER)
  }
  /** Sends one; gives where it went, and the code in it. */
  const ask = async () => {
    await world.advance('PT1S')
    await world.api('/api/people/wang-qiang/test-message', {}, MANAGER)
    const [sent] = world.messages().toReversed()
    return { to: sent?.to, code: /\d{6}|\d(，\d){5}/.exec(sent?.text ?? '')?.[0].replaceAll('，', '') ?? '' }
  }
  const tell = (code: string, who = MANAGER, id = 'wang-qiang') => world.api(`/api/people/${id}/number`, { code }, who)
  const standing = async () => {
    const { json } = await world.api('/api/settings', undefined, MANAGER)
    return json.people.find(({ id }: { id: string }) => id === 'wang-qiang').number
  }
  const units = ['BWC-2025-0117', 'DOC-2025-0021', 'BWC-2025-0231'].values()
  /** Where the page of a repair goes that nobody else has. */
  const paged = async () => {
    await world.advance('PT1M')
    const id = await world.report({ serial: units.next().value })
    return world.messages().find(({ kind, text }) => kind === 'sms' && text.includes(id))?.to
  }
  return { world, edit, ask, tell, standing, paged }
}
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('[H3] the number of one of ours', () => {
  it('counts before anybody has proved it; once it is, another counts when that one is, and the old one until then', async () => {
    const { world, edit, ask, tell, standing, paged } = await start()
    expect([await standing(), await paged()]).toEqual(['unverified', OLD])
    const asked = await ask()
    expect(asked.to).toBe(OLD)
    expect((await tell(asked.code)).json).toEqual({ to: '+86138****8103' })
    expect(await standing()).toBe('verified')
    const { json: saved } = await edit({ phone: NEW })
    expect([saved.outcome, saved.warnings]).toEqual(['saved', [expect.stringContaining('+86138****8103')]])
    expect(await standing()).toBe('changed')
    expect((await world.api('/api/oncall', undefined, 'dispatcher')).text).toContain(OLD)
    // A digit that somebody typed wrongly costs nobody their page.
    expect(await paged()).toBe(OLD)
    const again = await ask()
    expect(again.to).toBe(NEW)
    expect((await tell(again.code)).status).toBe(200)
    expect([await standing(), await paged()]).toEqual(['verified', NEW])
    const { changes } = (await world.api(PERSON, undefined, MANAGER)).json.history
    expect(changes[0]).toMatchObject({ by: { id: 'liu-fang' }, reason: expect.stringContaining('+86137****0001') })
    world.messages()
  })

  it('a new one of somebody who never proved any counts at once, and whoever writes it is told', async () => {
    const { edit, standing, paged } = await start()
    const { json } = await edit({ phone: NEW })
    expect(json.warnings).toEqual([expect.stringMatching(/not verified/)])
    expect([await standing(), await paged()]).toEqual(['unverified', NEW])
  })

  it.each([
    ['PT14M59S', 200],
    ['PT15M', 400],
    ['PT15M1S', 400],
  ])('a code counts for a quarter of an hour: after %s %i', async (wait, status) => {
    const { world, ask, tell } = await start()
    const { code } = await ask()
    await world.advance(wait)
    expect((await tell(code)).status).toBe(status)
  })

  it('ten tries a day, right or wrong: whoever guesses is done, and a day later it goes again', async () => {
    const { world, ask, tell, standing } = await start()
    const { code } = await ask()
    for (let tries = 0; tries < 10; tries++) expect((await tell(other(code))).json.problems[0]).toMatch(/latest test/)
    expect((await tell(code)).json.problems[0]).toMatch(/tried 10 times/)
    expect(await standing()).toBe('unverified')
    await world.advance('P1D')
    expect((await tell((await ask()).code)).status).toBe(200)
  })

  it('the hasty: of two messages the latest counts, a code counts once, none for a number that was changed meanwhile', async () => {
    const { world, edit, ask, tell, standing } = await start()
    const first = await ask()
    await world.advance('PT1M')
    const second = await ask()
    expect(first.code).not.toBe(second.code)
    expect((await tell(first.code)).status).toBe(400)
    // As it is read out.
    expect((await tell(` ${second.code.slice(0, 3)} ${second.code.slice(3)} `)).status).toBe(200)
    expect((await tell(second.code)).status).toBe(400)
    await world.advance('PT1M')
    const third = await ask()
    await edit({ phone: NEW })
    expect((await tell(third.code)).status).toBe(400)
    expect(await standing()).toBe('changed')
  })

  it('nobody proves one without the code: no engineer, no edit, no other person’s code, nobody who is not there', async () => {
    const { edit, ask, tell, standing, world } = await start()
    const { code } = await ask()
    for (const who of ['engineer/wang-qiang', 'dispatcher', 'viewer']) expect((await tell(code, who)).status).toBe(403)
    expect((await tell(code, MANAGER, 'zhou-jie')).status).toBe(400)
    expect((await tell(code, MANAGER, 'nobody')).status).toBe(404)
    for (const wrong of ['', '12345', '1234567', 'abcdef', '１２３４５６']) expect((await tell(wrong)).status).toBe(400)
    expect((await edit({ phone: NEW, verified: NEW })).status).toBe(200)
    expect(await standing()).toBe('unverified')
    expect(await world.host.deps.directory.person('wang-qiang')).not.toHaveProperty('verified')
  })

  it('what is proved is no edit, and no edit takes it away: by the form, a table, or a file that is loaded again', async () => {
    const { world, ask, tell, standing, edit } = await start()
    await tell((await ask()).code)
    const { version } = (await world.api(PERSON, undefined, MANAGER)).json
    const cells = { id: 'wang-qiang', name: '王小强' }
    expect((await world.api(PERSON, { version, reason: '改名', cells }, MANAGER)).status).toBe(200)
    await edit({ email: 'wq@example.com' })
    expect(await standing()).toBe('verified')
  })

  it('for a time there is another one: the test goes there, and the usual one stays as it was', async () => {
    const { edit, ask, tell, standing, paged } = await start()
    await tell((await ask()).code)
    const meanwhile = { from: '2026-11-20', until: '2026-11-21', reason: '手机送修', phone: NEW }
    await edit({ meanwhile })
    const asked = await ask()
    expect(asked.to).toBe(NEW)
    expect((await tell(asked.code)).status).toBe(400)
    expect([await standing(), await paged()]).toEqual(['verified', NEW])
  })

  it('a landline is rung up, and reads the digits out', async () => {
    const { edit, ask, tell, standing, world } = await start()
    await edit({ phone: '0931 8123456' })
    const { code } = await ask()
    expect((await tell(code)).status).toBe(200)
    expect(await standing()).toBe('verified')
    world.messages()
  })
})

it('what refuses the message is not told the code again', async () => {
  const refuse = sendingTexts(async ({ text }) => {
    const { MessageNotSentError } = await import('../../../shared/kernel/errors.ts')
    throw new MessageNotSentError(text)
  })
  const world = await World.start(at('11-20 10:00'), { outside: refuse })
  const { json } = await world.api('/api/people/wang-qiang/test-message', {}, MANAGER)
  expect(json.said).toContain('把 … 报给')
})
