import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { dayOf, timeOn } from '../../../shared/kernel/calendar.ts'
import { defined } from '../../../shared/kernel/fields.ts'
import { type Duration, durationMs, type Instant, later, millisBetween } from '../../../shared/kernel/instant.ts'
import type { Log } from '../../../shared/ports/observe.ts'
import { attachmentsBeside, lastBackup, secretsBeside } from '../backup.ts'

export interface BackupPlan {
  readonly dataDir: string
  readonly folder: string
  /** Times of the day, `03:30`, in `timezone`. */
  readonly at: readonly string[]
  readonly timezone: string
  readonly keep: number
}

const COMMAND = join(import.meta.dirname, '../../backup.ts')
const LOOK_EVERY_MS = 60_000
const OURS = /^chengnuo-\d{8}T\d{6}Z\.db$/

/** One that fails is tried again each minute; one that still is not there so long after its time is somebody's trouble. */
const LATE_AFTER: Duration = 'PT1H'

export interface Backups {
  /** Whether the latest that should be there is not. */
  isLate(): boolean
  /** Backs up what is due, or calls `onLate` where nothing has helped. */
  look(onLate: (late: LateBackup) => Promise<void>): Promise<void>
}

export interface LateBackup {
  readonly now: Instant
  /** The last one that there is. */
  readonly last?: Instant
  /** What the last try said. */
  readonly said?: string
}

/**
 * Backs up at the plan's times; what a night without power has missed is made up for at the start. In a process of its own: looking
 * through a large copy takes a while, in which somebody waits for a page.
 */
export function backupsOf(plan: BackupPlan, log: Log, now = (): Instant => new Date().toISOString()): Backups {
  const startedAt = now()
  let said: string | undefined
  const last = () => lastBackup(plan.dataDir)?.at
  const isLate = () =>
    millisBetween(startedAt, now()) >= durationMs(LATE_AFTER) &&
    isDue(plan, last(), later(now(), -durationMs(LATE_AFTER)))
  return {
    isLate,
    async look(onLate) {
      if (isDue(plan, last(), now())) said = await backUpNow(plan, log)
      if (isLate()) await onLate({ now: now(), ...defined({ last: last(), said }) })
    },
  }
}

/** Looks each minute. Gives the way to stop. */
export function scheduleBackups({ look }: Backups, log: Log, onLate: (late: LateBackup) => Promise<void>): () => void {
  let isLooking = false
  const begin = async () => {
    if (isLooking) return
    isLooking = true
    await look(onLate).catch((error: unknown) => log.error('Backups not looked after', { error }))
    isLooking = false
  }
  void begin()
  const timer = setInterval(begin, LOOK_EVERY_MS)
  return () => clearInterval(timer)
}

/** Whether one of the times has passed since the last. */
export function isDue({ at, timezone }: Pick<BackupPlan, 'at' | 'timezone'>, last: string | undefined, now: string) {
  if (last === undefined) return true
  const days = [later(now, -durationMs('P1D')), now].map((instant) => dayOf(instant, timezone))
  const times = days.flatMap((day) => at.map((time) => timeOn(day, time, timezone)))
  const latest = Math.max(...times.filter((time) => time <= Date.parse(now)))
  return Date.parse(last) < latest
}

/** Gives why it failed, with a line in the log: the next look tries again. */
export async function backUpNow({ dataDir, folder, keep }: BackupPlan, log: Log): Promise<string | undefined> {
  const name = `chengnuo-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}.db`
  const child = spawn(process.execPath, [COMMAND, join(folder, name), '--lang', 'en'], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [[code], said, wrong] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  if (code !== 0) {
    const why = wrong.trim().slice(0, 500)
    log.error('Backup failed', { code, said: why })
    return why
  }
  log.info('Backed up', { said: said.trim() })
  forgetOld(folder, keep)
  return undefined
}

/** Names of those that were made on a schedule, the newest last. */
export const backupsIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => OURS.test(name))
        .toSorted()
    : []

/** The oldest go, each with what stands beside it; what others keep in the folder stays. */
export function forgetOld(folder: string, keep: number): void {
  const ours = backupsIn(folder)
  for (const name of ours.slice(0, Math.max(0, ours.length - keep))) {
    const file = join(folder, name)
    // The data last: what is left over of one that was cut short goes the next time.
    rmSync(attachmentsBeside(file), { recursive: true, force: true })
    rmSync(secretsBeside(file), { force: true })
    rmSync(file, { force: true })
  }
}
