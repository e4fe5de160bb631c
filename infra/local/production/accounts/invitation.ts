import qrcode from 'qrcode-generator'
import { htmlPage } from '../../../../functions/links/page.ts'
import { bodyForm } from '../../../../functions/middleware/body.ts'
import type { HttpEvent, HttpResult } from '../../../../functions/middleware/event.ts'
import { acceptedLanguage } from '../../../../functions/middleware/language.ts'
import { placeIn } from '../../../../functions/sign-in/cookies.ts'
import { Html } from '../../../../web/html.ts'
import { type InvitationTrouble, invitationForm, noInvitationPage } from '../../../../web/pages/account.ts'
import type { Account } from './accounts.ts'
import { LONGEST, SHORTEST } from './password.ts'
import { type AccountDeps, signedIn } from './signed-in.ts'
import { addressOf, base32, stepOf } from './totp.ts'

/** Opening it takes nothing: mail programs look at links before people do. */
export const showInvitation = async (event: HttpEvent, deps: AccountDeps): Promise<HttpResult> => {
  const account = deps.accounts.invitedBy(tokenIn(event))
  return account ? page(event, account, deps, 200) : none(event)
}

export async function acceptInvitation(event: HttpEvent, deps: AccountDeps): Promise<HttpResult> {
  const { accounts, sessions, passwords, nowSeconds } = deps
  const token = tokenIn(event)
  const account = accounts.invitedBy(token)
  if (!account) return none(event)
  const form = bodyForm(event)
  const password = form.get('password') ?? ''
  const code = (form.get('code') ?? '').replaceAll(/\s/g, '')
  const second = code === '' ? undefined : appSetUp(account, code, nowSeconds())
  const trouble = troubleWith(password, account) ?? (password === form.get('again') ? undefined : 'different')
  if (trouble) return page(event, account, deps, 400, trouble)
  // Left empty it is no mistake of whoever may do without.
  if (!second && (code !== '' || needsApp(deps, account))) return page(event, account, deps, 400, 'code')
  if (passwords.isBusy()) return page(event, account, deps, 503, 'busy')
  const { second: _, ...rest } = account
  const kept = await passwords.keep(password)
  if (!accounts.take({ ...rest, password: kept, ...(second && { second }) }, token)) return none(event)
  // Whoever knew the password before is signed out with it.
  sessions.endOf(account.person)
  return signedIn(deps, account, placeIn(undefined))
}

/** The app that shows this code, with the step of it used. */
function appSetUp({ invited }: Account, code: string, seconds: number): Account['second'] {
  const key = invited?.key ?? ''
  const step = stepOf(Buffer.from(key, 'base64'), code, seconds)
  return key === '' || step === undefined ? undefined : { key, lastStep: step }
}

const needsApp = ({ authenticator }: Pick<AccountDeps, 'authenticator'>, { role }: Account): boolean =>
  authenticator.includes(role)

function troubleWith(password: string, { person, mail, name }: Account): InvitationTrouble | undefined {
  const letters = [...password]
  if (letters.length < SHORTEST) return 'short'
  if (password.length > LONGEST) return 'long'
  const easy = [person, mail.split('@')[0] ?? '', name].map((one) => one.toLowerCase()).filter((one) => one.length > 1)
  const isEasy = easy.some((one) => password.toLowerCase().includes(one)) || new Set(letters).size < 4
  return isEasy ? 'guessable' : undefined
}

const tokenIn = ({ pathParameters }: HttpEvent): string => pathParameters?.token ?? ''
const languageOf = ({ headers }: HttpEvent) => acceptedLanguage(headers['accept-language'], 'zh-CN')
const none = (event: HttpEvent): HttpResult => htmlPage(404, noInvitationPage(languageOf(event)))

function page(
  event: HttpEvent,
  account: Account,
  deps: AccountDeps,
  status: number,
  trouble?: InvitationTrouble,
): HttpResult {
  const { name, person, mail, invited } = account
  const path = `/sign-in/invitation/${tokenIn(event)}`
  const app = invited?.key ? appOf(Buffer.from(invited.key, 'base64'), person) : undefined
  const second = app && { ...app, isNeeded: needsApp(deps, account) }
  const form = { language: languageOf(event), path, name, person, mail, shortest: SHORTEST, trouble, second }
  return htmlPage(status, invitationForm(form))
}

const appOf = (key: Uint8Array, person: string) => ({
  picture: pictureOf(addressOf(key, person, '承诺')),
  key: base32(key),
})

/** A QR code as lines of an SVG: the page's policy lets in no picture from elsewhere. */
function pictureOf(text: string): Html {
  const code = qrcode(0, 'M')
  code.addData(text, 'Byte')
  code.make()
  const size = code.getModuleCount()
  const side = Array.from({ length: size }, (_, index) => index)
  const dark = side.flatMap((row) =>
    side.filter((column) => code.isDark(row, column)).map((column) => `M${column + 4} ${row + 4}h1v1h-1z`),
  )
  const whole = size + 8
  return new Html(
    `<svg viewBox="0 0 ${whole} ${whole}" width="240" height="240" role="img" aria-label="QR" shape-rendering="crispEdges">` +
      `<path fill="#fff" d="M0 0h${whole}v${whole}H0z"/><path fill="#000" d="${dark.join('')}"/></svg>`,
  )
}
