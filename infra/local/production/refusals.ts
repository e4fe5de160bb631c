import { statSync } from 'node:fs'
import { SettingError } from '../../../shared/kernel/errors.ts'
import { toMs } from '../../../shared/kernel/instant.ts'
import type { Channel } from '../../../shared/ports/messaging.ts'
import type { Host } from '../host.ts'
import { seedDirectory } from '../seed.ts'
import type { Production } from './config.ts'

// What keeps production from starting, each with what to do about it.

/** Before anything is opened. @throws BadRequestError */
export function refuseSettings({ dataDir, backup, given, placed }: Production, channels: readonly Channel[]): void {
  for (const [at, folder] of [
    ['dataDir', dataDir],
    ['backup.folder', backup.folder],
  ] as const)
    if ((statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) & 0o007)
      throw placed(
        at,
        `这台机器上谁都能进 ${folder}：chmod 700 ${folder}`,
        `everybody on this machine can read ${folder}: chmod 700 ${folder}`,
      )
  if (!channels.some(({ carries }) => carries === 'text'))
    throw placed(
      'channels',
      '没有能叫人的渠道：至少设好一个发短信的，例如 WEBHOOK_URL 和 WEBHOOK_SECRET',
      'has none that can page: set one that carries text messages, such as WEBHOOK_URL with WEBHOOK_SECRET',
    )
  if (!given.SMTP_URL || !given.MAIL_FROM)
    throw placed(
      'channels',
      '没有能发邮件的渠道：设好 SMTP_URL 和 MAIL_FROM，客户和登录邀请都靠它',
      'has none that carries mail: set SMTP_URL and MAIL_FROM, by which customers and invitations are reached',
    )
}

/** Whose people and customers the demo made up. */
export function refuseDemo(production: Production): void {
  const { directory } = seedDirectory(production.directory)
  const demo = seedDirectory(undefined).directory
  const [invented] = [
    ...directory.people.filter(({ id, phone }) => demo.people.some((one) => one.id === id && one.phone === phone)),
    ...directory.customers.filter(({ id, name }) => demo.customers.some((one) => one.id === id && one.name === name)),
  ]
  if (invented)
    throw production.placed(
      'directory',
      `里面有演示数据（${invented.name}）：换成自己的人员和客户`,
      `holds what the demo has made up (${invented.name}): name people and customers of your own`,
    )
}

/** A clock that somebody has moved, in hours: data of the playground go by it. */
const AHEAD_MS = 60_000

/** Before the host starts. @throws SettingError for data of the playground. */
export async function refusePlayed({ deps, clock }: Host, dataDir: string): Promise<void> {
  const demo = seedDirectory(undefined).directory
  const [person] = demo.people
  const known = person && (await deps.directory.person(person.id))
  const isDemo = known?.phone === person?.phone
  if (!isDemo && toMs(clock.now()) - Date.now() <= AHEAD_MS) return
  throw new SettingError({
    zh: `${dataDir} 是演练场用过的数据：换一个新的 dataDir`,
    en: `${dataDir} holds what was played in the playground: choose a new dataDir`,
  })
}
