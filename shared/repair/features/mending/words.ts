import { type Lines, workDone } from '../lines.ts'
import type { MendingEvent } from './rules.ts'

export const lines: Lines<MendingEvent> = {
  hardwareVerdict: ({ part }, { say, more }) => say('判定硬件故障', 'Hardware fault found') + more(part),
  repaired: ({ work }, words) => words.say('已修复', 'Repaired') + words.more(workDone(work, words)),
}
