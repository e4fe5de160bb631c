/** A text in both languages; Chinese is what most readers see. */
export interface Text {
  readonly zh: string
  readonly en: string
}
export type Language = 'zh-CN' | 'en'

/** A text, written as a pair. A table of them that nobody reads is left out of a bundle. */
export const text = /* @__NO_SIDE_EFFECTS__ */ (zh: string, en: string): Text => ({ zh, en })

/** The text in the reader's language; what is only in one is said as it is. */
export const inLanguage = (said: Text | string, language: Language): string =>
  typeof said === 'string' ? said : language === 'zh-CN' ? said.zh : said.en
