import { text } from '../../../kernel/text.ts'
import type { Lines } from '../feature.ts'
import type { AskingEvent } from './rules.ts'

export const QUESTION_NAMES = {
  plan: text('约定时间', 'to agree on a date'),
  answer: text('打电话问客户选哪个时间', 'to call the customer, who has not chosen'),
  assign: text('安排人', 'who sees to it'),
  confirm: text('确认能到', 'whether they will be there'),
  outcome: text('结果如何', 'what came of it'),
  call: text('打电话', 'to call'),
  replan: text('另约时间，原约的不再合适', 'to agree on another date: the one agreed fits no more'),
  judge: text('核定客户是否在场', 'to decide whether the customer was there'),
  unreached: text('多次没打通，想别的办法', 'to find another way, after calls in vain'),
} as const

export const lines: Lines<AskingEvent> = {
  asked: ({ about, person, count }, { say, name }) => {
    const what = name(QUESTION_NAMES[about])
    const again = count > 1 ? say(`（第 ${count} 次）`, ` (no. ${count})`) : ''
    return person
      ? say(`已问 ${person.name}：${what}${again}`, `Asked ${person.name}: ${what}${again}`)
      : say(`没有人可问：${what}`, `Nobody to ask: ${what}`)
  },
  reminded: (_, { say }) => say('已提醒客户和工程师', 'Customer and engineer reminded'),
}
