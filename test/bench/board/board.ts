import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { Directory } from '../../../shared/directory/directory.ts'
import { hasChromium, openBrowser } from '../../support/browser/chromium.ts'
import { makeCalls } from '../callers.ts'
import { benchDirectory } from '../directory.ts'
import { figuresOf, type Measured } from '../figures.ts'
import { newFolder, SECRET, System } from '../system.ts'

const SLOWER = 4
const ROSTERS = 20
const LIMIT_MS = 60_000
/** See `infra/local/http/change-streams.ts`. */
const GATHER_MS = 250
const WATCH = readFileSync(join(import.meta.dirname, 'watch.js'), 'utf8')

/**
 * The board with many open repairs in Chromium at a quarter of this machine's speed: how soon all of them stand there in a new
 * window, nothing of it in the browser's cache, and how soon a row follows once its event has reached the window.
 */
export async function measureBoard({ runs, repairs }: { runs: number; repairs: number }): Promise<Measured> {
  if (!hasChromium) return { figures: [], notes: ['No Chromium: the board was not measured.'], faults: [] }
  const system = await System.start(await newFolder(fewRosters(benchDirectory(repairs, ['C']))))
  await makeCalls({ url: system.url, secret: SECRET, first: 0, count: repairs, pace: { atOnce: 8 } })
  await system.rest(600_000)
  const browser = await openBrowser()
  try {
    return measured(repairs, await inTurn(runs, () => look(browser, system.url, repairs)))
  } finally {
    await browser.close()
    await system.endAndForget()
  }
}

async function inTurn<T>(runs: number, play: () => Promise<T>): Promise<T[]> {
  const done = []
  for (let run = 0; run < runs; run++) done.push(await play())
  return done
}

const measured = (repairs: number, done: readonly Look[]): Measured => ({
  figures: figuresOf(done, {
    shown: { name: `board of ${repairs} open repairs, CPU slowed ${SLOWER}×: shown`, unit: 'ms', target: 1500 },
    updated: { name: 'board: a row follows once its event has come', unit: 'ms', target: 100 },
    saved: { name: 'board: a row follows after the answer to what changed it', unit: 'ms' },
  }),
  notes: [
    `The board is opened in a new window of Chromium with an empty cache; shown: all rows are counted and in order. The host runs beside it, unslowed; what is saved within ${GATHER_MS} ms goes to windows together.`,
  ],
  // A window that never shows what it should ends the bench.
  faults: [],
})

interface Look {
  readonly shown: number
  readonly updated: number
  readonly saved: number
}
type Noted = Readonly<Record<'shown' | 'heard' | 'updated', number>>

async function look(browser: Browser, url: string, repairs: number): Promise<Look> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', baseURL: url })
  await context.request.post('/local/login', { data: { role: 'manager', subject: 'manager-0' } })
  const page = await context.newPage()
  await page.addInitScript({ content: WATCH.replace('REPAIRS', JSON.stringify(String(repairs))) })
  const devTools = await context.newCDPSession(page)
  await devTools.send('Runtime.enable')
  await devTools.send('Runtime.addBinding', { name: 'tellOutside' })
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const isShown = once(devTools, 'shown')
  await page.goto('/console/board')
  const { shown } = await isShown
  // Until it stands still: what is loaded afterwards is none of the event's.
  await page.waitForTimeout(1500)
  const changed = await change(page, url, once(devTools, 'updated'))
  await context.close()
  return { shown, ...changed }
}

/** What was noted, once this is among it. */
const once = (devTools: CDPSession, what: keyof Noted): Promise<Noted> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${what}: not within ${LIMIT_MS} ms`)), LIMIT_MS)
    devTools.on('Runtime.bindingCalled', ({ payload }) => {
      const noted: Noted = JSON.parse(payload)
      if (noted[what] === undefined) return
      clearTimeout(late)
      resolve(noted)
    })
  })

/** Whoever is paged for the repair on top has said by phone that they take it. */
async function change(page: Page, origin: string, isUpdated: Promise<Noted>): Promise<Omit<Look, 'shown'>> {
  const id = String(await page.locator('.board .line .c-id').first().textContent())
  await page.evaluate(`noted.id = ${JSON.stringify(id)}`)
  // Their names are their ids: `工程师 first 0`.
  const [, role, site] =
    /工程师 (\w+) (\d+)/.exec(String(await page.locator('.board .line').first().textContent())) ?? []
  const data = { type: 'acknowledge', person: `${role}-${site}`, how: 'phone' }
  const answer = await page.context().request.post(`/api/repairs/${id}/actions`, { data, headers: { origin } })
  const answeredAt = performance.now()
  if (!answer.ok()) throw new Error(`${id} was not taken: ${await answer.text()}`)
  const { heard, updated } = await isUpdated
  return { updated: updated - heard, saved: performance.now() - answeredAt }
}

/** As people are organised: many sites to a roster. */
const fewRosters = (directory: Directory): Directory => {
  const rosters = directory.rosters.slice(0, ROSTERS)
  return {
    ...directory,
    rosters,
    people: directory.people.slice(0, 4 * ROSTERS),
    sites: directory.sites.map((site, index) => ({ ...site, roster: `roster-${index % ROSTERS}` })),
  }
}
