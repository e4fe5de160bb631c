import { ASKING_NAMES } from '../../state/names.ts'
import type { Lines } from '../lines.ts'
import type { AskedEvent } from './rules.ts'

export const lines: Lines<AskedEvent> = {
  asked: ({ person, about, count }, { say, name }) =>
    say(
      `${person ? `询问 ${person.name}` : '无人可问'}：${name(ASKING_NAMES[about])}（第 ${count} 次）`,
      `${person ? `${person.name} asked` : 'Nobody to ask'}: ${name(ASKING_NAMES[about])} (no. ${count})`,
    ),
}
