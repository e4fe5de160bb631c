import type { Lines } from '../feature.ts'
import type { EngineerEvent } from './rules.ts'

export const lines: Lines<EngineerEvent> = {
  assigned: ({ person }, { say }) => say(`由 ${person.name} 负责`, `${person.name} is to see to it`),
  confirmed: (_, { say }) => say('已确认会到', 'Confirmed'),
  unassigned: ({ reason }, { say, more }) => say('办不了，需另派', 'Cannot: somebody else is needed') + more(reason),
}
