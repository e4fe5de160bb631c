import { type Messages, silent } from '../feature.ts'
import type { BackupEvent } from './rules.ts'

/** That is before the work begins, which they hear of. */
export const messages: Messages<BackupEvent> = { backedUp: silent, backupWaived: silent }
