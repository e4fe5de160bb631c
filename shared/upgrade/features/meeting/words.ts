import { HOW_NAMES } from '../../../repair/state/names.ts'
import type { Lines } from '../feature.ts'
import type { MeetingEvent } from './rules.ts'

export const lines: Lines<MeetingEvent> = {
  proposed: ({ proposal }, { say, time, details }) => {
    const { round, from, until, risks, met, rollback, steps, inPeak } = proposal
    const head = say(
      `提交方案（第 ${round} 稿）：${time(from)} – ${time(until)}，${steps.length} 步`,
      `Plan no. ${round} put to the customer: ${time(from)} – ${time(until)}, ${steps.length} steps`,
    )
    const more = details(
      { zh: '风险', en: 'risks', is: risks },
      { zh: '会议', en: 'meeting', is: met && [met.who, met.at && time(met.at)].filter(Boolean).join(' ') },
      { zh: '回退', en: 'roll-back', is: rollback },
      { zh: '客户要求在高峰进行', en: 'in peak hours, as the customer asks', is: inPeak?.because },
    )
    return [head, more].filter(Boolean).join(say('；', '; '))
  },
  agreed: ({ agreement: { by, how } }, { say, name }) =>
    say(`客户同意方案：${by}（${name(HOW_NAMES[how])}）`, `The customer agreed: ${by} (${name(HOW_NAMES[how])})`),
  declined: ({ reason, onBehalf }, { say, more }) =>
    say(
      `客户不同意方案${onBehalf ? `（${onBehalf}）` : ''}`,
      `The customer declined${onBehalf ? ` (${onBehalf})` : ''}`,
    ) + more(reason),
  lapsed: (_event, { say }) =>
    say('到了计划的时间客户仍未同意，方案作废', 'Its time came without the customer’s agreement: the plan is void'),
  disagreed: ({ what }, { say, more }) => say('客户称没有同意过', 'The customer says they never agreed') + more(what),
}
