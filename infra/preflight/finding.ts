import { type Text, text } from '../../shared/kernel/text.ts'
import { isRead, type Read } from './facts.ts'

/** `stop`: a deployment would fail, or serve nobody. `ask`: it goes, and something is to be asked for before customers rely on it. */
export interface Finding {
  readonly level: 'stop' | 'ask' | 'good'
  readonly text: Text
}

const finding = (level: Finding['level'], zh: string, en: string): Finding => ({ level, text: text(zh, en) })
export const stop = (zh: string, en: string) => finding('stop', zh, en)
export const ask = (zh: string, en: string) => finding('ask', zh, en)
export const good = (zh: string, en: string) => finding('good', zh, en)

export const looked = <T extends object>(
  name: string,
  rights: string,
  read: Read<T>,
  judge: (found: T) => readonly Finding[],
): readonly Finding[] =>
  isRead(read)
    ? judge(read)
    : [
        ask(
          `${name}：没看成（${read.unread}）。需要权限 ${rights}；请自己核对`,
          `${name}: could not be looked at (${read.unread}). It takes the rights ${rights}; look yourself`,
        ),
      ]
