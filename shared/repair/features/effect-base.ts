import { subjectOf } from '../../kernel/subject.ts'
import type { Clock } from '../../promise/clock.ts'
import { effectBase as baseOf, inBoth, type Values } from '../../subject/effect-base.ts'
import type { Recorded } from '../state/recorded.ts'
import type { Repair } from '../state/repair.ts'

/** Any event, as far as its messages name it. */
export type Told = Recorded<{ readonly type: string; readonly clause?: string }>
export type { Values }

/** What every message about an event has. Its key names the repair by its number alone. */
export const effectBase = (repair: Repair, event: Told, template: string, recipient: string, values: Values) =>
  baseOf({
    event,
    about: subjectOf('repair', repair.id),
    named: repair.id,
    timezone: repair.timezone,
    template,
    recipient,
    values,
    reason: 'clause' in event ? `${event.type} ${event.clause}` : event.type,
  })

export const clockValues = (clock: Clock): Values => ({
  milestone: clock.term.until,
  clause: clock.term.clause,
  dueAt: clock.dueAt,
  limit: clock.limit,
})

/** What it is called in each language: of the two, its reader gets theirs (see `message/reader.ts`). */
export function severityNames({ plan, severity }: Repair, form: 'name' | 'short'): Values {
  const name = plan.severities.find(({ id }) => id === severity)?.[form]
  return inBoth('severity', name ?? { zh: severity, en: severity })
}
