import { nameOf } from '../../../kernel/actor.ts'
import { defined } from '../../../kernel/fields.ts'
import { fulfilled, waived } from '../../state/promises.ts'
import type { Backup } from '../../state/upgrade.ts'
import type { Actions, Events } from '../feature.ts'
import type { BackupAction } from './offers.ts'

export type BackupEvent = { type: 'backedUp'; backup: Backup } | { type: 'backupWaived'; reason: string }

export const actions: Actions<BackupAction, BackupEvent> = {
  backUp: (_state, { what, where, reference }) => [
    { type: 'backedUp', backup: { what, where, ...defined({ reference }) } },
  ],
  waiveBackup: (_state, { reason }) => [{ type: 'backupWaived', reason }],
}

export const events: Events<BackupEvent> = {
  backedUp: (state, event) =>
    fulfilled({ ...state, backup: { ...event.backup, at: event.at, by: nameOf(event.by) } }, 'backup', event),
  backupWaived: (state, event) =>
    waived({ ...state, noBackup: event.reason }, 'backup', event, event.reason, nameOf(event.by)),
}
