import type { Actor } from '../../kernel/actor.ts'
import type { Words } from '../../kernel/words.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Agreement } from '../../promise/agreement.ts'
import { HOW_NAMES, ORIGIN_NAMES } from '../state/names.ts'
import type { Work } from '../state/work.ts'

/** What the timeline says of each event of a feature. */
export type Lines<E extends { readonly type: string }> = {
  readonly [T in E['type']]: Line<Extract<E, { readonly type: T }>>
}
/** Written as a method, so that what describes one event may stand where any event is described. */
export type Line<E> = { of(event: E & { readonly by?: Actor }, words: Words): string }['of']

export const severityName = (event: { subject: { plan: Plan }; severity: string }, { name }: Words): string => {
  const severity = event.subject.plan.severities.find(({ id }) => id === event.severity)
  return severity ? name(severity.name) : event.severity
}

export const workDone = (
  { problem, cause, origin, done, parts, suggestions }: Work,
  { name, say, details }: Words,
): string =>
  details(
    { zh: '问题', en: 'problem', is: problem },
    { zh: '原因', en: 'cause', is: cause },
    { zh: '故障来源', en: 'origin', is: origin && name(ORIGIN_NAMES[origin]) },
    { zh: '处理', en: 'done', is: done },
    { zh: '更换', en: 'replaced', is: parts.join(say('、', ', ')) },
    { zh: '建议', en: 'suggested', is: suggestions },
  )

/** Whose yes it was, and how they gave it. */
export const agreedWith = (agreement: Agreement | undefined, { say, name }: Words): string =>
  agreement
    ? say(
        `（${agreement.by} ${name(HOW_NAMES[agreement.how])}同意）`,
        ` (agreed with ${agreement.by}, ${name(HOW_NAMES[agreement.how])})`,
      )
    : ''
