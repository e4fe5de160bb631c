import { type Text, text } from '../../kernel/text.ts'
import type { Matter, Stage } from './upgrade.ts'

export const UPGRADE_STAGES: Record<Stage, Text> = {
  planning: text('待定方案', 'To be planned'),
  proposed: text('待客户同意', 'Awaiting agreement'),
  agreed: text('客户已同意', 'Agreed'),
  running: text('升级中', 'Running'),
  rollingBack: text('回退中', 'Rolling back'),
  done: text('已升级', 'Done'),
  rolledBack: text('已回退', 'Rolled back'),
  calledOff: text('已取消', 'Called off'),
}

export const UPGRADE_MATTERS: Record<Matter, Text> = {
  agreed: text('升级前客户同意', 'agreed before the upgrade'),
  backup: text('升级前全量备份', 'backup before the upgrade'),
  window: text('升级按时结束', 'upgrade over in its window'),
  undisturbed: text('升级不影响业务', 'service not disturbed by the upgrade'),
}
