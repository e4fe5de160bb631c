import { describe, expect, it } from 'vitest'
import { sessionSchema } from '../../shared/wire/session.ts'
import { at } from '../support/play.ts'
import { World } from '../support/world.ts'

const signIn = async (world: World, role = 'manager', subject?: string) => {
  const body = JSON.stringify({ role, ...(subject && { subject }) })
  const answer = await fetch(`${world.url}/local/login`, { method: 'POST', body })
  const [set = ''] = answer.headers.getSetCookie()
  return { set, cookie: set.split(';')[0] ?? '', token: ((await answer.json()) as { token: string }).token }
}
const own = (world: World) => ({ origin: world.url, 'sec-fetch-site': 'same-origin' })
const mute = JSON.stringify({ site: 'lanting-east', until: '2026-11-20T10:00:00Z', reason: 'planned work' })

describe('the session of a browser', () => {
  it('is a cookie that no script reads and no other site sends, and does what the token does', async () => {
    const world = await World.start(at('11-20 02:13'))
    const { set, cookie } = await signIn(world)
    expect(set.split('; ').slice(1)).toEqual(['Path=/', 'HttpOnly', 'SameSite=Strict', 'Max-Age=43200'])
    expect((await world.fetch('/api/repairs', { headers: { cookie } })).status).toBe(200)
    const headers = { cookie: `other=1; ${cookie}; more=2`, ...own(world) }
    expect((await world.fetch('/api/mutes', { method: 'POST', headers, body: mute })).status).toBe(201)
  })

  it('is no key for another origin, be it of this machine, nor for whoever does not say from where they write', async () => {
    const world = await World.start(at('11-20 02:13'))
    const { cookie } = await signIn(world)
    const foreign = [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'http://127.0.0.1:9', 'sec-fetch-site': 'same-site' },
      { origin: 'http://127.0.0.1:9' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
    ]
    for (const from of foreign)
      for (const method of ['GET', 'POST']) {
        const body = method === 'POST' ? mute : null
        const answer = await world.fetch('/api/mutes', { method, headers: { cookie, ...from }, body })
        expect([method, answer.status, answer.json.error]).toEqual([method, 403, 'foreignOrigin'])
      }
    for (const unsaid of [{}, { origin: 'null' }])
      expect(
        (await world.fetch('/api/mutes', { method: 'POST', headers: { cookie, ...unsaid }, body: mute })).status,
      ).toBe(403)
    expect((await world.api('/api/mutes', undefined, 'manager')).json.mutes).toEqual([])
  })

  it('gives way to a token, which a program sends from wherever it is', async () => {
    const world = await World.start(at('11-20 02:13'))
    const { cookie } = await signIn(world)
    const { token } = await signIn(world, 'viewer')
    const headers = { cookie, authorization: `Bearer ${token}` }
    expect((await world.fetch('/api/session', { headers })).json.role).toBe('viewer')
    expect((await world.fetch('/api/session', { headers: { cookie, authorization: 'Bearer x' } })).status).toBe(401)
    const elsewhere = { authorization: `Bearer ${token}`, origin: 'https://evil.example' }
    expect((await world.fetch('/api/session', { headers: elsewhere })).status).toBe(200)
  })

  it('ends when it is told to: the cookie goes', async () => {
    const world = await World.start(at('11-20 02:13'))
    await signIn(world)
    const answer = await fetch(`${world.url}/local/logout`, { method: 'POST', headers: own(world) })
    expect(answer.status).toBe(204)
    expect(answer.headers.getSetCookie()).toEqual(['chengnuo-session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0'])
    for (const cookie of ['chengnuo-session=', 'chengnuo-session=x.y.z', 'chengnuo-sessions=x'])
      expect((await world.fetch('/api/session', { headers: { cookie } })).status).toBe(401)
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect((await world.fetch('/local/logout', { method: 'POST', headers: evil })).status).toBe(403)
  })
})

describe('GET /api/session', () => {
  it('says who I am, what I may use, my language, and that roles can be picked here', async () => {
    const world = await World.start(at('11-20 02:13'))
    const { json } = await world.api('/api/session', undefined, 'engineer/wang-qiang')
    expect(sessionSchema.parse(json)).toEqual({
      subject: 'wang-qiang',
      name: '王强',
      role: 'engineer',
      may: [
        ...['jobs', 'takeRequest', 'visits', 'lookUp', 'attachments', 'ledger', 'knowledge'],
        ...['loaners', 'units', 'contracts', 'recordFact', 'calendars', 'upgrades', 'planUpgrades'],
        ...[
          'actOnUpgrades',
          'duties',
          'noteOnWatch',
          'advisories',
          'mutes',
          'views',
          'keepViews',
          'directory',
          'rosters',
        ],
      ],
      language: 'zh-CN',
      playground: true,
    })
    const asked = { headers: { cookie: (await signIn(world, 'viewer', 'guest')).cookie, 'accept-language': 'en' } }
    const { json: guest } = await world.fetch('/api/session', asked)
    expect(guest).toMatchObject({ subject: 'guest', role: 'viewer', language: 'en' })
    expect(guest.may).toEqual([
      'visits',
      'ledger',
      'knowledge',
      'loaners',
      'upgrades',
      'duties',
      'mutes',
      'views',
      'rosters',
    ])
  })

  it('says to whoever is nobody yet where a role is picked', async () => {
    const world = await World.start(at('11-20 02:13'))
    expect(await world.fetch('/api/session')).toMatchObject({
      status: 401,
      json: { error: 'unauthorized', login: '/local/login' },
    })
  })
})
