import { join } from 'node:path'
import { ON_ONE_MACHINE } from '../../functions/channels/on-one-machine.ts'
import { chosen } from '../../functions/channels/through.ts'
import { SettingError } from '../../shared/kernel/errors.ts'
import { requireUrl } from '../../shared/kernel/setting.ts'
import type { Channel } from '../../shared/ports/messaging.ts'
import { isLoopbackName } from './http/guard.ts'

/** What the environment says of the embedded system. */
export interface Settings {
  readonly port: number
  readonly bind: string
  readonly folder: string
  readonly publicUrl: string
  readonly directory?: string
  readonly heartbeatUrl?: string
  /** Whether the pages that let whoever reaches them act as anyone are there. */
  readonly localPages: boolean
  /** By which messages really leave. */
  readonly channels: readonly Channel[]
}

/** @throws SettingError for the first one that does not do. An empty one counts as left out. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = portOf(env.PORT || '8787')
  const directory = env.DIRECTORY || undefined
  const heartbeatUrl = env.HEARTBEAT_URL || undefined
  if (heartbeatUrl) requireUrl('HEARTBEAT_URL', heartbeatUrl, ['http:', 'https:'], 'https://watch.example.com/ping/…')
  const bind = env.HOST || '127.0.0.1'
  const publicUrl = publicUrlOf(env.PUBLIC_URL || `http://127.0.0.1:${port}`)
  return {
    port,
    bind,
    localPages: localPagesOf(env.LOCAL_PAGES || undefined, bind, publicUrl),
    folder: env.DATA_DIR || join(import.meta.dirname, '../../.data'),
    publicUrl,
    channels: chosen(ON_ONE_MACHINE, env),
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

/**
 * Where anybody else can reach the system they are off: by its own address always, by a proxy unless the operator has seen to
 * it. A proxy may hide that a request comes from elsewhere.
 */
function localPagesOf(written: string | undefined, bind: string, publicUrl: string): boolean {
  const isAlone = isLoopbackName(bind)
  if (written === undefined) return isAlone && isLoopbackName(new URL(publicUrl).hostname)
  if (written !== 'on' && written !== 'off')
    throw new SettingError({
      zh: `LOCAL_PAGES 只能是 on 或 off，不是 "${written}"`,
      en: `LOCAL_PAGES is on or off, not "${written}"`,
    })
  if (written === 'on' && !isAlone)
    throw new SettingError({
      zh: `HOST=${bind} 时别人也能连到这里，而本机页面能以任何人登录：去掉 LOCAL_PAGES=on，或去掉 HOST`,
      en: `with HOST=${bind} others reach this machine, and the local pages log in as anyone: leave out LOCAL_PAGES=on, or HOST`,
    })
  return written === 'on'
}

function publicUrlOf(written: string): string {
  requireUrl('PUBLIC_URL', written, ['http:', 'https:'], 'https://service.example.com')
  return withoutSlashes(written)
}

const withoutSlashes = (url: string): string => (url.endsWith('/') ? withoutSlashes(url.slice(0, -1)) : url)
