import { inLanguage, type Language } from '../kernel/text.ts'
import type { Words } from '../kernel/words.ts'
import { lengthOfTime, money, shortTime } from './format.ts'
import { causeName, milestoneName } from './texts.ts'

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
