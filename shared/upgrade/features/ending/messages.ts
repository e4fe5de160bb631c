import { toBoth, toContacts, toOurs } from '../../state/to-whom.ts'
import { type Messages, silent } from '../feature.ts'
import type { EndingEvent } from './rules.ts'

export const messages: Messages<EndingEvent> = {
  finished: (event, after) => toContacts(event, after, 'done', resultOf(event)),
  calledOff: (event, after) => [
    ...toContacts(event, after, 'calledOff', { reason: event.reason }),
    ...toBoth(event, after, 'calledOff'),
  ],
  saidAfterwards: (event, after) =>
    event.outcome === 'notDone'
      ? toContacts(event, after, 'calledOff', { reason: event.result })
      : toContacts(event, after, 'done', resultOf(event)),
  missed: silent,
  asked: (event, after) => toOurs(event, after, event.person, event.about, { turn: 'routine' }),
}

const resultOf = ({ result, minutes, disturbed }: { result: string; minutes: number; disturbed?: string }) => ({
  result,
  ...(minutes > 0 && {
    disturbedZh: `${minutes} 分钟：${disturbed ?? ''}`,
    disturbedEn: `${minutes} min: ${disturbed ?? ''}`,
  }),
})
