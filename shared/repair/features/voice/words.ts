import type { Lines } from '../lines.ts'
import type { VoiceEvent } from './rules.ts'

export const lines: Lines<VoiceEvent> = {
  said: ({ text }, { say, more }) => say('客户留言', 'The customer wrote') + more(text),
  complained: ({ what, onBehalf }, { say, more }) =>
    say('客户投诉', 'The customer complains') + (onBehalf ? say(`（${onBehalf}）`, ` (${onBehalf})`) : '') + more(what),
  calledBack: ({ visit, score }, { say }) =>
    score === undefined
      ? say(`回访 ${visit}：没有评分`, `Called back (${visit}): no score`)
      : say(`回访 ${visit}：${score} 分`, `Called back (${visit}): ${score} of 5`),
  complaintAnswered: ({ answer }, { say, more }) => say('答复投诉', 'The complaint is answered') + more(answer),
}
