import type { Lines } from '../feature.ts'
import type { BackupEvent } from './rules.ts'

export const lines: Lines<BackupEvent> = {
  backedUp: ({ backup: { what, where, reference } }, { say, details }) =>
    details(
      say(`已做全量备份：${what}`, `Full backup made: ${what}`),
      { zh: '存放', en: 'kept at', is: where },
      { zh: '校验值或编号', en: 'check sum or number', is: reference },
    ),
  backupWaived: ({ reason }, { say, more }) =>
    say('经理同意不做备份', 'A manager does without a backup') + more(reason),
}
