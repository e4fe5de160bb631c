import type { Server } from 'node:http'
import { onTestFinished } from 'vitest'
import { signatureOf } from '../../functions/hotline/hmac-signature.ts'
import { createHost, type Host, type HostOptions } from '../../infra/local/host.ts'
import { addressOf, createHttpServer } from '../../infra/local/http/server.ts'
import type { OutboxEntry } from '../../infra/local/outbox.ts'
import { playground } from '../../infra/local/playground/front.ts'
import type { LoanerUnit } from '../../shared/directory/directory.ts'
import { durationMs, type Instant, later } from '../../shared/kernel/instant.ts'
import type { Action } from '../../shared/repair/actions.ts'
import { fileContracts } from '../../shared/use-cases/contract-ledger.ts'
import { type Answer, CUSTOMERS, MAILS, PEOPLE, send } from './edge.ts'
import { at, localTime } from './play.ts'

export { type Answer, CUSTOMERS, MAILS } from './edge.ts'

/** A link's address in a world; requests go to wherever its server listens. */
const PUBLIC_URL = 'https://cn.example.com'

/** A message as the test reads it. */
export interface Taken {
  readonly text: string
  readonly link: string
  readonly at: Instant
}

/**
 * The embedded system as the outside sees it: signed webhooks, links, the staff API, a clock that is moved. Every page and mail
 * must be expected by the test, and every error logged: what nobody took fails it at the end.
 */
export class World {
  readonly host: Host
  readonly #server: Server
  readonly #tokens = new Map<string, string>()
  #seen = 0
  #calls = 0
  #waiting: OutboxEntry[] = []
  readonly #errors: string[]

  private constructor(host: Host, server: Server, errors: string[]) {
    this.host = host
    this.#server = server
    this.#errors = errors
  }

  /** A world that ends with the test; until then time stands still but where the test moves it. */
  static async start(
    now: Instant,
    { papers = 'filed', ...options }: Partial<HostOptions> & { readonly papers?: 'filed' | 'missing' } = {},
  ): Promise<World> {
    const errors: string[] = []
    const log = { info: () => {}, warn: () => {}, error: noteIn(errors) }
    const host = createHost({ publicUrl: PUBLIC_URL, frozenAt: now, log, ...options })
    const server = createHttpServer(host, playground())
    const world = new World(host, server, errors)
    onTestFinished(({ task }) => world.#end(task.result?.state === 'fail'))
    // Whatever the demo's contracts owed before is nobody's question, unless a test asks it.
    if (papers === 'filed' && !options.directory) await fileContracts(host.deps, host.demo.contracts)
    await host.start()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return world
  }

  async #end(failed: boolean): Promise<void> {
    await this.host.idle()
    this.#collect()
    this.hangUp()
    await this.host.stop()
    if (failed) return
    if (this.#waiting.length) throw new Error(`Unexpected messages:\n${this.#listing()}`)
    if (this.#errors.length) throw new Error(`Unexpected errors:\n${this.#errors.join('\n')}`)
  }

  /** As `npm start` does when it is told to stop. */
  hangUp(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  get now(): Instant {
    return this.host.clock.now()
  }
  get url(): string {
    return addressOf(this.#server)
  }

  /** Lets time pass, as `POST /local/clock` does. */
  async advance(duration: string): Promise<void> {
    await this.advanceTo(later(this.now, durationMs(duration)))
  }
  async advanceTo(instant: Instant): Promise<void> {
    await this.host.idle()
    await this.host.advance(instant)
    await this.host.idle()
  }

  /** A signed hotline call from another system; the police call unless the fields say otherwise. */
  async call(fields: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const { caller, serial } = CUSTOMERS.police
    // A word of the police's plan; the others have words of their own.
    const severity = 'caller' in fields && fields.caller !== caller ? {} : { severity: 'urgent' }
    const callId = `call-${++this.#calls}`
    return this.postCall(JSON.stringify({ callId, caller, serial, ...severity, symptoms: '无法开机', ...fields }))
  }
  async postCall(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const timestamp = String(Math.floor(Date.parse(this.now) / 1000))
    const signed = {
      'content-type': 'application/json',
      'x-chengnuo-timestamp': timestamp,
      'x-chengnuo-signature': signatureOf(this.host.secrets.hotline, timestamp, body),
    }
    return this.fetch('/hotline/calls', { method: 'POST', headers: { ...signed, ...headers }, body })
  }
  /** A call that must be taken. Gives the repair's id. */
  async report(fields: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { status, json, text } = await this.call(fields)
    if (status !== 201) throw new Error(`The call was answered with ${status}: ${text}`)
    return json.repairId
  }

  /** A request; when it is answered, whatever it set off has come to rest. */
  async fetch(path: string, init: RequestInit = {}): Promise<Answer> {
    const answer = await send(`${this.url}${path}`, init)
    await this.host.idle()
    return answer
  }

  /** Taps a button on a link's page. */
  tap(link: string, action: string, fields: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.fetch(link, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ action, ...fields }).toString(),
    })
  }

  /** The staff API, as a dispatcher unless told otherwise; `engineer/chen-wei` is that engineer. */
  async api(path: string, body?: unknown, who = 'dispatcher'): Promise<Answer> {
    return this.fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await this.#token(who)}`,
        ...(!(body instanceof FormData) && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    })
  }
  /** The same as a form of the console sends it. */
  async form(path: string, fields: Readonly<Record<string, string>>, who = 'dispatcher'): Promise<Answer> {
    return this.fetch(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${await this.#token(who)}`, 'accept-language': 'zh-CN' },
      body: new URLSearchParams(fields),
    })
  }
  act(repairId: string, action: Action, who?: string): Promise<Answer> {
    return this.api(`/api/repairs/${repairId}/actions`, action, who)
  }
  // biome-ignore lint/suspicious/noExplicitAny: the API's answer is what the test says it is
  async repair(repairId: string): Promise<any> {
    return (await this.api(`/api/repairs/${repairId}`)).json
  }
  /** How the clauses of a repair stand: `{ 'R5 responded': 'broken PT1M', … }`; later rounds as `R5 responded 2`. */
  async clocks(repairId: string): Promise<Readonly<Record<string, string>>> {
    const { clocks } = await this.repair(repairId)
    return Object.fromEntries(
      clocks.map((clock: { clause: string; milestone: string; round: number; state: string; lateBy?: string }) => [
        `${clock.clause} ${clock.milestone}${clock.round > 1 ? ` ${clock.round}` : ''}`,
        clock.lateBy ? `${clock.state} ${clock.lateBy}` : clock.state,
      ]),
    )
  }

  /** Takes the next SMS to this person; fails when there is none. */
  sms(person: string, text: string | RegExp = ''): Taken {
    const fits = (entry: OutboxEntry) => entry.kind === 'sms' && nameOf(entry) === person && matches(entry.text, text)
    return this.#take(`SMS to ${person} (${text})`, fits)
  }
  /** Takes the next call to this person; its link is where the key goes. */
  ring(person: string, text = ''): Taken {
    const fits = (entry: OutboxEntry) => entry.kind === 'call' && nameOf(entry) === person && entry.text.includes(text)
    const taken = this.#take(`call to ${person}`, fits)
    return { ...taken, link: `${taken.link}/key` }
  }
  /** Takes the next mail with this in its subject. */
  mail(subject: string | RegExp, to: string = MAILS.police): Taken {
    const fits = (entry: OutboxEntry) =>
      entry.kind === 'email' && entry.to === to && matches(entry.subject ?? '', subject)
    return this.#take(`mail "${subject}" to ${to}`, fits)
  }
  /** Takes what was logged as an error. */
  errors(): string[] {
    return this.#errors.splice(0)
  }
  /** Takes everything there is, oldest first. */
  messages(): OutboxEntry[] {
    this.#collect()
    return this.#waiting.splice(0)
  }
  /**
   * Takes everything there is, as it would be told: `02:13 wang-qiang: …` or `02:13 mail: <subject>`, links as
   * `<link>`; an instant's pages before its mails, which are delivered in the background.
   */
  story(): string[] {
    const order = ({ at, kind }: OutboxEntry) => `${at}${kind === 'sms' ? 0 : 1}`
    const inOrder = this.messages().toSorted((one, other) => order(one).localeCompare(order(other)))
    return inOrder.map((entry) => {
      const text = entry.text.replace(/https:\S+/, '<link>')
      const seconds = entry.at.slice(16, -1).replace(/^:00\.000$/, '')
      return `${localTime(entry.at)}${seconds} ${entry.kind === 'sms' ? `${nameOf(entry)}: ${text}` : `mail: ${entry.subject}`}`
    })
  }

  /** Puts a unit to lend on the shelf. */
  async stock(loaner: LoanerUnit): Promise<void> {
    await this.host.deps.directory.merge({ loaners: [loaner] })
  }

  async #token(who: string): Promise<string> {
    const known = this.#tokens.get(who)
    if (known) return known
    const [role, subject = role] = who.split('/')
    const { json } = await send(`${this.url}/local/login`, { method: 'POST', body: JSON.stringify({ role, subject }) })
    this.#tokens.set(who, json.token)
    return json.token
  }
  #take(what: string, fits: (entry: OutboxEntry) => boolean): Taken {
    this.#collect()
    const index = this.#waiting.findIndex(fits)
    const [taken] = index < 0 ? [] : this.#waiting.splice(index, 1)
    if (!taken) throw new Error(`No ${what}; there are:\n${this.#listing()}`)
    const link = /https:\/\/cn\.example\.com(\/[pci]\/[\w-]+)/.exec(taken.text)?.[1] ?? ''
    return { text: taken.text, link, at: taken.at }
  }
  #collect(): void {
    const fresh = this.host.outbox
      .list(100_000)
      .filter(({ id }) => id > this.#seen)
      .reverse()
    this.#seen = fresh.at(-1)?.id ?? this.#seen
    this.#waiting.push(...fresh)
  }
  #listing(): string {
    return this.#waiting.map((entry) => `  ${entry.at} ${nameOf(entry)} ${entry.subject ?? entry.text}`).join('\n')
  }
}

const noteIn =
  (errors: string[]) =>
  (message: string, fields: Readonly<Record<string, unknown>> = {}) =>
    void errors.push(`${message} ${Object.values(fields).map(inWords).join(' ')}`)
const inWords = (value: unknown): string =>
  value instanceof Error ? (value.stack ?? value.message) : JSON.stringify(value)
const nameOf = ({ to }: OutboxEntry): string => PEOPLE[to] ?? to
const matches = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)

/** A repair of the night that its engineer has taken, and the links to it. */
export async function takenAtNight() {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const engineer = world.sms('wang-qiang').link
  const customer = world.mail('报修已受理').link
  await world.tap(engineer, 'acknowledge')
  world.messages()
  return { world, id, engineer, customer }
}
