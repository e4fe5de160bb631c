import type { Lines } from '../lines.ts'
import type { ResponseEvent } from './rules.ts'

export const lines: Lines<ResponseEvent> = {
  responded: ({ note }, { say, more }) => say('已联系客户', 'Customer reached') + more(note),
  attempted: ({ note }, { say, more }) => say('致电客户，未接通', 'Called the customer, nobody answered') + more(note),
  solutionProposed: ({ solution }, { say, more }) => say('提出方案', 'Solution proposed') + more(solution),
}
