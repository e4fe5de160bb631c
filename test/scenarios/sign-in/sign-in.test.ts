import { afterEach, describe, expect, it, vi } from 'vitest'
import { BY_ITS_OWN_ADDRESS } from './aws-edge.ts'
import { Browser } from './browser.ts'
import { openStage } from './stage.ts'

type Stage = Awaited<ReturnType<typeof openStage>>

const SESSION = '__Host-chengnuo-session'
const ATTEMPT = '__Host-chengnuo-sign-in'
const isBack = (address: string) => address.includes('/sign-in/callback')

/** Up to the way back from the provider, which is not gone yet. */
async function comeBack({ url }: Stage, browser: Browser, who = 'liu-fang', query = ''): Promise<string> {
  const asked = await browser.follow(`${url}/sign-in${query}`, isBack)
  if (!asked.answer) return asked.address
  const body = new URLSearchParams({ prompt: 'login', login: who, password: 'any' })
  const answer = await browser.go(asked.address, { method: 'POST', body })
  const { address } = await browser.follow(new URL(answer.headers.get('location') ?? '', asked.address).href, isBack)
  return address
}

const signIn = async (stage: Stage, browser: Browser, who?: string, query?: string): Promise<Response> =>
  browser.go(await comeBack(stage, browser, who, query))

const held = ({ url }: Stage, { cookies }: Browser, name: string) => cookies.get(`${new URL(url).host} ${name}`)
const hold = ({ url }: Stage, { cookies }: Browser, name: string, value: string) =>
  cookies.set(`${new URL(url).host} ${name}`, value)

/** Of both sides, but for what was said before; tokens last one. */
const twoHoursLater = (): void => {
  vi.useFakeTimers({ now: Date.now() + 2 * 3600_000, toFake: ['Date'] })
}
afterEach(() => void vi.useRealTimers())

/** `GET /api/session` as this browser asks it. */
const session = async ({ url }: Stage, browser: Browser) => {
  const answer = await browser.go(`${url}/api/session`)
  return { status: answer.status, ...((await answer.json()) as object) }
}

const mute = ({ url }: Stage, browser: Browser, headers: Readonly<Record<string, string>>) =>
  browser.go(`${url}/api/mutes`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ site: 'lanting-east', until: '2026-11-20T10:00:00Z', reason: 'planned work' }),
  })

/** What a page that turns somebody away says, and that it gave them nothing. */
async function turnedAway(stage: Stage, browser: Browser, answer: Response) {
  const page = await answer.text()
  expect(held(stage, browser, SESSION)).toBeUndefined()
  expect(await session(stage, browser)).toMatchObject({ status: 401 })
  return { status: answer.status, title: /<h1>([^<]*)</.exec(page)?.[1], page }
}

describe('signing in with the provider', () => {
  it('leads there and back to where one was going, and holds the token where no script reads it', async () => {
    const stage = await openStage()
    const browser = new Browser()
    const begun = await browser.go(`${stage.url}/sign-in?to=/console/call?q=0117`)
    const asked = new URL(begun.headers.get('location') ?? '')
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      ...{ response_type: 'code', scope: 'openid', code_challenge_method: 'S256', ui_locales: 'zh-CN' },
      ...{ state: expect.any(String), nonce: expect.any(String), redirect_uri: `${stage.url}/sign-in/callback` },
    })
    const [attempt = ''] = begun.headers.getSetCookie()
    expect(attempt.split('; ').slice(1)).toEqual(['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax', 'Max-Age=600'])

    const answer = await signIn(stage, browser, 'liu-fang', '?to=/console/call?q=0117')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console/call?q=0117'])
    const set = answer.headers.getSetCookie().find((one) => one.startsWith(SESSION)) ?? ''
    expect(set.split('; ').slice(1)).toEqual([
      ...['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict'],
      expect.stringMatching(/^Max-Age=3(600|59\d)$/),
    ])
    expect(held(stage, browser, ATTEMPT)).toBeUndefined()
    expect(await session(stage, browser)).toMatchObject({
      ...{ status: 200, subject: 'liu-fang', name: '刘芳', role: 'manager', playground: false },
    })
  })

  it.each([
    ['liu-fang', 'manager', 201],
    ['dispatcher', 'dispatcher', 403],
    ['wang-qiang', 'engineer', 403],
    ['viewer', 'viewer', 403],
  ])('%s is a %s and may do no more than one', async (who, role, status) => {
    const stage = await openStage()
    const browser = new Browser()
    await signIn(stage, browser, who)
    expect(await session(stage, browser)).toMatchObject({ status: 200, subject: who, role })
    // Muting is for managers.
    expect((await mute(stage, browser, { origin: stage.url })).status).toBe(status)
  })

  it('a role is one of the groups, where the deployment says so', async () => {
    const stage = await openStage({ env: { ROLE_CLAIM: 'cognito:groups' } })
    expect((await signIn(stage, new Browser(), 'dispatcher')).status).toBe(303)
    expect((await signIn(stage, new Browser(), 'liu-fang')).status).toBe(403)
  })

  it('with a client that has a secret; a wrong one is said to be the settings', async () => {
    const right = await openStage({ secret: 'a secret', clientSecret: 'a secret' })
    expect((await signIn(right, new Browser())).status).toBe(303)
    const wrong = await openStage({ secret: 'a secret', clientSecret: 'another' })
    const browser = new Browser()
    expect(await turnedAway(wrong, browser, await signIn(wrong, browser))).toMatchObject({
      ...{ status: 502, title: '登录没有设置好' },
    })
    expect(wrong.said.join()).toMatch(/sign-in came to nothing.*settings.*invalid_client/)
  })

  it('leads nowhere but into the console', async () => {
    const stage = await openStage()
    for (const to of [
      'https://evil.example',
      '//evil.example',
      '/console/../\\evil.example',
      '/consolex',
      '/local',
      '/console\tx',
      `/console/call?q=${'x'.repeat(1000)}`,
    ]) {
      const browser = new Browser()
      const answer = await signIn(stage, browser, 'liu-fang', `?to=${encodeURIComponent(to)}`)
      expect(answer.headers.get('location'), to).toBe('/console/board')
    }
    // Nor when the cookie that keeps it is another.
    const browser = new Browser()
    const back = await comeBack(stage, browser)
    const kept = new URLSearchParams(held(stage, browser, ATTEMPT))
    kept.set('to', 'https://evil.example')
    hold(stage, browser, ATTEMPT, kept.toString())
    expect((await browser.go(back)).headers.get('location')).toBe('/console/board')
  })
})

describe('nobody is let in', () => {
  it('who comes back with a state, a nonce or a verifier of another attempt', async () => {
    const stage = await openStage()
    for (const [name, status] of [
      ['state', 400],
      ['nonce', 400],
      ['verifier', 400],
    ] as const) {
      const browser = new Browser()
      const back = await comeBack(stage, browser)
      const kept = new URLSearchParams(held(stage, browser, ATTEMPT))
      kept.set(name, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')
      hold(stage, browser, ATTEMPT, kept.toString())
      const { page: _, ...said } = await turnedAway(stage, browser, await browser.go(back))
      expect([name, said]).toEqual([name, { status, title: '这次登录已经失效' }])
    }
  })

  it('who comes back twice, or with what another browser was sent', async () => {
    const stage = await openStage()
    const browser = new Browser()
    const back = await comeBack(stage, browser)
    const attempt = held(stage, browser, ATTEMPT) ?? ''
    const other = new Browser()
    expect(await turnedAway(stage, other, await other.go(back))).toMatchObject({ title: '这次登录已经失效' })
    expect((await browser.go(back)).status).toBe(303)
    hold(stage, other, ATTEMPT, attempt)
    // The code was exchanged already.
    expect(await turnedAway(stage, other, await other.go(back))).toMatchObject({
      status: 400,
      title: '这次登录已经失效',
    })
  })

  it('who cancels at the provider', async () => {
    const stage = await openStage()
    const browser = new Browser()
    await browser.follow(`${stage.url}/sign-in`)
    const state = new URLSearchParams(held(stage, browser, ATTEMPT)).get('state') ?? ''
    const back = new URLSearchParams({
      error: 'access_denied',
      error_description: '<b>x</b>',
      state,
      iss: stage.issuer,
    })
    const said = await turnedAway(stage, browser, await browser.go(`${stage.url}/sign-in/callback?${back}`))
    expect(said).toMatchObject({ status: 403, title: '没有登录' })
    expect(said.page).not.toContain('<b>x')
  })

  it('who has no role, no id, or a token that is over already or that no browser keeps: each hears what to do', async () => {
    const browser = new Browser()
    const stage = await openStage()
    const noRole = await turnedAway(stage, browser, await signIn(stage, browser, 'nobody'))
    expect(noRole).toMatchObject({ status: 403, title: '您还没有角色' })
    expect(noRole.page).toContain('<b>nobody</b>')
    expect(noRole.page).toContain('as=other')
    const large = new Browser()
    expect(await turnedAway(stage, large, await signIn(stage, large, 'loaded'))).toMatchObject({
      title: '登录凭证太长',
    })

    const unnamed = await openStage({ env: { STAFF_CLAIM: 'custom:staff' } })
    const someone = new Browser()
    expect(await turnedAway(unnamed, someone, await signIn(unnamed, someone))).toMatchObject({ title: '不知道您是谁' })
    const over = await openStage({ onToken: twoHoursLater })
    const late = new Browser()
    expect(await turnedAway(over, late, await signIn(over, late))).toMatchObject({ status: 502, title: '时间对不上' })
  })

  it('while the provider is down; when it is up again it works', async () => {
    const stage = await openStage()
    const browser = new Browser()
    const back = await comeBack(stage, browser)
    stage.stopProvider()
    const { page } = await turnedAway(stage, browser, await browser.go(back))
    expect(page).toContain('登录服务没有回应')
    const answer = await new Browser().go(`${stage.url}/sign-in?to=/console/call`, {
      headers: { 'accept-language': 'en' },
    })
    expect(answer.status).toBe(503)
    const said = await answer.text()
    expect(said).toContain('The provider does not answer')
    expect(said).toContain('href="/sign-in?to=%2Fconsole%2Fcall"')
    expect(stage.said.join()).not.toMatch(/eyJ|code=/)
    await stage.startProvider()
    expect((await signIn(stage, browser)).status).toBe(303)
  })
})

describe('the session', () => {
  it('writes for our own page, and opens nothing for another site, nor without the edge before the API', async () => {
    const stage = await openStage()
    const browser = new Browser()
    await signIn(stage, browser)
    const own = { origin: stage.url, 'sec-fetch-site': 'same-origin' }
    expect((await mute(stage, browser, own)).status).toBe(201)
    expect((await mute(stage, browser, { ...own, [BY_ITS_OWN_ADDRESS]: '1' })).status).toBe(401)
    for (const from of [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      {},
    ]) {
      const answer = await mute(stage, browser, from as Record<string, string>)
      expect([from, answer.status, await answer.json()]).toEqual([
        from,
        403,
        expect.objectContaining({ error: 'foreignOrigin' }),
      ])
    }
  })

  it('ends with its token, whatever the browser still holds', async () => {
    const stage = await openStage()
    const browser = new Browser()
    await signIn(stage, browser)
    expect(await session(stage, browser)).toMatchObject({ status: 200 })
    twoHoursLater()
    expect(await session(stage, browser)).toMatchObject({ status: 401 })
    for (const value of ['x.y.z', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJsaXUtZmFuZyIsInJvbGUiOiJtYW5hZ2VyIn0.']) {
      hold(stage, browser, SESSION, value)
      expect(await session(stage, browser)).toMatchObject({ status: 401 })
    }
  })

  it('ends here and at the provider when somebody signs out, from our own page alone', async () => {
    const stage = await openStage()
    const browser = new Browser()
    await signIn(stage, browser)
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect((await browser.go(`${stage.url}/sign-out`, { method: 'POST', headers: foreign })).status).toBe(403)
    expect(await session(stage, browser)).toMatchObject({ status: 200 })

    const answer = await browser.go(`${stage.url}/sign-out`, { method: 'POST', headers: { origin: stage.url } })
    expect(answer.status).toBe(200)
    const { leave } = (await answer.json()) as { leave: string }
    expect(leave).toContain(`${stage.issuer}/session/end?`)
    expect(new URL(leave).searchParams.get('post_logout_redirect_uri')).toBe(`${stage.url}/console`)
    expect(held(stage, browser, SESSION)).toBeUndefined()
    expect(await session(stage, browser)).toMatchObject({ status: 401 })
  })

  it('ends here also while the provider is down', async () => {
    const stage = await openStage()
    const browser = new Browser()
    stage.stopProvider()
    hold(stage, browser, SESSION, 'x')
    const answer = await browser.go(`${stage.url}/sign-out`, { method: 'POST', headers: { origin: stage.url } })
    expect(await answer.json()).toEqual({})
    expect(held(stage, browser, SESSION)).toBeUndefined()
  })
})
