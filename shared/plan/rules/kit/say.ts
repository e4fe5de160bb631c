import { allowance } from '../../../kernel/allowance.ts'
import type { Duration } from '../../../kernel/instant.ts'
import { inLanguage, type Language, type Text } from '../../../kernel/text.ts'

/** `15 min`, `24 months`. */
export const lengthOf = (length: Duration, language: Language): string =>
  allowance({ limit: length, window: '7x24' }, language)

export const list = (words: readonly string[], language: Language): string =>
  words.join(language === 'en' ? ', ' : '、')

export const names = (known: readonly { readonly name: Text }[], language: Language): string =>
  list(
    known.map(({ name }) => inLanguage(name, language)),
    language,
  )

/** The words for a language where lengths of time are put into them. */
export interface Say {
  readonly length: (length: Duration) => string
}
export const both = (write: (say: Say) => Text): Text => ({
  zh: write({ length: (length) => lengthOf(length, 'zh-CN') }).zh,
  en: write({ length: (length) => lengthOf(length, 'en') }).en,
})

/** What is said of these parts, one after the other; what does not hold is left out. */
export const joined = (parts: readonly (Text | false | undefined)[]): Text => {
  const said = parts.filter((part) => part !== false && part !== undefined)
  return { zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ en }) => en).join('; ') }
}
