import { join } from 'node:path'
import { consoleLog } from './console-log.ts'
import { createHost } from './host.ts'
import { addressOf, createHttpServer } from './http/server.ts'
import type { OutboxEntry } from './outbox.ts'

/** Starts the embedded system: `npm start`. */

const port = Number(process.env.PORT ?? 8787)
const bind = process.env.HOST ?? '127.0.0.1'
const folder = process.env.DATA_DIR ?? join(import.meta.dirname, '../../.data')
const publicUrl = (process.env.PUBLIC_URL ?? `http://127.0.0.1:${port}`).replace(/\/$/, '')

const { DIRECTORY } = process.env
const host = createHost({ folder, publicUrl, log: consoleLog, ...(DIRECTORY && { directory: DIRECTORY }) })
host.outbox.onMessage(printMessage)
const server = createHttpServer(host)
await host.start()
server.listen(port, bind, () => printWelcome(addressOf(server)))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())

async function stop(): Promise<void> {
  server.close()
  server.closeAllConnections()
  await host.stop()
  process.exit(0)
}

function printMessage({ kind, to, text, subject }: OutboxEntry): void {
  console.log(kind === 'sms' ? `📱 ${to}  ${text}` : `✉️  ${to}  ${subject}`)
}

function printWelcome(address: string): void {
  const { hotline, twilio } = host.secrets
  console.log(`
承诺 Chengnuo is running · 正在运行

  Play a hotline call · 模拟报修     ${address}/local/simulator
  Phones and mailbox · 手机与邮箱   ${address}/local/outbox
  API description                   ${address}/api/openapi.json

  Sign POST /hotline/calls with     HOTLINE_SECRET=${hotline}
  Sign Twilio webhooks with         TWILIO_AUTH_TOKEN=${twilio}
  Data in                           ${folder}
  Its clock shows                   ${host.clock.now()}

A whole night in a few seconds · 几秒看完一夜:  npm run demo
Stop with Ctrl-C; everything open goes on at the next start.
`)
}
