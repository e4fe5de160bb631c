import { TEAM_NAMES } from '../../state/names.ts'
import { agreedWith, type Lines } from '../lines.ts'
import type { BeyondEvent } from './rules.ts'

export const lines: Lines<BeyondEvent> = {
  notSolvedOnSite: ({ reason, resolutionAt, unremovable, major }, { say, time, more, details }) =>
    say('现场未解决', 'Not solved on site') +
    more(
      details(
        reason,
        unremovable && say('故障无法排除', 'the fault cannot be removed'),
        major && say('重大问题', 'a major problem'),
        resolutionAt && say(`预计 ${time(resolutionAt)} 解决`, `to be solved by ${time(resolutionAt)}`),
      ),
    ),
  resolutionPromised: ({ resolutionAt, note, agreement }, words) => {
    const { say, time, more } = words
    const told = say(`告知客户 ${time(resolutionAt)} 前解决`, `Customer told: solved by ${time(resolutionAt)}`)
    return told + agreedWith(agreement, words) + more(note)
  },
  escalated: ({ to, question, answerBy, clause }, { say, name, time, more }) => {
    const team = name(TEAM_NAMES[to])
    const why = clause ? say(`（${clause}）`, ` (${clause})`) : ''
    const until = answerBy ? say(`，${time(answerBy)} 前答复`, `, to answer by ${time(answerBy)}`) : ''
    return say(`请${team}支援${why}${until}`, `Asked ${team}${why}${until}`) + more(question)
  },
  advised: ({ answer }, { say, more }) => say('支援答复', 'Answered') + more(answer),
}
