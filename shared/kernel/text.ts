/** A text in both languages; Chinese is what most readers see. */
export interface Text {
  readonly zh: string
  readonly en: string
}
export type Language = 'zh-CN' | 'en'
