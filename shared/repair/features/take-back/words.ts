import type { Lines } from '../lines.ts'
import type { TakeBackEvent } from './rules.ts'

export const lines: Lines<TakeBackEvent> = {
  takenBack: ({ from, to, reason }, { say, more }) => {
    const which = from === to ? `${from}` : `${from}–${to}`
    return say(`撤回第 ${which} 条`, `No. ${which} taken back`) + more(reason)
  },
}
