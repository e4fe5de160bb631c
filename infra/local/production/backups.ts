import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { dayOf, timeOn } from '../../../shared/kernel/calendar.ts'
import { durationMs, later } from '../../../shared/kernel/instant.ts'
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

/**
 * Backs up at these times; what a night without power has missed is made up for at the start. In a process of its own: looking through
 * a large copy takes a while, in which somebody waits for a page. Gives the way to stop.
 */
export function scheduleBackups(plan: BackupPlan, log: Log): () => void {
  let running: Promise<void> | undefined
  const look = () => {
    const last = lastBackup(plan.dataDir)?.at
    if (running || !isDue(plan, last, new Date().toISOString())) return
    running = backUpNow(plan, log).finally(() => {
      running = undefined
    })
  }
  look()
  const timer = setInterval(look, LOOK_EVERY_MS)
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

/** Fails with a line in the log: the next look tries again. */
export async function backUpNow({ dataDir, folder, keep }: BackupPlan, log: Log): Promise<void> {
  const name = `chengnuo-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}.db`
  const child = spawn(process.execPath, [COMMAND, join(folder, name), '--lang', 'en'], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [[code], said, wrong] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  if (code !== 0) return log.error('Backup failed', { code, said: wrong.trim().slice(0, 500) })
  log.info('Backed up', { said: said.trim() })
  forgetOld(folder, keep)
}

/** The oldest go, each with what stands beside it; what others keep in the folder stays. */
export function forgetOld(folder: string, keep: number): void {
  const ours = readdirSync(folder).filter((name) => OURS.test(name))
  for (const name of ours.toSorted().slice(0, Math.max(0, ours.length - keep))) {
    const file = join(folder, name)
    // The data last: what is left over of one that was cut short goes the next time.
    rmSync(attachmentsBeside(file), { recursive: true, force: true })
    rmSync(secretsBeside(file), { force: true })
    rmSync(file, { force: true })
  }
}
