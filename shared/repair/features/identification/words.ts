import { agreedWith, type Lines, severityName } from '../lines.ts'
import type { IdentificationEvent } from './rules.ts'

export const lines: Lines<IdentificationEvent> = {
  identified: (event, words) => {
    const { customer, site, unit } = event.subject
    const known = [customer?.name, site?.name, unit?.name, unit?.serial].filter(Boolean).join(' ')
    const severity = severityName(event, words)
    return words.say(`已登记设备（${severity}）`, `Unit identified (${severity})`) + words.more(known)
  },
  severityChanged: ({ severity, reason, agreement, approver }, words) => {
    const { say, more } = words
    const approved = approver
      ? say(`（批准：${approver}）`, ` (approved by ${approver})`)
      : agreedWith(agreement, words)
    return say(`级别改为 ${severity}`, `Severity changed to ${severity}`) + approved + more(reason)
  },
}
