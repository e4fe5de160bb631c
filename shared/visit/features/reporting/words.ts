import type { Lines } from '../feature.ts'
import type { ReportingEvent } from './rules.ts'

export const lines: Lines<ReportingEvent> = {
  reportIssued: ({ title, page, contact }, { say, name, more }) =>
    say(
      contact ? `书面报告已发给 ${contact.name}` : '书面报告已出，客户没有可用的联系方式',
      contact
        ? `Written report sent to ${contact.name}`
        : 'Written report issued; nobody at the customer can be written to',
    ) + more(`${name(title)} · SHA-256 ${page.sha256.slice(0, 12)}…`),
}
