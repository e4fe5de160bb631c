import { describe, expect, it } from 'vitest'
import { advance, type Seen } from '../../../shared/handover/decide.ts'
import type { Turn } from '../../../shared/handover/handovers.ts'
import { messagesOf } from '../../../shared/handover/messages.ts'
import { at } from '../../support/play.ts'

const [BEGIN, WATCH, OWN, END] = [at('04-19 12:00'), at('04-20 00:00'), at('04-20 09:00'), at('04-27 09:00')]
const turn = (person: string, from: string, to: string, watch?: true): Turn => ({
  ...{ tier: 0, person, from, to },
  ...(watch && { watch }),
})
const seen = (turns: readonly Turn[]): Seen => ({
  heading: { name: '华东', timezone: 'Asia/Shanghai', tiers: ['一线', 'manager'], manager: { id: 'm', hasMail: true } },
  turns,
  until: END,
  waiting: 0,
  theirs: () => 0,
})
/** Who hears what as the roster is looked at then. */
const told = (turns: readonly Turn[], instants: readonly string[]) => {
  let state = advance('east', undefined, seen(turns), BEGIN).state
  return instants.map((now) => {
    const decision = advance('east', state, seen(turns), now)
    const effects = messagesOf(decision.events, state, decision.state)
    state = decision.state
    return effects.flatMap((effect) => (effect.channel === 'sms' ? [`${effect.person} ${effect.values.asked}`] : []))
  })
}

describe('[H21] [H7] a watch that lies over the roster', () => {
  it('is told by itself as it begins; whose own turn goes on after it hears of that, once', () => {
    const turns = [turn('li', BEGIN, WATCH), turn('sun', WATCH, OWN, true), turn('sun', OWN, END)]
    expect(told(turns, [WATCH, WATCH, OWN, OWN])).toEqual([['li off'], [], ['sun on'], []])
  })

  it('in the middle of one’s own turn is no handover', () => {
    const turns = [turn('sun', BEGIN, WATCH), turn('sun', WATCH, OWN, true), turn('li', OWN, END)]
    expect(told(turns, [WATCH, OWN])).toEqual([[], ['li on', 'sun off']])
  })
})
