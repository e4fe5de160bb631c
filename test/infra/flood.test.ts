import { describe, expect, test } from 'vitest'
import { RESERVED, RESERVED_IN_ALL } from '../../infra/aws/concurrency.ts'
import type { FunctionId } from '../../infra/aws/functions.ts'
import { ROUTES } from '../../shared/wire/routes.ts'
import { resources, synthesize } from './support.ts'

// A model of the edge and of Lambda, as AWS documents them: a token bucket for each route and one for the account before it, and as many
// functions at once as the account has, of which some are kept for one function. Limits are read from the template.

interface Limit {
  readonly rate: number
  readonly burst: number
}
const [[, stage] = []] = resources(synthesize().service, 'AWS::ApiGatewayV2::Stage')
const settings = (stage?.Properties.RouteSettings ?? {}) as Record<
  string,
  { ThrottlingRateLimit: number; ThrottlingBurstLimit: number }
>
const limitOf = (route: string): Limit => ({
  rate: settings[route]?.ThrottlingRateLimit ?? 0,
  burst: settings[route]?.ThrottlingBurstLimit ?? 0,
})
/** Of all HTTP APIs of an account in a region. */
const ACCOUNT: Limit = { rate: 10_000, burst: 5_000 }

function bucket({ rate, burst }: Limit): (atMs: number) => boolean {
  let [tokens, since] = [burst, 0]
  return (atMs) => {
    tokens = Math.min(burst, tokens + ((atMs - since) * rate) / 1000)
    since = atMs
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}

/** Functions that run, by when each is done; no more at once than `most`. */
function pool(most: number): (atMs: number, tookMs: number) => boolean {
  let running: number[] = []
  return (atMs, tookMs) => {
    running = running.filter((done) => done > atMs)
    if (running.length >= most) return false
    running.push(atMs + tookMs)
    return true
  }
}

interface Source {
  readonly route: string
  readonly function: FunctionId
  readonly perSecond: number
}

/** Numbers from 0 to 1 in no order that anybody sees, the same each time. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** How many of each source's requests are answered within a minute, of how many; each takes as long in its function. */
function play(sources: readonly Source[], account: { concurrency: number; isReserved: boolean }, tookMs: number) {
  const edge = bucket(ACCOUNT)
  const routes = new Map(sources.map(({ route }) => [route, bucket(limitOf(route))]))
  const others = pool(account.concurrency - (account.isReserved ? RESERVED_IN_ALL : 0))
  const own = new Map(Object.entries(account.isReserved ? RESERVED : {}).map(([id, most]) => [id, pool(most)] as const))
  const random = sequence(1)
  const requests = sources.flatMap((source) =>
    Array.from({ length: source.perSecond * 60 }, () => ({ source, at: random() * 60_000 })),
  )
  const counts = new Map(sources.map((source) => [source, { answered: 0, of: 0 }]))
  for (const { source, at } of requests.toSorted((one, other) => one.at - other.at)) {
    const count = counts.get(source)
    if (!count) continue
    count.of += 1
    const isIn = edge(at) && routes.get(source.route)?.(at)
    if (isIn && (own.get(source.function) ?? others)(at, tookMs)) count.answered += 1
  }
  return sources.map((source) => counts.get(source) ?? { answered: 0, of: 0 })
}

const HOTLINE: readonly Source[] = [
  { route: 'POST /hotline/calls', function: 'CallsFunction', perSecond: 40 },
  { route: 'POST /hotline/twilio/voice', function: 'TwilioFunction', perSecond: 10 },
]
const LINKS = ROUTES.filter((route) => route.function === 'links' && route.auth === 'none')
/** A thousand requests a second. */
const ON_ONE: readonly Source[] = [{ route: 'GET /p/{token}', function: 'LinksFunction', perSecond: 1000 }]
const ON_ALL: readonly Source[] = LINKS.map(({ method, path }) => ({
  route: `${method} ${path}`,
  function: 'LinksFunction' as const,
  perSecond: Math.ceil(1000 / LINKS.length),
}))
const WARM_MS = 100
const SLOW_MS = 1000

describe('a flood of a thousand requests a second on links, while 50 calls a second come in', () => {
  const share = (flood: readonly Source[], account: Parameters<typeof play>[1], tookMs: number) => {
    const hotline = play([...HOTLINE, ...flood], account, tookMs).slice(0, HOTLINE.length)
    return Math.min(...hotline.map(({ answered, of }) => answered / of))
  }

  test.each([
    ['one route', ON_ONE],
    ['every route that anybody may ask', ON_ALL],
  ])(
    'on %s: every call is answered where functions are kept for the hotline, also when each takes a second',
    (_, flood) => {
      for (const tookMs of [WARM_MS, SLOW_MS])
        expect(share(flood, { concurrency: 1000, isReserved: true }, tookMs)).toBe(1)
    },
  )

  test('the flood is cut to what its own routes let through', () => {
    const [flooded] = play(ON_ONE, { concurrency: 1000, isReserved: true }, WARM_MS)
    const { rate, burst } = limitOf('GET /p/{token}')
    expect(flooded?.of).toBe(60_000)
    expect(flooded?.answered).toBeGreaterThan(rate * 59)
    expect(flooded?.answered).toBeLessThanOrEqual(rate * 60 + burst)
  })

  test('in a new account, of ten at once and nothing kept, calls are turned away, on all routes most of them: why preflight asks', () => {
    const fresh = { concurrency: 10, isReserved: false }
    expect(share([], fresh, WARM_MS)).toBeGreaterThan(0.95)
    expect(share(ON_ONE, fresh, WARM_MS)).toBeLessThan(0.9)
    expect(share(ON_ALL, fresh, WARM_MS)).toBeLessThan(0.2)
  })

  test('without a throttle of its own the flood would take everything else’s functions', () => {
    const open = play([...HOTLINE, ...ON_ALL], { concurrency: 50, isReserved: false }, SLOW_MS)
    expect(open[0]?.answered).toBeLessThan((open[0]?.of ?? 0) / 2)
  })
})

test('what is kept for the hotline is what its throttle lets through, at a second each', () => {
  for (const { route, function: id } of HOTLINE) expect(RESERVED[id]).toBeGreaterThanOrEqual(limitOf(route).rate)
})
