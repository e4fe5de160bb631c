import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { parse, stringify } from 'yaml'

/** The demo's directory as a supplier's own would be: nobody in it is the demo's. */
export function ownDirectory(): string {
  const demo = parse(readFileSync('infra/local/demo/directory.yaml', 'utf8'))
  for (const person of demo.people) {
    person.phone = person.phone.replace('+86138001381', '+86139001391')
    person.email = `${person.id}@supplier.example.com`
  }
  for (const customer of demo.customers) customer.name = `${customer.name}（甲）`
  return stringify(demo)
}

/** A folder with a configuration that would start, but for what a test changes of it. */
export function place() {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-serve-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = (name: string, content: string, mode = 0o600): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    chmodSync(path, mode)
    return path
  }
  file('directory.yaml', ownDirectory())
  file('webhook.secret', 'a secret of the webhook\n')
  file('smtp.secret', 'a password\n')
  file('hotline.secret', 'a secret of the hotline\n')
  const config = (changes: Readonly<Record<string, unknown>> = {}): string =>
    file('chengnuo.yaml', stringify({ ...WHOLE, ...changes }), 0o644)
  return { folder, file, config }
}

export const CHANNELS = {
  WEBHOOK_URL: 'http://127.0.0.1:9/',
  WEBHOOK_SECRET: { file: 'webhook.secret' },
  SMTP_URL: 'smtp://service@127.0.0.1:9',
  SMTP_PASSWORD: { file: 'smtp.secret' },
  MAIL_FROM: 'service@supplier.example.com',
}

const WHOLE = {
  dataDir: 'data',
  listen: { port: 0 },
  publicUrl: 'https://cn.example.com',
  proxies: ['127.0.0.1'],
  directory: 'directory.yaml',
  hotline: { secret: { file: 'hotline.secret' } },
  channels: CHANNELS,
  backup: { folder: 'backups', at: ['03:30'], keep: 3 },
}
