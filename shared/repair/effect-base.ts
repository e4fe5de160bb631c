import { subjectOf } from '../kernel/subject.ts'
import type { Language } from '../kernel/text.ts'
import type { Clock } from '../promise/clock.ts'
import type { RecordedEvent } from './events.ts'
import type { Repair } from './state/repair.ts'

export type Values = Readonly<Record<string, string | undefined>>

/** What every message about an event has. */
export function effectBase(
  repair: Repair,
  event: RecordedEvent,
  template: string,
  recipient: string,
  language: Language,
  values: Values,
) {
  return {
    key: `${repair.id}/${event.seq}/${template}/${recipient}`,
    about: subjectOf('repair', repair.id),
    createdAt: event.at,
    language,
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

export function severityName(repair: Repair, language: Language, form: 'name' | 'short'): string {
  const severity = repair.plan.severities.find(({ id }) => id === repair.severity)
  return severity ? severity[form][language === 'en' ? 'en' : 'zh'] : repair.severity
}
