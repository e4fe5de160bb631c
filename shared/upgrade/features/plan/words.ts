import type { Lines } from '../feature.ts'
import type { PlanEvent } from './rules.ts'

export const lines: Lines<PlanEvent> = {
  planned: ({ planned: { title } }, { say }) => say(`计划升级：${title}`, `Upgrade planned: ${title}`),
  assigned: ({ person }, { say }) => say(`由 ${person.name} 负责`, `${person.name} is to do it`),
  notTold: ({ contact }, { say }) =>
    say(`通知没有送达 ${contact}，请打电话`, `${contact} could not be reached: please call them`),
}
