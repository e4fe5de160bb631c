import { request as ask } from 'node:http'
import { onTestFinished } from 'vitest'
import type { Role } from '../../functions/api/claims.ts'
import { dataFile } from '../../infra/local/data-folder.ts'
import { openDatabase } from '../../infra/local/database.ts'
import { createHost, type Host } from '../../infra/local/host.ts'
import { createHttpServer } from '../../infra/local/http/server.ts'
import { Accounts } from '../../infra/local/production/accounts/accounts.ts'
import { createAttempts } from '../../infra/local/production/accounts/attempts.ts'
import { createPasswords } from '../../infra/local/production/accounts/password.ts'
import { ACCOUNT_ROUTES, signInByAccount } from '../../infra/local/production/accounts/sign-in.ts'
import type { Production } from '../../infra/local/production/config.ts'
import { production } from '../../infra/local/production/front.ts'
import { ProgramKeys } from '../../infra/local/production/program-keys.ts'
import { Sessions } from '../../infra/local/production/sessions.ts'
import { signInOf } from '../../infra/local/production/sign-in.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { place } from './place.ts'

export const URL_OF = 'https://cn.example.com'

export interface Got {
  readonly status: number
  readonly text: string
  readonly location: string | undefined
  readonly cookies: readonly string[]
}

/** A browser: it keeps cookies, and says of its own pages that they are ours. */
export class Browser {
  readonly #port: number
  readonly #from: string
  readonly cookies = new Map<string, string>()

  /** `from`: what the proxy says of where it is. */
  constructor(port: number, from = '203.0.113.7') {
    this.#port = port
    this.#from = from
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
    return this.#send('GET', path, headers)
  }

  post(path: string, form: Readonly<Record<string, string>> = {}, headers: Readonly<Record<string, string>> = {}) {
    const type = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: URL_OF,
      'sec-fetch-site': 'same-origin',
    }
    return this.#send('POST', path, { ...type, ...headers }, new URLSearchParams(form).toString())
  }

  #send(method: string, path: string, headers: Readonly<Record<string, string>>, body = ''): Promise<Got> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const sent = { host: 'cn.example.com', 'x-forwarded-for': this.#from, ...(cookie && { cookie }), ...headers }
    return new Promise((resolve, reject) => {
      const asked = ask({ port: this.#port, host: '127.0.0.1', path, method, headers: sent }, (answer) => {
        const cookies = answer.headers['set-cookie'] ?? []
        for (const one of cookies) this.#keep(one)
        let text = ''
        answer.setEncoding('utf8').on('data', (data: string) => {
          text += data
        })
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text, location: answer.headers.location, cookies }),
        )
      })
      asked.on('error', reject)
      asked.end(body)
    })
  }

  #keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
    if (/Max-Age=0/.test(set)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

interface Wish {
  readonly proxies?: readonly string[]
  /** Staff sign in with this provider, and not with accounts kept here. */
  readonly openId?: NonNullable<Production['signIn']['openId']>
  readonly clientSecret?: string | undefined
  readonly authenticator?: readonly Role[]
}

/** Production in this process, its time of signing in moved by the test, its passwords cheap. Ends with the test. */
export async function openProduction({
  proxies = ['127.0.0.1'],
  openId,
  clientSecret,
  authenticator = ['manager'],
}: Wish = {}) {
  const { folder, config: _ } = place()
  const data = `${folder}/data`
  const said: string[] = []
  const note = (words: string, fields?: object) => void said.push(`${words} ${JSON.stringify(fields ?? {})}`)
  const log = { info: note, warn: note, error: note }
  const host: Host = createHost({
    publicUrl: URL_OF,
    folder: data,
    directory: `${folder}/directory.yaml`,
    localPages: false,
    log,
  })
  const db = openDatabase(dataFile(data))
  const time = { seconds: Math.floor(Date.now() / 1000), steadyMs: 0 }
  const pass = (seconds: number) => {
    time.seconds += seconds
    time.steadyMs += seconds * 1000
  }
  const nowSeconds = () => time.seconds
  const sessions = new Sessions(db, nowSeconds)
  const accounts = new Accounts(db, nowSeconds)
  const programKeys = new ProgramKeys(db, nowSeconds)
  const byAccount = {
    signIn: signInByAccount({
      accounts,
      sessions,
      passwords: createPasswords({ N: 16, r: 1, p: 1 }),
      attempts: createAttempts(() => time.steadyMs),
      authenticator,
      nowSeconds,
      log,
      publicUrl: URL_OF,
    }),
    signInRoutes: ACCOUNT_ROUTES,
  }
  const byProvider = {
    publicUrl: URL_OF,
    signIn: { authenticator: [...authenticator], ...defined({ openId }) },
    ...defined({ clientSecret }),
  }
  const signIn = openId ? signInOf(byProvider, { db, sessions, host, log }) : byAccount
  const server = createHttpServer(host, production({ sessions, programKeys, ...signIn, proxies }))
  onTestFinished(async () => {
    server.close()
    server.closeAllConnections()
    db.close()
    await host.stop()
  })
  await host.start()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    host,
    accounts,
    sessions,
    programKeys,
    port,
    said,
    pass,
    nowSeconds,
    browser: (from?: string) => new Browser(port, from),
  }
}
