import { join } from 'node:path'
import { SettingError } from '../../shared/errors/errors.ts'

/** What the environment says of the embedded system. */
export interface Settings {
  readonly port: number
  readonly bind: string
  readonly folder: string
  readonly publicUrl: string
  readonly directory?: string
  readonly heartbeatUrl?: string
}

/** @throws SettingError for the first one that does not do. An empty one counts as left out. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = portOf(env.PORT || '8787')
  const directory = env.DIRECTORY || undefined
  if (env.SMTP_URL) requireUrl('SMTP_URL', env.SMTP_URL, ['smtp:', 'smtps:'], 'smtp://user:password@host:587')
  const heartbeatUrl = env.HEARTBEAT_URL || undefined
  if (heartbeatUrl) requireUrl('HEARTBEAT_URL', heartbeatUrl, ['http:', 'https:'], 'https://watch.example.com/ping/…')
  return {
    port,
    bind: env.HOST || '127.0.0.1',
    folder: env.DATA_DIR || join(import.meta.dirname, '../../.data'),
    publicUrl: publicUrlOf(env.PUBLIC_URL || `http://127.0.0.1:${port}`),
    ...(directory && { directory }),
    ...(heartbeatUrl && { heartbeatUrl }),
  }
}

function portOf(written: string): number {
  const port = Number(written)
  if (/^\d+$/.test(written) && port <= 65_535) return port
  throw new SettingError({
    zh: `PORT 要写成 0 到 65535 的整数，不是 "${written}"`,
    en: `PORT is a whole number from 0 to 65535, not "${written}"`,
  })
}

function publicUrlOf(written: string): string {
  requireUrl('PUBLIC_URL', written, ['http:', 'https:'], 'https://service.example.com')
  return withoutSlashes(written)
}

const withoutSlashes = (url: string): string => (url.endsWith('/') ? withoutSlashes(url.slice(0, -1)) : url)

function requireUrl(name: string, written: string, protocols: readonly string[], example: string): void {
  if (URL.canParse(written) && protocols.includes(new URL(written).protocol)) return
  // The value may hold a password.
  throw new SettingError({ zh: `${name} 要写成网址，例如 ${example}`, en: `${name} is an address such as ${example}` })
}
