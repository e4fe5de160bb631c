import type { Lines } from '../feature.ts'
import type { WorksEvent } from './rules.ts'

export const lines: Lines<WorksEvent> = {
  termsSeen: (_, { say }) => say('合同或现场资料有变', 'Contract or site changed'),
  workAdded: ({ work }, { say, name, more }) => say('一并办理', 'To be done as well') + more(name(work.name)),
  workMoved: ({ work }, { say, name, time }) =>
    say(`${name(work.name)} 应于 ${time(work.dueAt)} 前完成`, `${name(work.name)} is due by ${time(work.dueAt)}`),
  dateMisfits: ({ slot, work }, { say, time, name }) =>
    say(
      `${name(work.name)} 改期，约好的 ${time(slot.from)} 不再合适，要另约`,
      `${name(work.name)} moved: the agreed ${time(slot.from)} keeps it no more, another date is needed`,
    ),
  workDropped: ({ key, name: called, because, reason }, { say, name, more }) => {
    const [zh, en] = WHY[because]
    const what = called ? name(called) : key
    return say(`${what} ${zh}`, `${what} ${en}`) + more(reason)
  },
}

const WHY = {
  ended: ['已办完或不再需要', 'is settled, or owed no more'],
  leftOut: ['这次不办', 'is left out'],
  tooEarly: ['还不到办理时间，下次再办', 'was not to be done yet, and is left for the next'],
} as const
