import { type Messages, silent } from '../feature.ts'
import type { WorksEvent } from './rules.ts'

export const messages: Messages<WorksEvent> = {
  termsSeen: silent,
  workAdded: silent,
  workMoved: silent,
  workDropped: silent,
}
