import { UPGRADE_MATTERS } from '../../state/names.ts'
import { matterOf } from '../../state/upgrade.ts'
import type { Lines } from '../feature.ts'
import type { EndingEvent } from './rules.ts'

export const lines: Lines<EndingEvent> = {
  finished: ({ how, result, minutes, disturbed }, { say, details }) =>
    details(
      how === 'done'
        ? say('升级完成', 'The upgrade is done')
        : say('已回退，恢复原状', 'Rolled back, as it was before'),
      result,
      minutes > 0 && say(`业务受影响 ${minutes} 分钟`, `the service was disturbed for ${minutes} min`),
      disturbed,
    ),
  calledOff: ({ reason, onBehalf }, { say, more }) =>
    say(`取消升级${onBehalf ? `（${onBehalf}）` : ''}`, `Called off${onBehalf ? ` (${onBehalf})` : ''}`) + more(reason),
  saidAfterwards: ({ outcome, result }, { say, more }) =>
    ({
      done: say('补登：已升级', 'Said afterwards: it was done'),
      rolledBack: say('补登：已回退', 'Said afterwards: it was rolled back'),
      notDone: say('补登：没有进行', 'Said afterwards: it was not done'),
    })[outcome] + more(result),
  missed: ({ promises }, { say }) => {
    const of = promises.map((key) => UPGRADE_MATTERS[matterOf({ key })])
    return say(`未按时：${of.map(({ zh }) => zh).join('、')}`, `Not in time: ${of.map(({ en }) => en).join(', ')}`)
  },
  asked: ({ about, person }, { say }) =>
    ({
      plan: say('提醒安排升级', 'Asked to plan the upgrade'),
      agreement: say('提醒请客户同意', 'Asked to have the customer agree'),
      outcome: say('询问升级结果', 'Asked how it went'),
    })[about] + (person ? ` → ${person.name}` : ''),
}
