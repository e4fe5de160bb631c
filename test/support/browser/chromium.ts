import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Where Debian puts it; other systems say. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const hasChromium = existsSync(CHROMIUM)
if (!hasChromium)
  console.warn(`\n!! BROWSER TESTS SKIPPED: there is no Chromium at ${CHROMIUM}. Install it, or set CHROMIUM.\n`)

/** Its profile is a new folder under the system's temporary one, gone when it closes. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
