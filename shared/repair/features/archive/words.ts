import { type Lines, workDone } from '../lines.ts'
import type { ArchiveEvent } from './rules.ts'

export const lines: Lines<ArchiveEvent> = {
  keeperNamed: ({ keeper, clause }, { say }) =>
    say(`档案责任人：${keeper.name}（${clause}）`, `Keeper of the archive: ${keeper.name} (${clause})`),
  feedback: ({ work }, words) =>
    words.say('处理情况已反馈，销案', 'Feedback given: archive closed') + words.more(workDone(work, words)),
}
