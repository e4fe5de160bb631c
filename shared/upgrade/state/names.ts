import { type Text, text } from '../../kernel/text.ts'
import type { Stage } from './upgrade.ts'

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
