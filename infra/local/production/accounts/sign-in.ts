import { htmlPage } from '../../../../functions/links/page.ts'
import { bodyForm } from '../../../../functions/middleware/body.ts'
import type { HttpEvent, HttpResult } from '../../../../functions/middleware/event.ts'
import { houseOf } from '../../../../functions/middleware/house-address.ts'
import { type HttpHandler, httpHandler, json } from '../../../../functions/middleware/http.ts'
import { acceptedLanguage } from '../../../../functions/middleware/language.ts'
import { cookieIn, ENDED_SESSION, placeIn, sessionIn } from '../../../../functions/sign-in/cookies.ts'
import { type AccountTrouble, signInForm } from '../../../../web/pages/account.ts'
import type { Account } from './accounts.ts'
import type { Attempt } from './attempts.ts'
import { acceptInvitation, showInvitation } from './invitation.ts'
import { type AccountDeps, DEVICE_COOKIE, signedIn } from './signed-in.ts'
import { stepOf } from './totp.ts'

export const ACCOUNT_ROUTES = [
  { method: 'GET', path: '/sign-in' },
  { method: 'POST', path: '/sign-in' },
  { method: 'POST', path: '/sign-out' },
  { method: 'GET', path: '/sign-in/invitation/{token}' },
  { method: 'POST', path: '/sign-in/invitation/{token}' },
] as const

/** Staff sign in with an account that is kept here. */
export const signInByAccount = (deps: AccountDeps): HttpHandler =>
  httpHandler(deps, {
    isForPeople: true,
    problem: ({ status, code }, event) => form(event, status, code === 'foreignOrigin' ? 'foreignOrigin' : 'failed'),
    handle: async (event, deps) => {
      switch (event.routeKey) {
        case 'POST /sign-in':
          return signIn(event, deps)
        case 'POST /sign-out':
          deps.sessions.end(sessionIn(event))
          return { ...json(200, {}), cookies: [ENDED_SESSION] }
        case 'GET /sign-in/invitation/{token}':
          return showInvitation(event, deps)
        case 'POST /sign-in/invitation/{token}':
          return acceptInvitation(event, deps)
        default:
          return form(event, 200)
      }
    },
  })

/** Longer than any name, and than any password that was taken. */
const LONGEST_FIELD = 300

async function signIn(event: HttpEvent, deps: AccountDeps): Promise<HttpResult> {
  const given = bodyForm(event)
  const [name, password, code] = ['name', 'password', 'code'].map((field) =>
    (given.get(field) ?? '').slice(0, LONGEST_FIELD),
  )
  const said = (name ?? '').trim()
  const account = deps.accounts.named(said)
  const attempt = attemptOf(event, deps, said, account)
  const wait = deps.attempts.wait(attempt)
  if (wait > 0) return form(event, 429, 'wait', { name: said, minutes: Math.ceil(wait / 60) })
  // Strangers by the dozen keep nobody waiting where they have signed in before.
  if (attempt.device === undefined && deps.passwords.isBusy()) return form(event, 503, 'busy', { name: said })
  // Counted before it is known: of many at once no more are tried than one after the other.
  deps.attempts.failed(attempt)
  const fits = await deps.passwords.fits(password ?? '', account?.password)
  if (!fits || !account || !passesSecond(deps, account.person, code ?? '')) {
    deps.log.warn('Sign-in refused', { person: account?.person ?? 'unknown', address: attempt.address })
    return form(event, 401, 'wrong', { name: said })
  }
  deps.attempts.passed(attempt)
  return signedIn(deps, account, placeIn(given.get('to') ?? undefined))
}

const attemptOf = (
  event: HttpEvent,
  { accounts }: AccountDeps,
  said: string,
  account: Account | undefined,
): Attempt => ({
  name: account?.person ?? said.toLowerCase(),
  address: houseOf(event.requestContext.http.sourceIp),
  device: account && accounts.deviceOf(account.person, cookieIn(event, DEVICE_COOKIE)),
  isKnown: account !== undefined,
})

/** As the account stands now: a code that came twice at once is taken once. Whoever must have an app is nobody without. */
function passesSecond({ accounts, authenticator, nowSeconds }: AccountDeps, person: string, code: string): boolean {
  const account = accounts.named(person)
  if (!account) return false
  if (!account.second) return !authenticator.includes(account.role)
  const { key, lastStep } = account.second
  const step = stepOf(Buffer.from(key, 'base64'), code.replaceAll(/\s/g, ''), nowSeconds(), lastStep)
  if (step === undefined) return false
  accounts.usedStep(account, step)
  return true
}

const form = (
  event: HttpEvent,
  status: number,
  trouble?: AccountTrouble,
  more: { readonly name?: string; readonly minutes?: number } = {},
): HttpResult => {
  const language = acceptedLanguage(event.headers['accept-language'], 'zh-CN')
  const asked = event.routeKey === 'POST /sign-in' ? bodyForm(event) : new URLSearchParams(event.rawQueryString)
  return htmlPage(status, signInForm({ language, to: placeIn(asked.get('to') ?? undefined), trouble, ...more }))
}
