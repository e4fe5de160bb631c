import { text } from '../../../kernel/text.ts'
import { isBoundTo, type Upgrade } from '../../state/upgrade.ts'
import type { Offers } from '../feature.ts'

export type BackupAction =
  | { type: 'backUp'; what: string; where: string; reference?: string }
  | { type: 'waiveBackup'; reason: string }

/** Once the first step is done, no backup is one of before. */
const isBefore = ({ agreed, begunAt, ended }: Upgrade): boolean =>
  agreed !== undefined && begunAt === undefined && ended === undefined

const TOO_LATE = text(
  '第一步之后的备份不算升级前的备份',
  'what is backed up after the first step is no backup of before',
)

export const offers: Offers<BackupAction> = {
  backUp: {
    name: text('登记全量备份', 'Record the full backup'),
    role: 'engineer',
    isAllowed: (upgrade) => isBefore(upgrade) && upgrade.backup === undefined,
    obstacle: ({ begunAt }) => (begunAt ? TOO_LATE : undefined),
  },
  waiveBackup: {
    name: text('不做备份', 'Go without a backup'),
    role: 'manager',
    isAllowed: (upgrade) =>
      isBefore(upgrade) && isBoundTo(upgrade, 'backup') && !upgrade.backup && upgrade.noBackup === undefined,
    obstacle: ({ begunAt }) => (begunAt ? TOO_LATE : undefined),
  },
}
