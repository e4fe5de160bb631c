import { isLoopback } from '../../../functions/middleware/loopback.ts'
import type { FrontOf } from '../http/front.ts'
import { addressBehind } from '../http/peer.ts'
import { COOKIE } from './cookie.ts'
import { createLogin } from './login.ts'
import { playgroundRoutes } from './routes.ts'

interface PlaygroundOptions {
  /** `false`: the pages that let whoever reaches them act as anyone are not there. */
  readonly localPages?: boolean
}

/** Shows everything, and lets whoever sits at this machine be anyone. */
export const playground =
  ({ localPages = true }: PlaygroundOptions = {}): FrontOf =>
  (host, address) => {
    const login = createLogin(host.secrets.login)
    return {
      routes: playgroundRoutes(host, login, address),
      localPages,
      cookie: COOKIE,
      claimsOf: login.claimsOf,
      signInFirst: { message: SIGN_IN, ...(localPages && { login: '/local/login' }) },
      signInAt: (to) => `/console?${new URLSearchParams({ to })}`,
      // A proxy on this very machine, if any.
      addressOf: (request) => addressBehind(request, isLoopback),
    }
  }

const SIGN_IN = {
  zh: '请先登录，或带上 "Authorization: Bearer <令牌>"；见 POST /local/login。',
  en: 'Sign in, or send "Authorization: Bearer <token>"; see POST /local/login.',
}
