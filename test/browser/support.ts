import { existsSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { createHost, type Host } from '../../infra/local/host.ts'
import { createHttpServer } from '../../infra/local/http/server.ts'
import { playground } from '../../infra/local/playground/front.ts'
import { simulateCall } from '../../infra/local/playground/simulate.ts'
import type { Actor } from '../../shared/kernel/actor.ts'
import { durationMs, type Instant, later } from '../../shared/kernel/instant.ts'
import type { Action } from '../../shared/repair/actions.ts'
import { act } from '../../shared/use-cases/act.ts'
import { hasChromium, openBrowser } from '../support/browser/chromium.ts'
import { freePort } from '../support/free-port.ts'

export { hasChromium } from '../support/browser/chromium.ts'

const isBuilt = existsSync(join(import.meta.dirname, '../../dist/console/index.html'))
if (!isBuilt) console.warn('\n!! BROWSER TESTS OF THE CONSOLE SKIPPED: npm run console builds it.\n')
export const hasConsole = hasChromium && isBuilt

const CLOSES_WITHIN_MS = 10_000

export const PHONE = { width: 360, height: 740 }
export const DESK = { width: 1200, height: 900 }
export const WIDE = { width: 1440, height: 900 }
/** How a room of the console is looked at. */
export const LOOKS = [
  ['light', WIDE],
  ['dark', WIDE],
  ['light', DESK],
  ['light', PHONE],
] as const

/** Whom the console's first page lets in, by what they press there. */
export const ROLES = { dispatcher: /^客服/, manager: /^服务经理/, engineer: /^工程师/, viewer: /^只读/ }

/** A night's report, by its fields. */
export const REPORT = {
  callId: 'c1',
  serial: 'BWC-2025-0117',
  caller: '+8613800138001',
  severity: 'urgent',
  symptoms: '无法开机，指示灯不亮',
}
/** Who does it elsewhere. */
export const MANAGER: Actor = { kind: 'staff', id: 'liu-fang', name: '刘芳', manager: true }

/** A browser for a suite; for each of its tests a place at that instant, and whoever reads there. Nobody may have had anything to complain of. */
export function onStage(now: Instant) {
  let browser: Browser
  let place: Place
  const readers: Reader[] = []
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    place = await Place.open(now)
  })
  afterEach(async () => {
    // Chromium can take a minute over a page that is just loading itself anew; the browser's own end ends that too.
    for (const { context } of readers) await Promise.race([context.close(), sleep(CLOSES_WITHIN_MS)])
    await place.close()
    // Whatever else happened: no error in the console, so no page's policy was in the way, and no request to anyone else.
    expect(readers.splice(0).flatMap(({ complaints }) => complaints)).toEqual([])
  })
  /** An empty page of somebody new. */
  const reader = async (options: ReaderOptions = {}): Promise<Page> => {
    const someone = await Reader.of(browser, place, options)
    readers.push(someone)
    return someone.context.newPage()
  }
  return {
    get place(): Place {
      return place
    },
    reader,
    /** The console, as one of its roles. */
    async enter(role: keyof typeof ROLES, path: string, options: ReaderOptions = {}): Promise<Page> {
      const page = await reader({ viewport: WIDE, scripts: true, ...options })
      await enterAs(page, role, path)
      return page
    },
    /** The browser notes each line that the test broke. */
    forgive(broken: string): void {
      for (const { complaints } of readers)
        complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.includes(broken)))
    },
  }
}

export async function enterAs(page: Page, role: keyof typeof ROLES, path: string): Promise<void> {
  await page.goto(`/console${path}`)
  await page.getByRole('button', { name: ROLES[role] }).click()
  await page.locator('main.room h1').first().waitFor({ state: 'attached' })
  // Where a room tells that it is live; on a phone the sign is hidden, and where nothing moves there is none.
  const live = page.locator('.live')
  if ((await live.count()) > 0) await page.getByText(/^实时/).first().waitFor({ state: 'attached' })
}

/** The embedded system at an address of its own, so that the links it sends can be followed. */
class Place {
  readonly url: string
  readonly host: Host
  readonly #server: Server

  private constructor(url: string, host: Host, server: Server) {
    this.url = url
    this.host = host
    this.#server = server
  }

  /** Time stands still but where the test moves it. */
  static async open(now: Instant): Promise<Place> {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const host = createHost({ publicUrl: url, frozenAt: now, log: SILENT })
    const server = createHttpServer(host, playground())
    await host.start()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    return new Place(url, host, server)
  }

  async close(): Promise<void> {
    await this.host.idle()
    this.#server.close()
    this.#server.closeAllConnections()
    await this.host.stop()
  }

  /** Every line to it breaks. */
  cut(): void {
    this.#server.closeAllConnections()
  }

  /** Somebody calls the hotline: the number of the repair. */
  async report(fields: Readonly<Record<string, string>>): Promise<string> {
    const { status, body } = await simulateCall(this.host, this.url, new URLSearchParams(fields))
    await this.host.idle()
    if (status > 201) throw new Error(`The call was answered with ${status}: ${body}`)
    return JSON.parse(body).repairId
  }

  /** Somebody does something to a repair elsewhere. */
  async act(id: string, action: Action, actor: Actor = MANAGER): Promise<void> {
    expect(await act(this.host.deps, id, action, actor)).toMatchObject({ outcome: 'done' })
    await this.host.idle()
  }

  async advance(duration: string): Promise<void> {
    await this.host.idle()
    await this.host.advance(later(this.host.clock.now(), durationMs(duration)))
    await this.host.idle()
  }
}

const SILENT = {
  info: () => {},
  warn: () => {},
  error: (message: string, fields?: object) => console.error(message, fields),
}

/** What was measured on a page; the lists name what falls short. */
export interface Measured {
  readonly texts: number
  readonly tooWide: number
  readonly faint: readonly string[]
  readonly small: readonly string[]
}
const MEASURE = readFileSync(join(import.meta.dirname, '../support/browser/measure.js'), 'utf8')
export const measure = (page: Page): Promise<Measured> => page.evaluate<Measured>(MEASURE)

/** Nothing hangs out at the side, nothing is too faint, and there is something to read. */
export async function expectReadable(page: Page, where: string): Promise<void> {
  const { tooWide, faint, texts } = await measure(page)
  expect(texts, where).toBeGreaterThan(5)
  expect({ where, tooWide, faint }).toEqual({ where, tooWide: 0, faint: [] })
}

interface ReaderOptions {
  readonly viewport?: typeof PHONE
  readonly colorScheme?: 'light' | 'dark'
  readonly locale?: string
  readonly scripts?: boolean
}

/** Someone with a browser, scripts switched off but for the console, of whom everything that must not happen is kept. */
class Reader {
  readonly context: BrowserContext
  /** Errors in the console and requests to anywhere else. */
  readonly complaints: string[] = []

  private constructor(context: BrowserContext, url: string) {
    this.context = context
    context.setDefaultTimeout(10_000)
    context.on('console', (message) => {
      // Chromium reports each page of status 4xx there; what such a page says is tested.
      const isStatus = message.text().startsWith('Failed to load resource: the server responded with a status of 4')
      // So it does of a line that the test has cut.
      const isCut = /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET)$/.test(message.text())
      if (message.type() === 'error' && !isStatus && !isCut) this.complaints.push(message.text())
    })
    context.on('weberror', ({ error }) => void this.complaints.push(String(error())))
    context.on('request', (request) => {
      if (!request.url().startsWith(`${url}/`)) this.complaints.push(`request to ${request.url()}`)
    })
  }

  static async of(browser: Browser, place: Place, options: ReaderOptions = {}): Promise<Reader> {
    const { viewport = PHONE, colorScheme = 'light', locale = 'zh-CN', scripts = false } = options
    const settings = { viewport, colorScheme, locale, javaScriptEnabled: scripts, baseURL: place.url }
    return new Reader(await browser.newContext(settings), place.url)
  }
}
