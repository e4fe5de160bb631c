import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { Role } from '../../functions/api/claims.ts'
import { codeAt, stepOf } from '../../infra/local/production/accounts/totp.ts'
import { type Browser, openProduction } from './edge.ts'

type Opened = Awaited<ReturnType<typeof openProduction>>
const PASSWORD = 'correct horse battery'

/** The code that the app shows, so many steps from now. */
function codeOf({ accounts, nowSeconds }: Opened, person: string, steps = 0): string {
  const { second, invited } = accounts.named(person) ?? {}
  return codeAt(Buffer.from(second?.key ?? invited?.key ?? '', 'base64'), Math.floor(nowSeconds() / 30) + steps)
}

/** Somebody who was invited and has chosen their password. */
async function joined(opened: Opened, person: string, role: Role, browser: Browser = opened.browser()) {
  const token = opened.accounts.invite({ person, mail: `${person}@supplier.example.com`, role, name: person })
  const code = role === 'manager' ? { code: codeOf(opened, person) } : {}
  const answer = await browser.post(`/sign-in/invitation/${token}`, { password: PASSWORD, again: PASSWORD, ...code })
  expect([answer.status, answer.location]).toEqual([303, '/console/board'])
  return { token, browser }
}

const enter = (browser: Browser, name: string, password = PASSWORD, more: Record<string, string> = {}) =>
  browser.post('/sign-in', { name, password, ...more })
const whoIs = async (browser: Browser) => {
  const { status, text } = await browser.get('/api/session')
  return status === 200 ? JSON.parse(text).subject : status
}

describe('an invitation', () => {
  it('is taken once, within 72 hours, by whoever has its link; opening it takes nothing', async () => {
    const opened = await openProduction()
    const { token, browser } = await joined(opened, 'wang-qiang', 'engineer')
    expect(await whoIs(browser)).toBe('wang-qiang')
    const other = opened.browser()
    for (const ask of [
      other.get(`/sign-in/invitation/${token}`),
      other.post(`/sign-in/invitation/${token}`, { password: PASSWORD, again: PASSWORD }),
    ])
      expect((await ask).status).toBe(404)
    const late = opened.accounts.invite({ person: 'li-na', mail: 'li-na@x.example', role: 'dispatcher', name: '李娜' })
    expect((await other.get(`/sign-in/invitation/${late}`)).status).toBe(200)
    opened.pass(72 * 3600)
    expect((await other.get(`/sign-in/invitation/${late}`)).status).toBe(404)
    expect((await other.get('/sign-in/invitation/made-up')).status).toBe(404)
  })

  it('takes no password that is short, guessable or mistyped', async () => {
    const opened = await openProduction()
    const token = opened.accounts.invite({ person: 'li-na', mail: 'na.li@x.example', role: 'dispatcher', name: '李娜' })
    const browser = opened.browser()
    for (const [password, again] of [
      ['short', 'short'],
      ['I am Li-Na in person', 'I am Li-Na in person'],
      ['na.li at the desk', 'na.li at the desk'],
      ['aaaaaaaaaaaa', 'aaaaaaaaaaaa'],
      ['x1'.repeat(80), 'x1'.repeat(80)],
      [PASSWORD, `${PASSWORD} `],
    ] as const)
      expect((await browser.post(`/sign-in/invitation/${token}`, { password, again })).status, password).toBe(400)
    expect(await whoIs(browser)).toBe(401)
    expect((await browser.post(`/sign-in/invitation/${token}`, { password: PASSWORD, again: PASSWORD })).status).toBe(
      303,
    )
  })

  it('sent again ends the one before; the old password counts until the new one is chosen, and nobody with it stays signed in', async () => {
    const opened = await openProduction()
    const { browser: old } = await joined(opened, 'li-na', 'dispatcher')
    const first = opened.accounts.invite({ person: 'li-na', mail: 'li-na@x.example', role: 'dispatcher', name: '李娜' })
    const second = opened.accounts.invite({
      person: 'li-na',
      mail: 'li-na@x.example',
      role: 'dispatcher',
      name: '李娜',
    })
    expect((await old.get(`/sign-in/invitation/${first}`)).status).toBe(404)
    expect((await enter(opened.browser(), 'li-na')).status).toBe(303)
    const fresh = { password: 'another long one', again: 'another long one' }
    expect((await opened.browser().post(`/sign-in/invitation/${second}`, fresh)).status).toBe(303)
    expect(await whoIs(old)).toBe(401)
    expect((await enter(opened.browser(), 'li-na')).status).toBe(401)
    expect((await enter(opened.browser(), 'LI-NA@x.example', fresh.password)).status).toBe(303)
  })
})

describe('signing in', () => {
  it('leads to where somebody wanted, by a session in a cookie that no script and no other site has, for 12 hours', async () => {
    const opened = await openProduction()
    await joined(opened, 'li-na', 'dispatcher')
    const browser = opened.browser()
    expect((await browser.get('/jobs')).location).toBe('/sign-in?to=%2Fjobs')
    const answer = await enter(browser, 'li-na', PASSWORD, { to: '/jobs' })
    expect([answer.status, answer.location]).toEqual([303, '/jobs'])
    expect(answer.cookies).toEqual([
      expect.stringMatching(
        /^__Host-chengnuo-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=43200$/,
      ),
      expect.stringMatching(
        /^__Host-chengnuo-device=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=15552000$/,
      ),
    ])
    const session = JSON.parse((await browser.get('/api/session')).text)
    expect(session).toMatchObject({ subject: 'li-na', role: 'dispatcher', name: '李娜', playground: false })
    for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:x'])
      expect((await enter(opened.browser(), 'li-na', PASSWORD, { to })).location, to).toBe('/console/board')
    opened.pass(12 * 3600 - 1)
    expect(await whoIs(browser)).toBe('li-na')
    opened.pass(1)
    expect(await whoIs(browser)).toBe(401)
  })

  it('ends by hand, wherever somebody is signed in, and with the account', async () => {
    const opened = await openProduction()
    const { browser } = await joined(opened, 'li-na', 'dispatcher')
    const other = opened.browser()
    await enter(other, 'li-na')
    const held = other.cookies.get('__Host-chengnuo-session') ?? ''
    expect((await other.post('/sign-out')).status).toBe(200)
    other.cookies.set('__Host-chengnuo-session', held)
    expect([await whoIs(other), await whoIs(browser)]).toEqual([401, 'li-na'])
    expect(opened.sessions.endOf('li-na')).toBe(1)
    expect(await whoIs(browser)).toBe(401)
    opened.accounts.remove('li-na')
    expect((await enter(other, 'li-na')).status).toBe(401)
  })

  it('ended by hand ends what is still told to an open page', async () => {
    const opened = await openProduction()
    const { browser } = await joined(opened, 'li-na', 'dispatcher')
    const cookie = `__Host-chengnuo-session=${browser.cookies.get('__Host-chengnuo-session')}`
    const headers = { host: 'cn.example.com', cookie, accept: 'text/event-stream', 'sec-fetch-site': 'same-origin' }
    const answer = await new Promise<IncomingMessage>((resolve, reject) =>
      request({ host: '127.0.0.1', port: opened.port, path: '/api/changes', headers }, resolve)
        .on('error', reject)
        .end(),
    )
    const isOver = once(answer, 'end')
    await once(answer.setEncoding('utf8'), 'data')
    opened.sessions.endOf('li-na')
    await opened.host.deps.shelf.put('view', { id: 'something-saved' })
    answer.resume()
    await isOver
    expect(answer.complete).toBe(true)
  })

  it('tells a stranger nothing: no account, no password yet, a wrong password and a wrong code are one answer', async () => {
    const opened = await openProduction()
    await joined(opened, 'liu-fang', 'manager')
    opened.accounts.invite({ person: 'ma-jun', mail: 'ma-jun@x.example', role: 'engineer', name: '马军' })
    opened.pass(60)
    const answers = [
      await enter(opened.browser('203.0.113.1'), 'nobody'),
      await enter(opened.browser('203.0.113.2'), 'ma-jun'),
      await enter(opened.browser('203.0.113.3'), 'liu-fang', 'a wrong password'),
      await enter(opened.browser('203.0.113.4'), 'liu-fang', PASSWORD, { code: '000000' }),
      await enter(opened.browser('203.0.113.5'), 'liu-fang', 'a wrong password', { code: codeOf(opened, 'liu-fang') }),
      await enter(opened.browser('203.0.113.6'), 'liu-fang'),
    ]
    const plain = answers.map(({ status, text }) => [status, text.replaceAll(/value="(nobody|ma-jun|liu-fang)"/g, '')])
    expect(new Set(plain.map(String)).size).toBe(1)
    expect(plain[0]?.[0]).toBe(401)
    expect(opened.said.join('\n')).not.toMatch(/correct horse|a wrong password/)
  })

  it('asks a manager for the code of their app, which counts once', async () => {
    const opened = await openProduction()
    const { browser } = await joined(opened, 'liu-fang', 'manager')
    expect(await whoIs(browser)).toBe('liu-fang')
    const code = codeOf(opened, 'liu-fang')
    expect(
      (await enter(opened.browser(), 'liu-fang', PASSWORD, { code })).status,
      'it was used to set up the app',
    ).toBe(401)
    opened.pass(30)
    const next = codeOf(opened, 'liu-fang')
    const both = [opened.browser(), opened.browser()].map((one) =>
      enter(one, 'liu-fang', PASSWORD, { code: ` ${next.slice(0, 3)} ${next.slice(3)}` }),
    )
    expect((await Promise.all(both)).map(({ status }) => status).toSorted()).toEqual([303, 401])
    opened.pass(300)
    const late = codeOf(opened, 'liu-fang', -2)
    expect((await enter(opened.browser(), 'liu-fang', PASSWORD, { code: late })).status).toBe(401)
  })

  it.each([-2, -1, 0, 1, 2])('takes a code whose phone is %i steps off, where that is one at most', async (steps) => {
    const opened = await openProduction()
    await joined(opened, 'liu-fang', 'manager')
    opened.pass(300)
    const code = codeOf(opened, 'liu-fang', steps)
    const { status } = await enter(opened.browser(), 'liu-fang', PASSWORD, { code })
    expect(status).toBe(Math.abs(steps) <= 1 ? 303 : 401)
    // One before it is over with it, and so is itself.
    for (const earlier of [steps, steps - 1]) {
      const used = { code: codeOf(opened, 'liu-fang', earlier) }
      if (status === 303) expect((await enter(opened.browser(), 'liu-fang', PASSWORD, used)).status).toBe(401)
    }
  })

  it('asks nobody else for an app; whoever has set one up by themselves is asked for its code', async () => {
    const opened = await openProduction()
    await joined(opened, 'li-na', 'dispatcher')
    expect((await enter(opened.browser(), 'li-na')).status).toBe(303)
    const token = opened.accounts.invite({ person: 'wang-qiang', mail: 'w@x.example', role: 'engineer', name: '王强' })
    const browser = opened.browser()
    expect((await browser.get(`/sign-in/invitation/${token}`)).text).toMatch(/可以不设[\s\S]*<svg/)
    const take = (code: string) =>
      browser.post(`/sign-in/invitation/${token}`, { password: PASSWORD, again: PASSWORD, code })
    // Mistyped it is no wish to go without.
    expect((await take('000000')).status).toBe(400)
    expect((await take(codeOf(opened, 'wang-qiang'))).status).toBe(303)
    expect((await enter(opened.browser(), 'wang-qiang')).status).toBe(401)
    opened.pass(30)
    const code = codeOf(opened, 'wang-qiang')
    expect((await enter(opened.browser(), 'wang-qiang', PASSWORD, { code })).status).toBe(303)
    // A phone is lost: another invitation, made from the shell, and they go without.
    await joined(opened, 'wang-qiang', 'engineer')
    expect((await enter(opened.browser(), 'wang-qiang')).status).toBe(303)
  })

  it('asks for an app whom the configuration says, and no manager where it names none', async () => {
    const opened = await openProduction({ authenticator: ['dispatcher'] })
    const token = opened.accounts.invite({ person: 'li-na', mail: 'n@x.example', role: 'dispatcher', name: '李娜' })
    const chosen = { password: PASSWORD, again: PASSWORD }
    const browser = opened.browser()
    expect((await browser.post(`/sign-in/invitation/${token}`, chosen)).status).toBe(400)
    const code = codeOf(opened, 'li-na')
    expect((await browser.post(`/sign-in/invitation/${token}`, { ...chosen, code })).status).toBe(303)
    expect((await enter(opened.browser(), 'li-na')).status).toBe(401)
    const manager = opened.accounts.invite({ person: 'liu-fang', mail: 'f@x.example', role: 'manager', name: '刘芳' })
    expect((await opened.browser().post(`/sign-in/invitation/${manager}`, chosen)).status).toBe(303)
    expect((await enter(opened.browser(), 'liu-fang')).status).toBe(303)
  })

  it('is not done for another site, nor is anything with its session', async () => {
    const opened = await openProduction()
    const { browser } = await joined(opened, 'liu-fang', 'manager')
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    for (const path of ['/sign-in', '/sign-out', '/sign-in/invitation/x'])
      expect((await browser.post(path, { name: 'liu-fang', password: PASSWORD }, evil)).status, path).toBe(403)
    expect(await whoIs(browser)).toBe('liu-fang')
    expect((await browser.post('/api/mutes', {}, evil)).status).toBe(403)
    expect((await browser.get('/api/session', evil)).status).toBe(403)
  })
})

describe('guessing', () => {
  it('is slowed down by name and by address, ever more, and forgotten after an hour', async () => {
    const opened = await openProduction()
    await joined(opened, 'li-na', 'dispatcher')
    const guess = (from = '198.51.100.1', name = 'li-na') => enter(opened.browser(from), name, 'a guess of mine')
    const statuses = []
    for (let n = 0; n < 6; n++) statuses.push((await guess()).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    // From wherever they come, and with the right password too: nobody learns that it was.
    expect((await guess('198.51.100.2')).status).toBe(429)
    expect((await enter(opened.browser('198.51.100.3'), 'li-na@supplier.example.com')).status).toBe(429)
    opened.pass(30)
    expect([(await guess()).status, (await guess()).status]).toEqual([401, 429])
    opened.pass(30)
    expect((await guess()).status).toBe(429)
    opened.pass(3600)
    expect((await enter(opened.browser(), 'li-na')).status).toBe(303)
    // Many names from one address; names that nobody has wait just as well.
    const many = []
    for (let n = 0; n < 31; n++) many.push((await guess('198.51.100.9', `name-${n}`)).status)
    expect([many.slice(0, 30).every((status) => status === 401), many[30]]).toEqual([true, 429])
    for (let n = 0; n < 5; n++) await guess(`198.51.101.${n}`, 'nobody')
    expect((await guess('198.51.101.9', 'nobody')).status).toBe(429)
  })

  it('locks nobody out where they have signed in before: the manager on call gets in while a stranger guesses', async () => {
    const opened = await openProduction()
    const { browser } = await joined(opened, 'liu-fang', 'manager')
    await browser.post('/sign-out')
    for (let hour = 0; hour < 3; hour++) {
      for (let n = 0; n < 12; n++) await enter(opened.browser(`198.51.100.${n}`), 'liu-fang', 'a guess of mine')
      if (hour < 2) opened.pass(600)
    }
    expect((await enter(opened.browser(), 'liu-fang', PASSWORD, { code: codeOf(opened, 'liu-fang') })).status).toBe(429)
    expect((await enter(browser, 'liu-fang', PASSWORD, { code: codeOf(opened, 'liu-fang') })).status).toBe(303)
    // Their device is no way in for others' names, nor does it guess without end.
    await joined(opened, 'li-na', 'dispatcher')
    for (let n = 0; n < 5; n++) await enter(opened.browser(`198.51.100.${n}`), 'li-na', 'a guess of mine')
    expect((await enter(browser, 'li-na')).status).toBe(429)
    for (let n = 0; n < 5; n++) await enter(browser, 'liu-fang', 'a guess of mine')
    expect((await enter(browser, 'liu-fang')).status).toBe(429)
  })

  it('counts a house as one, whichever of its addresses it takes', async () => {
    const opened = await openProduction()
    for (let n = 0; n < 30; n++) await enter(opened.browser(`2001:db8:1:2::${n}`), `name-${n}`, 'a guess')
    expect((await enter(opened.browser('2001:db8:1:2:ffff::1'), 'another')).status).toBe(429)
    expect((await enter(opened.browser('2001:db8:1:3::1'), 'another')).status).toBe(401)
  })

  it('says of itself another address in vain: a proxy is believed, and nobody else', async () => {
    const opened = await openProduction({ proxies: [] })
    for (let n = 0; n < 30; n++) await enter(opened.browser(`198.51.100.${n}`), `name-${n}`, 'a guess')
    expect((await enter(opened.browser('198.51.100.77'), 'another')).status).toBe(429)
    const behind = await openProduction()
    const forged = (n: number) => behind.browser(`198.51.100.${n}, 203.0.113.9`)
    for (let n = 0; n < 30; n++) await enter(forged(n), `name-${n}`, 'a guess')
    expect((await enter(forged(77), 'another')).status).toBe(429)
    expect((await enter(behind.browser('203.0.113.10'), 'another')).status).toBe(401)
  })
})

it('the code of an app is that of RFC 6238', () => {
  const secret = Buffer.from('12345678901234567890')
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ] as const)
    expect([codeAt(secret, Math.floor(seconds / 30)), stepOf(secret, code, seconds)]).toEqual([
      code,
      Math.floor(seconds / 30),
    ])
  for (const code of ['', '28708', '2870820', 'abcdef', '287 82']) expect(stepOf(secret, code, 59)).toBeUndefined()
})

it('nothing of the playground is there', async () => {
  const { browser, host } = await openProduction()
  for (const path of [
    '/local/outbox',
    '/local/clock',
    '/local/phones',
    '/local/telephone',
    '/local/morning',
    '/local/login',
  ])
    for (const method of ['get', 'post'] as const) expect((await browser()[method](path)).status, path).toBe(404)
  expect((await browser().get('/metrics')).status).toBe(403)
  expect((await browser().get('/health')).status).toBe(200)
  expect(JSON.parse((await browser().get('/api/board')).text)).toEqual({
    error: 'unauthorized',
    message: 'Sign in first.',
  })
  expect(host.clock.frozen).toBe(false)
})
