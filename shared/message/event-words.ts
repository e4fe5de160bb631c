import type { Instant } from '../kernel/instant.ts'
import { inLanguage, type Language, type Text } from '../kernel/text.ts'
import { lengthOfTime, money, shortTime } from './format.ts'
import { causeName, milestoneName } from './texts.ts'

/** What a line is made with: both languages, and the parts that have words of their own. */
export interface Words {
  say(zh: string, en: string): string
  name(name: Text): string
  time(instant: Instant): string
  late(length: string): string
  /** Fen as money; in yuan unless told otherwise. */
  amount(fen: number, currency?: string): string
  because(cause: string): string
  promise(clockId: string): string
  /** A detail after a colon; nothing when there is none. */
  more(detail: string | undefined): string
  /** Details, some with a name: `顺丰；判定：主板`. Those that are not there leave nothing. */
  details(...all: readonly (string | false | undefined | Detail)[]): string
}
interface Detail extends Text {
  readonly is: string | false | undefined
}

/** The words of one reader; times are local to `timezone`. */
export const wordsFor = (language: Language, timezone: string): Words => {
  const say = (zh: string, en: string) => inLanguage({ zh, en }, language)
  return {
    say,
    name: (name) => inLanguage(name, language),
    time: (instant) => shortTime(instant, timezone, language),
    late: (length) => lengthOfTime(length, language),
    amount: (fen, currency = 'CNY') => money(fen, currency, language),
    because: (cause) => causeName(cause, language),
    promise: (clockId) => {
      const [clause = '', milestone] = clockId.split('/')
      return `${clause} ${milestoneName(milestone, language)}`.trim()
    },
    more: (detail) => (detail ? `${say('：', ': ')}${detail}` : ''),
    details: (...all) =>
      all
        .flatMap((each) => {
          if (typeof each !== 'object') return each || []
          return each.is ? `${say(each.zh, each.en)}${say('：', ': ')}${each.is}` : []
        })
        .join(say('；', '; ')),
  }
}
