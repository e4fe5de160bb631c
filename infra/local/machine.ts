import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { defined } from '../../shared/kernel/fields.ts'
import { durationMs, later } from '../../shared/kernel/instant.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Machine, MachineFacts } from '../../shared/ports/machine.ts'
import type { Channel } from '../../shared/ports/messaging.ts'
import { lastBackup } from './backup.ts'
import type { Health } from './health.ts'
import { type Given, keysIn } from './secrets.ts'

interface Parts {
  readonly db: DatabaseSync
  readonly clock: Clock
  readonly folder: string | undefined
  readonly channels: readonly Channel[]
  readonly health: () => Promise<Health>
  readonly given: Given | undefined
}

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))

/** What this machine knows of itself. */
export function localMachine({ db, clock, folder, channels, health, given }: Parts): Machine {
  const settled = db.prepare(`
    SELECT iif(effect ->> 'channel' = 'sms', 'staff', 'contacts') AS who, sum(status = 'sent') AS sent,
      sum(status = 'failed') AS failed, max(settled_at) AS last
    FROM effects WHERE settled_at >= ? GROUP BY who`)

  const handedOver = (): NonNullable<MachineFacts['handedOver']> => {
    const rows = settled.all(later(clock.now(), -durationMs('P1D')))
    return (['staff', 'contacts'] as const).map((to) => {
      const row = rows.find(({ who }) => who === to)
      const lastAt = typeof row?.last === 'string' ? row.last : undefined
      return { to, sent: Number(row?.sent ?? 0), failed: Number(row?.failed ?? 0), ...defined({ lastAt }) }
    })
  }

  return {
    async facts() {
      const { sweptSecondsAgo, backup } = await health()
      return {
        host: 'oneMachine',
        versions: { chengnuo: version, node: process.version },
        channels: channels.map(({ name, carries }) => ({ name, carries })),
        handedOver: handedOver(),
        keys: keysIn(folder, given),
        backup: {
          kind: 'file',
          ...defined({ last: folder === undefined ? undefined : lastBackup(folder) }),
          ...(backup === 'late' && { isLate: true }),
        },
        ...defined({ sweptSecondsAgo }),
      }
    },
  }
}
