import { type Text, text } from '../../../../shared/kernel/text.ts'
import type { AdvisoryRow } from './advisories-data.ts'

export const SEVERITY_NAMES: Readonly<Record<AdvisoryRow['severity'], Text>> = {
  info: text('提示', 'For information'),
  important: text('重要', 'Important'),
  urgent: text('紧急', 'Urgent'),
}
