import type { Effect } from '../../../subject/effect.ts'
import { toBoth, toContacts, toOffice, toOurs } from '../../state/to-whom.ts'
import type { Upgrade } from '../../state/upgrade.ts'
import { disturbedValues } from '../../state/values.ts'
import { type Messages, type Recorded, silent } from '../feature.ts'
import type { EndingEvent } from './rules.ts'

type Saying<T extends EndingEvent['type']> = Recorded<Extract<EndingEvent, { readonly type: T }>>

export const messages: Messages<EndingEvent> = {
  finished: (event, after) => [...resultTo(event, after, event.how), ...newsOfEnd(event, after)],
  calledOff: (event, after) => [
    ...toContacts(event, after, 'calledOff', { reason: event.reason }),
    ...(event.tell ? toOffice(event, after, 'calledOff') : toBoth(event, after, 'calledOff')),
  ],
  saidAfterwards: (event, after) => [
    ...(event.outcome === 'notDone'
      ? toContacts(event, after, 'notDone', { reason: event.result })
      : resultTo(event, after, event.outcome)),
    ...toOffice(event, after, event.outcome === 'notDone' ? 'notDone' : 'afterwards', 'routine'),
  ],
  missed: (event, after) =>
    event.tell ? [...toContacts(event, after, 'late'), ...toOffice(event, after, 'late')] : silent(),
  asked: (event, after) => toOurs(event, after, event.person, event.about, { turn: 'routine' }),
}

const resultTo = (
  event: Saying<'finished' | 'saidAfterwards'>,
  after: Upgrade,
  how: 'done' | 'rolledBack',
): readonly Effect[] =>
  toContacts(event, after, how === 'done' ? 'done' : 'restored', {
    result: event.result,
    // Said only afterwards, the one is the other.
    reason: after.ended?.afterwards ? undefined : after.rolledBack?.reason,
    ...disturbedValues(after, event.disturbed),
  })

/** Of what went as agreed nobody of ours need hear. */
const newsOfEnd = (event: Saying<'finished'>, after: Upgrade): readonly Effect[] => {
  if (!event.tell) return []
  return event.how === 'rolledBack'
    ? toOffice(event, after, 'restored', 'routine')
    : toOffice(event, after, 'disturbed')
}
