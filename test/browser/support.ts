import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { createHost, type Host } from '../../infra/local/host.ts'
import { createHttpServer } from '../../infra/local/http/server.ts'
import { simulateCall } from '../../infra/local/http/simulate.ts'
import { durationMs, type Instant, later } from '../../shared/kernel/instant.ts'
import { openBrowser } from '../support/browser/chromium.ts'
import { freePort } from '../support/free-port.ts'

export { hasChromium } from '../support/browser/chromium.ts'

export const PHONE = { width: 360, height: 740 }
export const DESK = { width: 1200, height: 900 }

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
    for (const { context } of readers) await context.close()
    await place.close()
    // Whatever else happened: no error in the console, so no page's policy was in the way, and no request to anyone else.
    expect(readers.splice(0).flatMap(({ complaints }) => complaints)).toEqual([])
  })
  return {
    readers,
    get place(): Place {
      return place
    },
    /** An empty page of somebody new. */
    async reader(options: ReaderOptions = {}): Promise<Page> {
      const someone = await Reader.of(browser, place, options)
      readers.push(someone)
      return someone.context.newPage()
    },
  }
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
    const server = createHttpServer(host)
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
