/** A text in both languages; Chinese is what most readers see. */
export interface Text {
  readonly zh: string
  readonly en: string
}
export type Language = 'zh-CN' | 'en'

/** A text, written as a pair. */
export const text = (zh: string, en: string): Text => ({ zh, en })

/** The text in the reader's language. */
export const inLanguage = ({ zh, en }: Text, language: Language): string => (language === 'zh-CN' ? zh : en)
