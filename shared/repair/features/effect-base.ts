import { subjectOf } from '../../kernel/subject.ts'
import type { Clock } from '../../promise/clock.ts'
import type { Recorded } from '../state/recorded.ts'
import type { Repair } from '../state/repair.ts'

/** Any event, as far as its messages name it. */
export type Told = Recorded<{ readonly type: string; readonly clause?: string }>
export type Values = Readonly<Record<string, string | undefined>>

/** What every message about an event has. Where its reader is reached, and in which language, is looked up when it goes. */
export function effectBase(repair: Repair, event: Told, template: string, recipient: string, values: Values) {
  return {
    key: `${repair.id}/${event.seq}/${template}/${recipient}`,
    about: subjectOf('repair', repair.id),
    createdAt: event.at,
    to: '',
    language: 'zh-CN' as const,
    timezone: repair.timezone,
    values: Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []))),
    reason: 'clause' in event ? `${event.type} ${event.clause}` : event.type,
  }
}

export const clockValues = (clock: Clock): Values => ({
  milestone: clock.term.until,
  clause: clock.term.clause,
  dueAt: clock.dueAt,
  limit: clock.limit,
})

/** What it is called in each language: of the two, its reader gets theirs (see `message/reader.ts`). */
export function severityNames({ plan, severity }: Repair, form: 'name' | 'short'): Values {
  const { zh, en } = plan.severities.find(({ id }) => id === severity)?.[form] ?? { zh: severity, en: severity }
  return { severityZh: zh, severityEn: en }
}
