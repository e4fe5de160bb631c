import { parseArgs } from 'node:util'
import { maskLinks } from '../../shared/kernel/mask.ts'
import type { Language } from '../../shared/kernel/text.ts'
import { printFailure } from '../failure.ts'
import { commandLanguage, machineLanguage } from '../language.ts'
import { consoleLog } from './console-log.ts'
import { createHost, type Host } from './host.ts'
import { isConsoleBuilt } from './http/console.ts'
import { addressOf, createHttpServer } from './http/server.ts'
import type { OutboxEntry } from './outbox.ts'
import { playground } from './playground/front.ts'
import { requireFree, run } from './run.ts'
import { readSettings, type Settings } from './settings.ts'

/** Starts the embedded system: `npm start`. Why it cannot is said in a sentence, in the language of `--lang` or of the machine. */

try {
  await start(readSettings(process.env), commandLanguage(asked()))
} catch (error) {
  printFailure(error, languageOfFailure())
  process.exit(1)
}

async function start(settings: Settings, language: Language): Promise<void> {
  const { port, bind } = settings
  await requireFree(port, bind)
  const host = createHost({ ...settings, language, log: consoleLog })
  host.outbox.onMessage(printMessage(settings))
  const server = createHttpServer(host, playground(settings))
  await run(host, server, settings)
  printWelcome(host, addressOf(server), settings)
}

function asked(): string | undefined {
  return parseArgs({ options: { lang: { type: 'string' } } }).values.lang
}

/** Also where the language itself is what is wrong. */
function languageOfFailure() {
  try {
    return commandLanguage(asked())
  } catch {
    return machineLanguage(process.env)
  }
}

/** In earnest, what is printed ends up in somebody's journal. */
function printMessage({ localPages, channels }: Settings): (entry: OutboxEntry) => void {
  const isPlayground = localPages && channels.length === 0
  return ({ kind, to, text, subject }) =>
    console.log(
      kind === 'email'
        ? `✉️  ${to}  ${subject}`
        : `${kind === 'call' ? '📞' : '📱'} ${to}  ${isPlayground ? text : maskLinks(text)}`,
    )
}

function printWelcome({ secrets, clock }: Host, address: string, { folder, localPages }: Settings): void {
  const desk = isConsoleBuilt() ? address : 'not built · 没有构建：npm run console'
  const off = '  Local pages and logins · 本机页面  off · 未打开 (HOST, PUBLIC_URL, LOCAL_PAGES: README)'
  console.log(`
承诺 Chengnuo is running · 正在运行

${localPages ? `  Console · 控制台                  ${desk}` : off}
  API description                   ${address}/api/openapi.json

  Sign POST /hotline/calls with     HOTLINE_SECRET=${secrets.hotline}
  Sign Twilio webhooks with         TWILIO_AUTH_TOKEN=${secrets.twilio}
  Data in                           ${folder}
  Its clock shows                   ${clock.now()}

A whole night in a few seconds · 几秒看完一夜:  npm run demo
Stop with Ctrl-C; everything open goes on at the next start.
`)
}
