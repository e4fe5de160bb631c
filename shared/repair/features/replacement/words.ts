import { DAMAGE_NAMES, REPLACEMENT_NAMES } from '../../state/names.ts'
import { agreedWith, type Lines, workDone } from '../lines.ts'
import type { ReplacementDueEvent } from './due.ts'
import type { ReplacementEvent } from './rules.ts'

export const lines: Lines<ReplacementEvent | ReplacementDueEvent> = {
  irreparable: ({ damage, what }, { say, name, more }) => {
    const how = name(DAMAGE_NAMES[damage])
    return say(`判定无法修复（${how}）`, `Cannot be repaired (${how})`) + more(what)
  },
  exchangeWished: ({ agreement }, words) =>
    words.say('客户要求换新', 'The customer wishes a new unit') + agreedWith(agreement, words),
  replacementApproved: ({ approver }, { say }) => say(`${approver} 批准换新`, `Replacement approved by ${approver}`),
  replacementDated: ({ on, approver }, { say, time }) =>
    say(`${approver} 定于 ${time(on)} 换新`, `${approver} set the replacement for ${time(on)}`),
  replacementDeclined: ({ approver, reason, refused }, { say, more }) =>
    say(`${approver} 未批准换新`, `Replacement refused by ${approver}`) +
    (refused ? say('（无条件更换的承诺，记为违约）', ' (promised without conditions: a breach)') : '') +
    more(reason),
  alternativeAccepted: ({ what, agreement }, words) =>
    words.say('客户接受替代方案', 'The customer accepted an alternative') +
    agreedWith(agreement, words) +
    words.more(what),
  unitReplaced: ({ old, unit, clause, warranty, work }, words) => {
    const { say, name } = words
    const then = name(REPLACEMENT_NAMES.warranty[warranty])
    const replaced = say(
      `已换新机（${clause}）：${old} 换为 ${unit.serial}，${then}`,
      `Unit replaced (${clause}): ${old} by ${unit.serial}; ${then}`,
    )
    return work ? `${replaced}${say('；', '; ')}${workDone(work, words)}` : replaced
  },
  replacementDue: ({ clause, because, with: by, manager }, { say, name }) => {
    const [why, what] = [name(REPLACEMENT_NAMES.because[because]), name(REPLACEMENT_NAMES.with[by])]
    const asked = manager ? say(`，请 ${manager.name} 批准`, `; ${manager.name} is asked to approve it`) : ''
    return say(`应换新（${clause}，${why}）：${what}`, `To be replaced (${clause}, ${why}): ${what}`) + asked
  },
}
