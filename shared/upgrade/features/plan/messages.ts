import { toBoth, toOurs } from '../../state/to-whom.ts'
import type { Messages } from '../feature.ts'
import type { PlanEvent } from './rules.ts'

export const messages: Messages<PlanEvent> = {
  planned: (event, after) => toOurs(event, after, after.engineer, 'assigned'),
  assigned: (event, after) => toOurs(event, after, event.person, 'assigned'),
  notTold: (event, after) => toBoth(event, after, 'notTold'),
}
