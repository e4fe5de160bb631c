import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SettingError } from '../../../shared/kernel/errors.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { type Restored, restore } from '../backup.ts'
import { dataFile } from '../data-folder.ts'
import { backupsIn } from './backups.ts'
import type { Production } from './config.ts'

/** Whoever is so slow to say that it lives keeps nobody's promises. */
const PATIENCE_MS = 10_000

export interface TakenOver extends Restored {
  readonly file: string
}

/**
 * Puts the newest backup that was copied here in place on a second machine, whose data folder is empty, unless the first one still
 * answers: two that live page everybody twice.
 *
 * @throws SettingError
 */
export async function takeOver(
  {
    dataDir,
    backup,
    publicUrl,
  }: Pick<Production, 'dataDir' | 'publicUrl'> & {
    readonly backup: Pick<Production['backup'], 'folder'>
  },
  now: Instant,
): Promise<TakenOver> {
  if (await lives(publicUrl))
    throw new SettingError({
      zh: `${publicUrl} 那边的系统还活着：先在那台机器上停掉（systemctl disable --now chengnuo），否则每个人会被呼叫两次`,
      en: `the system at ${publicUrl} still lives: stop it there first (systemctl disable --now chengnuo), or everybody is paged twice`,
    })
  if (existsSync(dataFile(dataDir)))
    throw new SettingError({
      zh: `${dataDir} 里已经有数据：备机的数据文件夹要是空的；要换回备份，用 npm run restore`,
      en: `${dataDir} holds data already: a standby's data folder is empty; to put a backup in their place, npm run restore`,
    })
  const name = backupsIn(backup.folder).at(-1)
  if (name === undefined)
    throw new SettingError({
      zh: `${backup.folder} 里没有备份：先从第一台机器复制过来`,
      en: `there is no backup in ${backup.folder}: copy those of the first machine there`,
    })
  const file = join(backup.folder, name)
  return { file, ...restore(dataDir, file, now) }
}

/** Whatever else answers there, such as a proxy with nothing behind it, is not it. */
async function lives(publicUrl: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL('/health', publicUrl), { signal: AbortSignal.timeout(PATIENCE_MS) })
    const { status } = (await answer.json()) as { readonly status?: unknown }
    return status === 'ok' || status === 'late'
  } catch {
    return false
  }
}
