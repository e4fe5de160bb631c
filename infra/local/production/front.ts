import { BlockList, isIPv4 } from 'node:net'
import type { Context } from 'aws-lambda'
import type { HttpHandler } from '../../../functions/middleware/http.ts'
import { SESSION_COOKIE } from '../../../functions/sign-in/cookies.ts'
import type { FrontOf } from '../http/front.ts'
import type { LocalRoute } from '../http/local-route.ts'
import { addressBehind } from '../http/peer.ts'
import type { ProgramKeys } from './program-keys.ts'
import type { Sessions } from './sessions.ts'

interface ProductionFront {
  readonly sessions: Sessions
  readonly programKeys: ProgramKeys
  readonly signIn: HttpHandler
  readonly signInRoutes: readonly Pick<LocalRoute, 'method' | 'path'>[]
  /** Addresses and networks of the proxies in front of us. */
  readonly proxies: readonly string[]
}

/** Trusts nobody: whoever asks has signed in, and comes from where our own proxies say. */
export const production =
  ({ sessions, programKeys, signIn, signInRoutes, proxies }: ProductionFront): FrontOf =>
  () => {
    const isProxy = within(proxies)
    return {
      routes: signInRoutes.map(({ method, path }) => ({
        method,
        path,
        handle: async (event) => (await signIn(event, {} as Context)) ?? { statusCode: 204 },
        isForAll: true,
      })),
      localPages: false,
      cookie: SESSION_COOKIE,
      claimsOf: async (token) => sessions.claimsOf(token) ?? programKeys.claimsOf(token),
      signInFirst: { message: { zh: '请先登录。', en: 'Sign in first.' } },
      signInAt: (to) => `/sign-in?${new URLSearchParams({ to })}`,
      addressOf: (request) => addressBehind(request, isProxy),
    }
  }

/** Of networks as they are written: `127.0.0.1`, `10.0.0.0/24`. */
function within(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  const familyOf = (address: string) => (isIPv4(address) ? 'ipv4' : 'ipv6')
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return (address) => list.check(address, familyOf(address))
}
