import { expect, it, onTestFinished } from 'vitest'
import { Browser as AtProvider } from '../scenarios/sign-in/browser.ts'
import { CLIENT, startOpenId } from '../scenarios/sign-in/open-id.ts'
import { type Browser, openProduction, URL_OF } from './edge.ts'

const isBack = (address: string) => address.startsWith(URL_OF)

async function open(secret?: string) {
  const given = secret === undefined ? {} : { secret }
  const returns = { redirectUri: `${URL_OF}/sign-in/callback`, afterwards: `${URL_OF}/console` }
  const provider = await startOpenId({ ...returns, ...given })
  onTestFinished(provider.stop)
  const client = { issuer: provider.issuer, clientId: CLIENT, personClaim: 'sub', roleClaim: 'role' }
  return openProduction({ openId: client, clientSecret: secret })
}

/** Where the provider leads back to, once somebody has said there who they are. */
async function comeBack(browser: Browser, who: string, query = ''): Promise<string> {
  const begun = await browser.get(`/sign-in${query}`)
  const there = new AtProvider()
  const asked = await there.follow(begun.location ?? '', isBack)
  const body = new URLSearchParams({ prompt: 'login', login: who, password: 'any' })
  const answer = await there.go(asked.address, { method: 'POST', body })
  const { address } = await there.follow(new URL(answer.headers.get('location') ?? '', asked.address).href, isBack)
  return address.slice(URL_OF.length)
}

const whoIs = async (browser: Browser) => {
  const { status, text } = await browser.get('/api/session')
  return status === 200 ? JSON.parse(text).subject : status
}

it.each([undefined, 'a secret of the client'])(
  'with a provider of their own staff come back to where they were, by a session of ours (secret: %s)',
  async (secret) => {
    const opened = await open(secret)
    const browser = opened.browser()
    const back = await comeBack(browser, 'liu-fang', '?to=/console/call?q=0117')
    const answer = await browser.get(back)
    expect([answer.status, answer.location]).toEqual([303, '/console/call?q=0117'])
    expect(answer.cookies).toContainEqual(
      expect.stringMatching(
        /^__Host-chengnuo-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=3\d{3}$/,
      ),
    )
    expect(JSON.parse((await browser.get('/api/session')).text)).toMatchObject({
      subject: 'liu-fang',
      name: '刘芳',
      role: 'manager',
    })
    // The same way back leads in once, and only the browser that began it.
    const again = opened.browser()
    expect((await again.get(back)).status).toBe(400)
    expect((await browser.get(back)).status).toBe(400)
    expect(await whoIs(again)).toBe(401)
  },
)

it('the session ends with the token of the provider, by hand, and where somebody signs out', async () => {
  const opened = await open()
  const browsers = [opened.browser(), opened.browser()] as const
  for (const browser of browsers) expect((await browser.get(await comeBack(browser, 'wang-qiang'))).status).toBe(303)
  const [one, other] = browsers
  const signedOut = await one.post('/sign-out')
  expect(JSON.parse(signedOut.text).leave).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+\/session\/end\?.*post_logout_redirect_uri=/,
  )
  expect([await whoIs(one), await whoIs(other)]).toEqual([401, 'wang-qiang'])
  opened.pass(3600)
  expect(await whoIs(other)).toBe(401)
  await other.get(await comeBack(other, 'wang-qiang'))
  expect(opened.sessions.endOf('wang-qiang')).toBe(1)
  expect(await whoIs(other)).toBe(401)
})

it('whoever has no role there is nobody here; there are no accounts beside it', async () => {
  const opened = await open()
  const browser = opened.browser()
  expect((await browser.get(await comeBack(browser, 'nobody'))).status).toBe(403)
  expect(await whoIs(browser)).toBe(401)
  expect((await browser.post('/sign-in', { name: 'liu-fang', password: 'x' })).status).toBe(405)
  expect((await browser.get('/sign-in/invitation/x')).status).toBe(404)
})
